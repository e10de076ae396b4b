import { isIP } from 'node:net';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { eosAsPath } from './as-path.ts';
import { bgpOrigin, blankPath, nextHopOf } from './bgp-path-words.ts';
import { eosTable } from './eos-table.ts';

/** The marks of a row, which may hold blanks, and what stands behind them. */
const marked = /^([*>#EecbsSLq ]{0,10})(?<=^| )([0-9A-Fa-f.:]{2,45}\/\d{1,3} .{5,1200})$/;
/** Behind the path stand the originator and the clusters that reflected it. */
const attributes = / +(?:Or-ID|C-LST|LL Nexthop): .*$/;

/** The table of `show ip bgp`, VRF by VRF; newer releases have a column for the accumulated IGP metric. */
export function eosBgpPathTable(text: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  let vrf: string | null = args.vrf ?? null;
  let columns: number[] = [];
  return eosTable<BgpRouteRecord>(text, {
    header: /^Network +Next Hop +Metric +(?:AIGP +)?LocPref +Weight +Path$/,
    headed: (line) => {
      columns = startsOf(line).slice(2);
    },
    skip: {
      test: (line) => {
        const named = /^B?GP routing table information for VRF (\S{1,64})$/.exec(line);
        // Below a heading in another form the rows are nobody's.
        if (line.includes('routing table information for VRF')) vrf = named?.[1] ?? null;
        return named !== null || legend.test(line);
      },
    },
    row: (line) => {
      const [, codes = '', rest = ''] = (line.length > 1_300 ? null : marked.exec(line)) ?? [];
      const text = rest.replace(attributes, '').trimEnd();
      const [network = '', hop = '', ...words] = text.split(/ +/);
      const starts = startsOf(text).slice(2);
      const prefix = canonicalPrefix(network)?.prefix;
      const nextHop = nextHopOf(hop);
      const ends = columns.length - 1;
      const [metric = '', ...others] = words.slice(0, ends);
      const preference = others.at(-2) ?? '';
      const way = text.slice(starts[ends]);
      const asPath = /\S {2}/.test(way) ? null : eosAsPath(way);
      const origin = bgpOrigin(words.at(-1) ?? '');
      const areNumbers = [metric, ...others].every((word) => /^(?:0|[1-9]\d{0,9}|-)$/.test(word));
      if (prefix === undefined || (hop !== '-' && isIP(hop) === 0) || !areNumbers) return null;
      if (asPath === null || origin === null || !isBelow(starts, words, columns)) return null;
      return {
        ...blankPath(vrf, prefix),
        best: codes.includes('>'),
        valid: validOfMarks(codes),
        nextHop,
        asPath,
        origin,
        localPreference: numberOf(preference),
        med: numberOf(metric),
      };
    },
  });
}

const legend =
  /^(?:Router identifier \S+, local AS number \S+|Route status codes: .*|Origin codes: .*|AS Path Attributes: .*|RPKI Origin Validation codes: .*|(?:[A-Za-z*>%#] - [A-Za-z -]+(?:, )?)+)$/;

/** Where the words of a line begin; `Next Hop` is one. */
function startsOf(line: string): number[] {
  return [...line.matchAll(/Next Hop|\S+/g)].map(({ index }) => index);
}

/**
 * True when the figures behind the next hop, which may push them all to the right, are as far from each other as their
 * names: one that is missing would put another into its place.
 */
function isBelow(starts: readonly number[], words: readonly string[], columns: readonly number[]): boolean {
  return columns.slice(1).every((column, index) => {
    const [at = 0, next = 0] = [starts[index], starts[index + 1]];
    const width = column - (columns[index] ?? 0);
    const length = words[index]?.length ?? 0;
    const distance = next - at - Math.max(width, length + 1);
    // Older releases put the path one further than its name.
    return distance === 0 || (distance === 1 && index === columns.length - 2);
  });
}

function numberOf(text: string): number | null {
  return text === '-' ? null : Number(text);
}
