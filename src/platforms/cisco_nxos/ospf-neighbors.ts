import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { parseNxos } from './nxos-forms.ts';
import { nxosOspfBlocks } from './ospf-blocks.ts';
import { nxosOspfJson } from './ospf-json.ts';
import { nxosOspfTable } from './ospf-table.ts';

/** `show ip ospf neighbors detail vrf V | json` and `show ipv6 ospfv3 neighbors detail vrf V | json`. */
export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  commands: ({ vrf }) => [
    { line: `show ip ospf neighbors detail vrf ${vrf ?? 'all'} | json` },
    { line: `show ipv6 ospfv3 neighbors detail vrf ${vrf ?? 'all'} | json`, optional: true },
  ],
  parse: (outputs) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseNxos<OspfNeighborRecord>(output, {
          json: nxosOspfJson,
          text: (text) => nxosOspfBlocks(text) ?? nxosOspfTable(text),
        }),
      ),
    ),
};
