import { palette } from './palette.ts';
import { element } from './svg.ts';
import { words } from './words.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 91, 365].map((n) => n * day),
];
const narrowestTickPx = 96;

export interface TimeScale {
  fromMs: number;
  toMs: number;
  left: number;
  right: number;
}

/** Where an instant stands; outside the span it stands at the edge. */
export function placeOf({ fromMs, toMs, left, right }: TimeScale, atMs: number): number {
  const share = toMs > fromMs ? (atMs - fromMs) / (toMs - fromMs) : 0;
  return left + Math.min(1, Math.max(0, share)) * (right - left);
}

/** Round instants (UTC), never closer together than their words. */
function ticks({ fromMs, toMs, left, right }: TimeScale): number[] {
  const most = Math.max(1, Math.floor((right - left) / narrowestTickPx));
  const step = steps.find((size) => (toMs - fromMs) / size <= most) ?? (steps.at(-1) as number);
  const found: number[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs && found.length <= most; at += step) found.push(at);
  return found;
}

/**
 * The axis below `bottom` with lines up to `top`: UTC first, and a second row in `zone` (an IANA name) where that is
 * another one. The date stands at the first tick and wherever the day changes.
 */
export function timeAxis(scale: TimeScale, box: { top: number; bottom: number }, zone: string): string {
  const zones = zone === 'UTC' ? ['UTC'] : ['UTC', zone];
  const marks = ticks(scale);
  const short = marks.length > 1 && (marks[1] as number) - (marks[0] as number) < minute;
  const lines = marks.map((at) => {
    const x = placeOf(scale, at);
    return element('line', { x1: x, x2: x, y1: box.top, y2: box.bottom, stroke: palette.line });
  });
  const rows = zones.map((name, row) => {
    const y = box.bottom + 18 + row * 32;
    let shown = '';
    const labels = marks.flatMap((at) => {
      const x = placeOf(scale, at);
      const { date, clock } = wallTime(at, name, short);
      const isNew = date !== shown;
      shown = date;
      return [
        words(clock, { x, y, size: 12, fill: palette.dim, anchor: 'middle', mono: true }),
        ...(isNew ? [words(date, { x, y: y + 14, size: 11, fill: palette.dim, anchor: 'middle' })] : []),
      ];
    });
    return [words(name, { x: scale.left - 20, y, size: 11, fill: palette.dim, anchor: 'end' }), ...labels].join('');
  });
  return [...lines, ...rows].join('');
}

/** How tall the axis is below its line. */
export function axisHeight(zone: string): number {
  return zone === 'UTC' ? 40 : 72;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallTime(atMs: number, zone: string, withSeconds: boolean): { date: string; clock: string } {
  const key = `${zone} ${withSeconds}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      day: '2-digit',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds ? { second: '2-digit' } : {}),
      hourCycle: 'h23',
    });
  formats.set(key, format);
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return {
    date: `${parts['day']} ${parts['month']}`,
    clock: [parts['hour'], parts['minute'], ...(withSeconds ? [parts['second']] : [])].join(':'),
  };
}
