import type { ElkExtendedEdge } from 'elkjs/lib/elk-api.js';
import type { MapLink } from '../domain/network-map.ts';
import { palette } from './palette.ts';
import { element } from './svg.ts';
import { widthOf, words } from './words.ts';

/** Room for the name of an interface at the end of a link. */
export const endWidth = 96;
const endCharacters = 14;

type Point = { x: number; y: number };

function pointsOf({ sections }: ElkExtendedEdge): Point[] {
  const [section] = sections ?? [];
  return section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
}

/** The line of a link; one that is down is red and crossed out. */
export function edgeOf(edge: ElkExtendedEdge, link: MapLink | undefined): string {
  const points = pointsOf(edge);
  if (!link || points.length === 0) return '';
  const isDown = link.state === 'down';
  const line = element('path', {
    d: points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''),
    fill: 'none',
    stroke: isDown ? palette.bad : link.state === 'up' ? palette.good : palette.dim,
    'stroke-width': isDown ? 3 : 2,
    'stroke-dasharray': link.state === 'unknown' ? '4 4' : null,
  });
  return isDown ? line + cross(middleOf(points)) : line;
}

function cross({ x, y }: Point): string {
  const arm = 7;
  return [
    element('circle', { cx: x, cy: y, r: 12, fill: '#ffffff', stroke: palette.bad, 'stroke-width': 2 }),
    ...[1, -1].map((slope) =>
      element('line', {
        x1: x - arm,
        x2: x + arm,
        y1: y - arm * slope,
        y2: y + arm * slope,
        stroke: palette.bad,
        'stroke-width': 3,
      }),
    ),
  ].join('');
}

/** Half way along the line. */
function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((to, i) => Math.hypot(to.x - (points[i]?.x ?? 0), to.y - (points[i]?.y ?? 0)));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [points[i], points[i + 1]];
    if (!from || !to) break;
    if (rest <= length) {
      const share = length === 0 ? 0 : rest / length;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    rest -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

/** The interface at each end of a link, beside the line. */
export function endsOf(edge: ElkExtendedEdge, link: MapLink | undefined): string {
  const points = pointsOf(edge);
  const [start, second] = points;
  const [beforeLast, last] = points.slice(-2);
  if (!link || !start || !second || !beforeLast || !last) return '';
  const isTurned = edge.sources[0] === link.to.device && link.from.device !== link.to.device;
  const [top, low] = isTurned ? [link.to, link.from] : [link.from, link.to];
  return interfaceAt(top.interface, start, second) + interfaceAt(low.interface, last, beforeLast);
}

/** On the side on which the line leaves, close to the device: ends are far enough apart there. */
function interfaceAt(name: string | null, at: Point, towards: Point): string {
  if (name === null) return '';
  const text = name.length > endCharacters ? `…${name.slice(1 - endCharacters)}` : name;
  const y = at.y + (towards.y > at.y ? 12 : -12);
  const wide = widthOf(text, 10, true) + 6;
  return [
    element('rect', {
      x: at.x - wide / 2,
      y: y - 8,
      width: wide,
      height: 14,
      rx: 2,
      fill: '#ffffff',
      'fill-opacity': 0.9,
    }),
    words(text, { x: at.x, y: y + 3, size: 10, fill: palette.dim, anchor: 'middle', mono: true }),
  ].join('');
}
