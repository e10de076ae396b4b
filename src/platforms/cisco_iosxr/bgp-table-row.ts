import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { blankBgpRoute } from '../records.ts';

/** Where the next hop begins and where the columns of figures end, which are set to the right. */
export interface Columns {
  nextHop: number;
  metric: number;
  preference: number;
  weight: number;
}

type Figures = Record<Exclude<keyof Columns, 'nextHop'>, number | null>;

export interface Word {
  word: string;
  start: number;
  end: number;
}

export function wordsOf(raw: string): Word[] {
  return [...raw.matchAll(/\S+/g)].map(({ 0: word, index: start }) => ({ word, start, end: start + word.length }));
}

export function columnsOf(raw: string): Columns {
  const end = (word: string) => raw.indexOf(word) + word.length;
  return { nextHop: raw.search(/Next[- ]/), metric: end('Metric'), preference: end('LocPrf'), weight: end('Weight') };
}

/** The columns below a heading that somebody has moved to the left edge, which the first next hop shows. */
export function movedBy(columns: Columns, width: number): Columns {
  return {
    nextHop: columns.nextHop + width,
    metric: columns.metric + width,
    preference: columns.preference + width,
    weight: columns.weight + width,
  };
}

/** A longer preference than this pushes itself and the weight to the right. */
const preferenceWidth = 6;

/**
 * The figures at the front of `words`: metric and preference, where there are any, which are taken off, and the weight
 * that every row has, each where its column ends. Null for another row.
 */
function figuresOf(words: Word[], columns: Columns): Figures | null {
  const figures: Figures = { metric: null, preference: null, weight: null };
  let pushed = 0;
  for (const column of ['metric', 'preference', 'weight'] as const) {
    const [next] = words;
    if (next === undefined || !/^\d{1,10}$/.test(next.word)) return null;
    const wider = column === 'preference' ? Math.max(0, next.word.length - preferenceWidth) : 0;
    if (next.end !== columns[column] + pushed + wider) continue;
    pushed += wider;
    figures[column] = Number(next.word);
    if (column !== 'weight') words.shift();
  }
  return figures.weight === null ? null : figures;
}

/** One path: its figures, its AS path and its origin. Null for another row. */
export function bgpRow(
  words: Word[],
  columns: Columns,
  { vrf, prefix, nextHop, status }: { vrf: string | null; prefix: string; nextHop: string; status: string },
): BgpRouteRecord | null {
  const figures = figuresOf(words, columns);
  // From the weight on one blank stands before each word: where more of them stand, a number has gone.
  const isGapless = words.every(({ start }, index) => index === 0 || start === (words[index - 1]?.end ?? 0) + 1);
  const origin = ({ i: 'igp', e: 'egp', '?': 'incomplete' } as const)[words.pop()?.word ?? ''];
  const asPath = ciscoAsPath(
    words
      .slice(1)
      .map(({ word }) => word)
      .join(' '),
  );
  if (origin === undefined || asPath === null || figures === null || !isGapless) return null;
  // A peer of the same AS always gives a preference.
  if (figures.preference === null && status.includes('i')) return null;
  return {
    ...blankBgpRoute(vrf, prefix),
    best: status.includes('>'),
    // `N` (its next hop discards) stands in the place of `*`, so nothing is said.
    valid: status.includes('N') ? null : validOfMarks(status),
    nextHop,
    asPath,
    origin,
    localPreference: figures.preference,
    med: figures.metric,
  };
}
