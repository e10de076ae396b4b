import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { nxosBgpSessionsJson, nxosBgpSessionsText } from './bgp-sessions.ts';
import { nxosBgpSummaryJson } from './bgp-summary-json.ts';
import { nxosBgpSummaryText } from './bgp-summary-text.ts';
import { parseNxos } from './nxos-forms.ts';

/** `show bgp vrf all all summary | json`: every VRF and address family. `| json` is older than `| json native`. `show bgp sessions` is read as well. */
export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: ({ vrf }) => [{ line: `show bgp vrf ${vrf ?? 'all'} all summary | json` }],
  parse: ([output = ''], { args }) =>
    parseNxos<BgpSummaryRecord>(output, {
      json: (documents) => nxosBgpSummaryJson(documents) ?? nxosBgpSessionsJson(documents),
      text: (text) =>
        nxosBgpSessionsText(text) ?? nxosBgpSummaryText(text, { args, padded: / {2}$/.test(output.slice(-2)) }),
    }),
};
