import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { nxosInterfaceBlocks } from './interface-blocks.ts';
import { nxosInterfaces } from './interface-json.ts';
import { nxosInterfaceTablesJson } from './interface-table-json.ts';
import { nxosInterfaceTables } from './interface-tables.ts';
import { nxosIpInterfacesJson, nxosIpInterfaceTable } from './ip-interfaces.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { rejectedByNxos } from './rejected.ts';

/**
 * `| json` is taken by every release that speaks JSON, `| json native` by those from 9.3 on only. What `show interface`,
 * `status`, `brief`, `description` and `show ip interface brief` print is read as well, as text and as JSON.
 */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [{ line: `show interface ${args.interface === undefined ? '' : `${args.interface} `}| json` }],
  parse: ([output = '']) =>
    parseForms<InterfaceRecord>(output, {
      rejected: rejectedByNxos,
      json: inEnvelope(
        (documents) =>
          nxosInterfaceTablesJson(documents) ??
          withoutCounters(nxosInterfaces(documents)) ??
          nxosIpInterfacesJson(documents),
      ),
      text: (text) =>
        withoutCounters(nxosInterfaceBlocks(text)) ?? nxosInterfaceTables(text) ?? nxosIpInterfaceTable(text),
    }),
};

function withoutCounters(rows: Rows<InterfaceDetailRecord> | null): Rows<InterfaceRecord> | null {
  return rows && { ...rows, records: rows.records.map(stateOnly) };
}
