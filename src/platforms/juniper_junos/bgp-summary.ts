import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { junosBgpSummary } from './bgp-json.ts';
import { junosBgpTable } from './bgp-table.ts';
import { rejectedByJunos } from './rejected.ts';

/** Every peer of every instance, one record per address family. Junos does not name the instance of a peer that is down. */
export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: (args) => [
    {
      line: `show bgp summary ${args.vrf === undefined ? '' : `instance ${instanceOf(args.vrf)} `}| display json | no-more`,
    },
  ],
  parse: ([output = '']) =>
    parseForms<BgpSummaryRecord>(output, { rejected: rejectedByJunos, json: junosBgpSummary, text: junosBgpTable }),
};

/** What we call the default VRF is the instance `master`. */
export function instanceOf(vrf: string): string {
  return vrf === 'default' ? 'master' : vrf;
}
