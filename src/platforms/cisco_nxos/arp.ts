import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { nxosArpJson } from './arp-json.ts';
import { nxosArpTable } from './arp-table.ts';
import { nxosNeighborBlocks } from './neighbor-blocks.ts';
import { nxosNeighborTable } from './neighbor-table.ts';
import { parseNxos } from './nxos-forms.ts';

/** `show ip arp [A] detail vrf V | json` and `show ipv6 neighbor [A] detail vrf V | json`; both without an address. */
export const arp: DiagnosticReader<'arp'> = {
  commands: ({ address, vrf }) => {
    const rest = `${address === undefined ? '' : ` ${address}`} detail vrf ${vrf ?? 'all'} | json`;
    const four = { line: `show ip arp${rest}` };
    const six = { line: `show ipv6 neighbor${rest}` };
    if (address !== undefined) return [address.includes(':') ? six : four];
    return [four, { ...six, optional: true }];
  },
  parse: (outputs, { args }) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseNxos<ArpRecord>(output, {
          json: (documents) => nxosArpJson(documents, args),
          text: (text) => nxosArpTable(text, args) ?? nxosNeighborBlocks(text, args) ?? nxosNeighborTable(text, args),
        }),
      ),
    ),
};
