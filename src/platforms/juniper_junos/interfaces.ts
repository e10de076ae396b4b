import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { junosInterfaceBlocks } from './interface-blocks.ts';
import { type JunosInterfaces, junosInterfaces } from './interface-json.ts';
import { junosInterfaceTable } from './interface-tables.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';

/** Every port and, behind it, its units: addresses stand on the units. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [
    { line: `show interfaces ${args.interface === undefined ? '' : `${args.interface} `}| display json | no-more` },
  ],
  parse: ([output = '']) =>
    parseForms<InterfaceRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) => withoutCounters(junosInterfaces(documents)),
      text: (text) => withPrintedNames(withoutCounters(junosInterfaceBlocks(text)) ?? junosInterfaceTable(text)),
    }),
};

function withoutCounters(rows: JunosInterfaces | null): Rows<InterfaceRecord> | null {
  if (!rows) return null;
  const { units: _, ...rest } = rows;
  return { ...rest, records: rows.records.map(stateOnly) };
}
