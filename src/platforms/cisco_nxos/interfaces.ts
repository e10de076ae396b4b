import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { nxosInterfaceBlocks } from './interface-blocks.ts';
import { nxosInterfaces } from './interface-json.ts';
import { nxosInterfaceTables } from './interface-tables.ts';
import { rejectedByNxos } from './rejected.ts';

/**
 * `| json` is taken by every release that speaks JSON, `| json native` by those from 9.3 on only. The blocks and tables of
 * `show interface`, `status`, `brief` and `description` are read as well.
 */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [{ line: `show interface ${args.interface === undefined ? '' : `${args.interface} `}| json` }],
  parse: ([output = '']) =>
    parseForms<InterfaceRecord>(output, {
      rejected: rejectedByNxos,
      json: (documents) => withoutCounters(nxosInterfaces(documents)),
      text: (text) => withoutCounters(nxosInterfaceBlocks(text)) ?? nxosInterfaceTables(text),
    }),
};

function withoutCounters(rows: Rows<InterfaceDetailRecord> | null): Rows<InterfaceRecord> | null {
  return rows && { ...rows, records: rows.records.map(stateOnly) };
}
