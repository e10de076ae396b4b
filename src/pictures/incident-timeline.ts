import { laneNames, type Mark, type Span, type Storyline, type Tone } from '../domain/storyline.ts';
import { duration } from '../domain/verdict-words.ts';
import { palette } from './palette.ts';
import { element, picture } from './svg.ts';
import { axisHeight, placeOf, type TimeScale, timeAxis } from './time-axis.ts';
import { fitting, widthOf, words } from './words.ts';

const width = 1200;
const left = 160;
const right = width - 36;
const laneHeight = 36;
const headHeight = 64;
const momentRow = 18;
/** Marks closer together than this become one with their number. */
const togetherPx = 15;

const tones: Record<Tone, string> = { good: palette.good, bad: palette.bad, plain: palette.plain };
const severityFill: Record<string, string> = { sev1: '#b3261e', sev2: '#c75b12', sev3: '#8a5a00', sev4: '#5c5b5c' };
const statusFill: Record<string, [ground: string, ink: string]> = {
  investigating: [palette.badGround, palette.bad],
  identified: [palette.warnGround, palette.warn],
  monitoring: [palette.plainGround, palette.plain],
  resolved: [palette.goodGround, palette.good],
};

/**
 * An incident at a glance, 1200 px wide: severity and status as bands, one lane each for alerts and pages, answers of
 * devices, people and changes, and the moments that its durations are measured from. `zone` (an IANA name) gets a second
 * row of clock times.
 */
export function incidentTimeline(story: Storyline, zone: string): string {
  const rows = momentRows(story);
  const top = headHeight + rows.count * momentRow + 6;
  const lanes = ['severity', 'status', ...laneNames];
  const bottom = top + lanes.length * laneHeight;
  const scale: TimeScale = { fromMs: story.fromMs, toMs: Math.max(story.toMs, story.fromMs + 1), left, right };
  const middle = (lane: number) => top + lane * laneHeight + laneHeight / 2;
  const height = bottom + axisHeight(zone) + 34;
  return picture(
    { width, height },
    timelineAlt(story),
    words(fitting(`${story.id} ${story.title}`, width - 48, 20), {
      x: 24,
      y: 32,
      size: 20,
      fill: palette.ink,
      weight: 'bold',
    }),
    words(courseOf(story), { x: 24, y: 53, size: 13, fill: palette.dim }),
    ...lanes.map((name, lane) => laneGround(name, lane, top)),
    timeAxis(scale, { top, bottom }, zone),
    ...rows.placed.map(({ name, atMs, row, anchor }) => moment(scale, { name, atMs, row, anchor }, story, bottom)),
    ...story.severities.map((span) => band(scale, span, middle(0), severityFill[span.what] ?? palette.dim, '#ffffff')),
    ...story.statuses.map((span) => {
      const [ground, ink] = statusFill[span.what] ?? [palette.ground, palette.ink];
      return band(scale, span, middle(1), ground, ink);
    }),
    ...story.changes.map((span) => changeSpan(scale, span, middle(5))),
    ...laneNames.flatMap((name, lane) => marksOf(scale, story.lanes[name], middle(lane + 2))),
    legend(height - 14),
  );
}

/** The same in one sentence, for people who do not see the picture. */
export function timelineAlt(story: Storyline): string {
  const moments = story.moments
    .filter(({ name }) => name !== 'declared')
    .map(({ name, atMs }) => `${name} after ${duration(Math.round((atMs - story.declaredMs) / 1000))}`);
  const counts = laneNames.map((name) => `${story.lanes[name].length} in ${name}`);
  return `Timeline of ${story.id}: ${[courseOf(story), ...moments, ...counts].join('; ')}.`;
}

function courseOf({ declaredMs, toMs, isOpen, severities, statuses }: Storyline): string {
  const worst = severities.map(({ what }) => what).sort()[0] ?? '';
  const lasted = duration(Math.round((toMs - declaredMs) / 1000));
  return isOpen
    ? `${worst}, ${statuses.at(-1)?.what ?? ''}, open for ${lasted}`
    : `${worst} at its worst, resolved, ${lasted} in all`;
}

function laneGround(name: string, lane: number, top: number): string {
  const y = top + lane * laneHeight;
  return [
    element('rect', {
      x: left,
      y,
      width: right - left,
      height: laneHeight,
      fill: lane % 2 === 0 ? '#ffffff' : palette.ground,
    }),
    words(name, { x: left - 20, y: y + laneHeight / 2 + 4, size: 13, fill: palette.ink, anchor: 'end' }),
  ].join('');
}

function band(scale: TimeScale, span: Span<string>, y: number, fill: string, ink: string): string {
  const x = placeOf(scale, span.fromMs);
  const wide = Math.max(2, placeOf(scale, span.toMs) - x);
  const text = wide < widthOf(span.what, 12) ? '' : span.what;
  return [
    element('rect', { x, y: y - 11, width: Math.max(1, wide - 1), height: 22, rx: 3, fill }),
    text === '' ? '' : words(text, { x: x + 6, y: y + 4, size: 12, fill: ink, weight: 'bold' }),
  ].join('');
}

function changeSpan(scale: TimeScale, span: Storyline['changes'][number], y: number): string {
  const x = placeOf(scale, span.fromMs);
  return element('rect', {
    x,
    y: y - 7,
    width: Math.max(4, placeOf(scale, span.toMs) - x),
    height: 14,
    rx: 7,
    fill: tones[span.tone],
    'fill-opacity': 0.28,
    stroke: tones[span.tone],
  });
}

/** Marks that would hide each other are one, with their number; the worst tone among them is shown. */
function marksOf(scale: TimeScale, marks: readonly Mark[], y: number): string[] {
  const groups: { x: number; count: number; tone: Tone }[] = [];
  for (const { atMs, tone } of marks.toSorted((a, b) => a.atMs - b.atMs)) {
    const x = placeOf(scale, atMs);
    const last = groups.at(-1);
    if (last && x - last.x < togetherPx) {
      last.count += 1;
      last.tone = worse(last.tone, tone);
    } else groups.push({ x, count: 1, tone });
  }
  return groups.map(({ x, count, tone }) => mark(x, y, tone, count));
}

function worse(a: Tone, b: Tone): Tone {
  if (a === 'bad' || b === 'bad') return 'bad';
  return a === 'good' && b === 'good' ? 'good' : 'plain';
}

/** Round: as it should be. A diamond: not. A square: said or done. */
function mark(x: number, y: number, tone: Tone, count: number): string {
  const size = count > 1 ? 9 : 6;
  const fill = tones[tone];
  const edge = { fill, stroke: '#ffffff', 'stroke-width': 1.5 };
  const shape =
    tone === 'good'
      ? element('circle', { cx: x, cy: y, r: size, ...edge })
      : tone === 'bad'
        ? element('path', {
            d: `M${r(x)} ${r(y - size - 2)}l${size + 2} ${size + 2}l-${size + 2} ${size + 2}l-${size + 2} -${size + 2}z`,
            ...edge,
          })
        : element('rect', { x: x - size, y: y - size, width: 2 * size, height: 2 * size, rx: 2, ...edge });
  if (count === 1) return shape;
  const text = count > 99 ? '99+' : String(count);
  return (
    shape + words(text, { x, y: y + 3.5, size: count > 99 ? 7 : 10, fill: '#ffffff', anchor: 'middle', weight: 'bold' })
  );
}

function r(value: number): number {
  return Math.round(value * 100) / 100;
}

interface PlacedMoment {
  name: string;
  atMs: number;
  row: number;
  anchor: 'start' | 'end';
}

/** Words of moments that would touch go one row up. */
function momentRows(story: Storyline): { count: number; placed: PlacedMoment[] } {
  const scale: TimeScale = { fromMs: story.fromMs, toMs: Math.max(story.toMs, story.fromMs + 1), left, right };
  const ends: number[] = [];
  const placed = story.moments.map(({ name, atMs }) => {
    const x = placeOf(scale, atMs);
    const wide = widthOf(momentText(story, name, atMs), 12) + 12;
    const anchor = x + wide > width - 12 ? ('end' as const) : ('start' as const);
    const begin = anchor === 'start' ? x : x - wide;
    const found = ends.findIndex((end) => end <= begin);
    const row = found === -1 ? ends.length : found;
    ends[row] = begin + wide;
    return { name, atMs, row, anchor };
  });
  return { count: ends.length, placed };
}

function momentText(story: Storyline, name: string, atMs: number): string {
  return atMs > story.declaredMs ? `${name} +${duration(Math.round((atMs - story.declaredMs) / 1000))}` : name;
}

function moment(scale: TimeScale, { name, atMs, row, anchor }: PlacedMoment, story: Storyline, bottom: number): string {
  const x = placeOf(scale, atMs);
  const y = headHeight + row * momentRow + 12;
  return [
    element('line', { x1: x, x2: x, y1: y + 3, y2: bottom, stroke: palette.dim, 'stroke-dasharray': '2 3' }),
    words(momentText(story, name, atMs), {
      x: anchor === 'start' ? x - 1 : x + 1,
      y,
      size: 12,
      fill: palette.ink,
      anchor,
    }),
  ].join('');
}

function legend(y: number): string {
  const entries: [Tone, string][] = [
    ['good', 'as it should be'],
    ['bad', 'not as it should be'],
    ['plain', 'said or done'],
  ];
  let x = left + 8;
  return entries
    .map(([tone, text]) => {
      const drawn = mark(x, y - 4, tone, 1) + words(text, { x: x + 14, y, size: 12, fill: palette.dim });
      x += 34 + widthOf(text, 12);
      return drawn;
    })
    .join('');
}
