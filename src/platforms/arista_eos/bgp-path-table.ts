import { isIP } from 'node:net';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import type { Rows } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { eosAsPath } from './as-path.ts';
import { bgpOrigin, nextHopOf } from './bgp-path-words.ts';
import { eosTable } from './eos-table.ts';

/** The marks of a row, which may hold blanks, and what stands behind them. */
const marked = /^([*>#%EecbsSLqVIU ]{0,10})(?<=^| )([0-9A-Fa-f.:]{2,45}\/\d{1,3} .{5,1200})$/;
/** Behind the path stand the originator and the clusters that reflected it. */
const attributes = / +(?:Or-ID|C-LST|LL Nexthop): .*$/;

/** The table of `show ip bgp`, VRF by VRF; newer releases have a column for the accumulated IGP metric. */
export function eosBgpPathTable(text: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  let vrf: string | null = args.vrf ?? null;
  let columns: number[] = [];
  return eosTable<BgpRouteRecord>(text, {
    header: /^Network +Next Hop +Metric +(?:AIGP +)?LocPref +Weight +Path$/,
    headed: (line) => {
      columns = columnsOf(line);
    },
    skip: {
      test: (line) => {
        if (!/^\S*GP |\bVRF\b/.test(line)) return legend.test(line);
        const named = /^B?GP routing table information for VRF (\S{1,64})$/.exec(line);
        // Below a heading in another form the rows are nobody's.
        vrf = named?.[1] ?? null;
        return named !== null;
      },
    },
    row: (line) => {
      const [, codes = '', rest = ''] = (line.length > 1_300 ? null : marked.exec(line)) ?? [];
      const text = rest.replace(attributes, '').trimEnd();
      const [network, hop, ...figures] = firstWords(text, columns.length + 2);
      const way = figures.length < columns.length ? '' : text.slice(figures.at(-1)?.at);
      const numbers = figures.slice(0, -1).map(({ word }) => word);
      const prefix = networkPrefix(network?.word ?? '');
      const asPath = way.includes('  ') ? null : eosAsPath(way);
      const origin = bgpOrigin(way.slice(way.lastIndexOf(' ') + 1));
      if (prefix === null || hop === undefined || (hop.word !== '-' && isIP(hop.word) === 0)) return null;
      if (asPath === null || origin === null || !numbers.every((word) => figure.test(word))) return null;
      const rpki = validationOf(codes);
      if (!isBelow(figures, columns) || rpki === undefined) return null;
      return {
        ...blankBgpRoute(vrf, prefix),
        best: codes.includes('>'),
        valid: validOfMarks(codes),
        nextHop: nextHopOf(hop.word),
        asPath,
        origin,
        localPreference: numberOf(numbers.at(-2) ?? '-'),
        med: numberOf(numbers[0] ?? '-'),
        rpki,
      };
    },
  });
}

const legend =
  /^(?:Router identifier \S+, local AS number \S+|Route status codes: .*|Origin codes: .*|AS Path Attributes: .*|RPKI Origin Validation codes: .*|(?:[A-Za-z*>%#] - [A-Za-z -]+(?:, )?)+)$/;

const validations: readonly [string, BgpRouteRecord['rpki']][] = [
  ['V', 'valid'],
  ['I', 'invalid'],
  ['U', 'not-found'],
];

/** Null where the origin of routes is not validated, undefined where two marks say different things of it. */
function validationOf(codes: string): BgpRouteRecord['rpki'] | undefined {
  const found = validations.filter(([mark]) => codes.includes(mark));
  return found.length > 1 ? undefined : (found[0]?.[1] ?? null);
}

const figure = /^(?:0|[1-9]\d{0,9}|-)$/;

/** Where the names of the columns begin, from the first figure on. */
function columnsOf(header: string): number[] {
  return [...header.replace('Next Hop', 'Next-Hop').matchAll(/\S+/g)].slice(2).map(({ index }) => index);
}

interface Word {
  at: number;
  word: string;
}

function firstWords(text: string, most: number): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (words.length < most && at < text.length) {
    const end = text.indexOf(' ', at);
    const word = text.slice(at, end === -1 ? text.length : end);
    if (word !== '') words.push({ at, word });
    at += word.length + 1;
  }
  return words;
}

/**
 * True when the figures behind the next hop, which may push them all to the right, are as far from each other as their
 * names: one that is missing would put another into its place.
 */
function isBelow(figures: readonly Word[], columns: readonly number[]): boolean {
  return figures.slice(1).every(({ at }, index) => {
    const before = figures[index];
    const width = (columns[index + 1] ?? 0) - (columns[index] ?? 0);
    const distance = at - (before?.at ?? 0) - Math.max(width, (before?.word.length ?? 0) + 1);
    // Older releases put the path one further than its name.
    return distance === 0 || (distance === 1 && index === columns.length - 2);
  });
}

function numberOf(text: string): number | null {
  return text === '-' ? null : Number(text);
}
