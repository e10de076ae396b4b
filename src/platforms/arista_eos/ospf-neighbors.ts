import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import type { TextLines } from '../text-lines.ts';
import { eosTable } from './eos-table.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { eosOspfBlocks } from './ospf-blocks.ts';
import { eosOspfNeighbors } from './ospf-json.ts';
import { eosOspfRole, eosOspfState } from './ospf-words.ts';
import { rejectedByEos } from './rejected.ts';

/** OSPFv2 of every VRF in detail, then OSPFv3 where it runs (its line takes no VRF and shows them all). */
export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  commands: ({ vrf = 'all' }) => [
    { line: `show ip ospf neighbor detail vrf ${vrf} | json` },
    { line: 'show ospfv3 neighbor | json', optional: true },
  ],
  parse: (outputs, { args, nowMs }) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<OspfNeighborRecord>(output, {
          rejected: rejectedByEos,
          json: (documents) => ofVrf(eosOspfNeighbors(documents, nowMs), args.vrf),
          text: (text) => eosOspfBlocks(text) ?? table(text),
        }),
      ),
    ),
};

function ofVrf(rows: Rows<OspfNeighborRecord> | null, vrf: string | undefined): Rows<OspfNeighborRecord> | null {
  if (!rows || vrf === undefined) return rows;
  return { ...rows, records: rows.records.filter((record) => record.vrf === vrf) };
}

const rest =
  /^(\d{1,3}) +(2 WAYS?|EXCH START|[A-Z0-9]{4,10})(?:\/(DR|BDR|DROTHER|DROther|-))? +(\d\d:\d\d:\d\d|-|N\/A) +([\d.]{7,15}) +(\S{2,64})$/;

/** The column of instances came later than that of VRFs, which tells the table from that of IOS. */
function table(text: TextLines): Rows<OspfNeighborRecord> | null {
  let hasInstance = false;
  return eosTable<OspfNeighborRecord>(text, {
    header: /^Neighbor ID +(?:Instance +)?VRF +Pri +State +Dead Time +Address +Interface$/,
    headed: (line) => {
      hasInstance = line.includes('Instance');
    },
    row: (line) => {
      if (line.length > 300) return null;
      const [id = '', ...words] = line.split(/ +/);
      const process = hasInstance ? (words.shift() ?? null) : null;
      const vrf = words.shift() ?? null;
      const match = rest.exec(words.join(' '));
      const state = eosOspfState(match?.[2] ?? '');
      const neighborId = canonicalIp(id);
      const out = eosPrintedInterface(match?.[6] ?? '');
      if (!match || state === null || neighborId === null || out === null) return null;
      if (process !== null && !/^\d{1,5}$/.test(process)) return null;
      return {
        version: 2,
        vrf,
        process,
        area: null,
        neighborId,
        address: canonicalIp(match[5] ?? ''),
        interface: out,
        state,
        role: eosOspfRole(match[3] ?? ''),
        priority: Number(match[1]),
        deadSeconds: uptimeSeconds(match[4] ?? ''),
        upSeconds: null,
      };
    },
  });
}
