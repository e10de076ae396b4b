import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { junosInterfaceBlocks } from './interface-blocks.ts';
import { type JunosInterfaces, junosInterfaces } from './interface-json.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';

/** The port that was asked for; a unit only where the question was about a unit, so that its port is not in the answer. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: (args) => [{ line: `show interfaces ${args.interface ?? ''} extensive | display json | no-more` }],
  parse: ([output = '']) =>
    parseForms<InterfaceDetailRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) => portsOrUnits(junosInterfaces(documents)),
      text: (text) => portsOrUnits(withPrintedNames(junosInterfaceBlocks(text))),
    }),
};

function portsOrUnits(rows: JunosInterfaces | null): Rows<InterfaceDetailRecord> | null {
  if (!rows) return null;
  const { units, ...rest } = rows;
  const portNames = new Set(rows.records.filter((record) => !units.has(record)).map((record) => record.interface));
  const records = rows.records.filter(
    (record) => !units.has(record) || !portNames.has(record.interface.split('.')[0] ?? ''),
  );
  return { ...rest, records };
}
