import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/diagnostics.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankInterface } from '../records.ts';
import { eosInterfaceBlocks } from './interface-blocks.ts';
import { eosInterface, eosInterfaceRows } from './interface-json.ts';
import { eosInterfaceTable } from './interface-tables.ts';
import { rejectedByEos } from './rejected.ts';

/** `show interfaces [X] | json`; in text also `show interfaces [description|status]` and `show ip interface brief`. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [
    { line: args.interface ? `show interfaces ${args.interface} | json` : 'show interfaces | json' },
  ],
  parse: ([output = '']) =>
    parseForms<InterfaceRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => eosInterfaceRows(documents, eosInterface),
      text: (text) => eosInterfaceTable(text) ?? withoutCounters(eosInterfaceBlocks(text)),
    }),
};

function withoutCounters(rows: Rows<InterfaceDetailRecord> | null): Rows<InterfaceRecord> | null {
  return rows && { ...rows, records: rows.records.map(stateOnly) };
}

function stateOnly(detail: InterfaceDetailRecord): InterfaceRecord {
  const keys = Object.keys(blankInterface('')) as (keyof InterfaceRecord)[];
  return Object.fromEntries(keys.map((key) => [key, detail[key]])) as unknown as InterfaceRecord;
}
