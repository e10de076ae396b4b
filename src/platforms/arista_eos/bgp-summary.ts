import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { eosBgpSummary } from './bgp-json.ts';
import { eosBgpTable } from './bgp-table.ts';
import { rejectedByEos } from './rejected.ts';

/** Every peer of every VRF, one record per address family. Ages are null without the time of reading. */
export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: (args) => [{ line: `show bgp summary vrf ${args.vrf ?? 'all'} | json` }],
  parse: ([output = ''], { nowMs }) =>
    parseForms<BgpSummaryRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => eosBgpSummary(documents, nowMs),
      text: eosBgpTable,
    }),
};
