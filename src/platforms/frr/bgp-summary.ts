import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { frrBgpSummary } from './bgp-summary-json.ts';
import { frrBgpTable } from './bgp-table.ts';
import { rejectedByFrr } from './rejected.ts';

/** Every peer of every VRF, one record per address family. FRR counts prefixes after its inbound policy. */
export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: (args) => [{ line: `show bgp vrf ${args.vrf ?? 'all'} summary json` }],
  parse: ([output = '']) =>
    parseForms<BgpSummaryRecord>(output, { rejected: rejectedByFrr, json: frrBgpSummary, text: frrBgpTable }),
};
