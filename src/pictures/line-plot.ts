import { grouped } from '../domain/verdict-words.ts';
import { series as colours, palette } from './palette.ts';
import { element, picture } from './svg.ts';
import { axisHeight, placeOf, type TimeScale, timeAxis } from './time-axis.ts';
import { fitting, words } from './words.ts';

interface Line {
  /** What it is called at its end: "leaf1 CRC errors". */
  name: string;
  /** In the order of time; null where nothing was read: the line has a gap there. */
  points: readonly { atMs: number; value: number | null }[];
}

export interface Plot {
  title: string;
  /** What the values count, once: "per second", "prefixes". */
  unit: string;
  lines: readonly Line[];
  zone: string;
}

const width = 1200;
const left = 96;
/** Room for the names at the ends of the lines. */
const right = width - 300;
const top = 72;
const plotHeight = 260;

/** Values over time as lines from zero up, each with its name and last value at its end. */
export function linePlot(plot: Plot): string {
  const bottom = top + plotHeight;
  const times = plot.lines.flatMap(({ points }) => points.map(({ atMs }) => atMs));
  const fromMs = times.reduce((low, at) => Math.min(low, at), Number.POSITIVE_INFINITY);
  const toMs = times.reduce((high, at) => Math.max(high, at), Number.NEGATIVE_INFINITY);
  const scale: TimeScale =
    times.length === 0
      ? { fromMs: 0, toMs: 1, left, right }
      : { fromMs, toMs: Math.max(toMs, fromMs + 1), left, right };
  const values = valueTicks(plot.lines);
  const highest = values.at(-1) ?? 1;
  const y = (value: number) => bottom - (value / highest) * plotHeight;
  return picture(
    { width, height: bottom + axisHeight(plot.zone) + 8 },
    plotAlt(plot),
    words(fitting(plot.title, width - 48, 18, true), { x: 24, y: 32, size: 18, fill: palette.ink, mono: true }),
    words(plot.unit, { x: 24, y: 54, size: 13, fill: palette.dim }),
    timeAxis(scale, { top, bottom }, plot.zone),
    ...values.map((value) => valueLine(value, y(value))),
    ...namesApart(plot.lines, y, bottom).flatMap(({ line, nameY }, i) => {
      const colour = colours[i % colours.length] ?? palette.ink;
      return [pathOf(scale, line, y, colour), nameOf(line, nameY, colour)];
    }),
  );
}

/** The same in one sentence. */
export function plotAlt({ title, unit, lines }: Plot): string {
  const courses = lines.map(({ name, points }) => {
    const known = points.flatMap(({ value }) => value ?? []);
    const [first] = known;
    const last = known.at(-1);
    return first === undefined || last === undefined
      ? `${name}: nothing read`
      : `${name}: from ${shown(first)} to ${shown(last)}`;
  });
  return `${title}, ${unit}. ${courses.join('; ')}.`;
}

function pathOf(scale: TimeScale, { points }: Line, y: (value: number) => number, stroke: string): string {
  let drawing = false;
  const d = points
    .map(({ atMs, value }) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const step = `${drawing ? 'L' : 'M'}${placeOf(scale, atMs).toFixed(1)} ${y(value).toFixed(1)}`;
      drawing = true;
      return step;
    })
    .join('');
  const dots = points.flatMap(({ atMs, value }) =>
    value === null || points.length > 60
      ? []
      : [element('circle', { cx: placeOf(scale, atMs), cy: y(value), r: 2.5, fill: stroke })],
  );
  return d === ''
    ? ''
    : element('path', { d, fill: 'none', stroke, 'stroke-width': 2.5, 'stroke-linejoin': 'round' }) + dots.join('');
}

function nameOf({ name, points }: Line, y: number, fill: string): string {
  const last = points.at(-1)?.value ?? null;
  const text = `${last === null ? '?' : shown(last)} · ${name}`;
  return words(fitting(text, width - right - 24, 12), { x: right + 12, y: y + 4, size: 12, fill, weight: 'bold' });
}

const nameHeight = 17;
/** What is smaller is drawn as nothing. */
const smallest = 1e-9;

/** Each name beside the end of its line, moved down where two would touch. */
function namesApart(
  lines: readonly Line[],
  y: (value: number) => number,
  bottom: number,
): { line: Line; nameY: number }[] {
  const wanted = lines.map((line) => {
    const last = line.points.findLast(({ value }) => value !== null)?.value;
    return { line, nameY: last == null ? bottom : y(last) };
  });
  let free = top;
  for (const entry of wanted.toSorted((a, b) => a.nameY - b.nameY)) {
    entry.nameY = Math.max(entry.nameY, free);
    free = entry.nameY + nameHeight;
  }
  const over = free - nameHeight - bottom;
  if (over > 0) {
    let limit = bottom;
    for (const entry of wanted.toSorted((a, b) => b.nameY - a.nameY)) {
      entry.nameY = Math.min(entry.nameY, limit);
      limit = entry.nameY - nameHeight;
    }
  }
  return wanted;
}

function valueLine(value: number, y: number): string {
  return [
    element('line', { x1: left, x2: right, y1: y, y2: y, stroke: value === 0 ? palette.dim : palette.line }),
    words(shown(value), { x: left - 8, y: y + 4, size: 12, fill: palette.dim, anchor: 'end', mono: true }),
  ].join('');
}

/** Zero and four or five round steps, the last one at or above the highest value. */
function valueTicks(lines: readonly Line[]): number[] {
  const highest = lines.reduce(
    (high, { points }) => points.reduce((most, { value }) => Math.max(most, value ?? 0), high),
    0,
  );
  if (highest < smallest) return [0, 1];
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, i) => i * step);
}

function shown(value: number): string {
  if (Math.abs(value) >= 1_000_000) return `${Number((value / 1_000_000).toPrecision(4))}M`;
  return Number.isInteger(value) ? grouped(value) : String(Number(value.toPrecision(3)));
}
