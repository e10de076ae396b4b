import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { eosAsPath } from './as-path.ts';
import { bgpOrigin, blankPath } from './bgp-path-words.ts';
import { eosTable } from './eos-table.ts';

/** The marks of a row, which may hold blanks, and what stands behind them. */
const marked = /^([*>#EecbsSLq ]{0,10})(?<=^| )([0-9A-Fa-f.:]{2,45}\/\d{1,3} .{5,1200})$/;
/** Behind the path stand the originator and the clusters that reflected it. */
const attributes = / +(?:Or-ID|C-LST|LL Nexthop): .*$/;

/** The table of `show ip bgp`, VRF by VRF; newer releases have a column for the accumulated IGP metric. */
export function eosBgpPathTable(text: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  let vrf: string | null = args.vrf ?? null;
  let hasIgpMetric = false;
  return eosTable<BgpRouteRecord>(text, {
    header: /^Network +Next Hop +Metric +(?:AIGP +)?LocPref +Weight +Path$/,
    headed: (line) => {
      hasIgpMetric = line.includes('AIGP');
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
      const [network = '', hop = '', metric = '', ...more] = rest.replace(attributes, '').split(/ +/);
      const [preference = '', weight = '', ...way] = hasIgpMetric ? more.slice(1) : more;
      const prefix = canonicalPrefix(network)?.prefix;
      const nextHop = canonicalIp(hop);
      const asPath = eosAsPath(way.join(' '));
      const origin = bgpOrigin(way.at(-1) ?? '');
      const areNumbers = [metric, preference, weight].every((word) => /^(?:\d{1,10}|-)$/.test(word));
      if (prefix === undefined || (nextHop === null && hop !== '-') || !areNumbers) return null;
      if (asPath === null || origin === null) return null;
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

function numberOf(text: string): number | null {
  return text === '-' ? null : Number(text);
}
