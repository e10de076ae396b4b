import type { InterfaceRecord } from '../../domain/diagnostics.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { frrInterfaceBlocks } from './interface-blocks.ts';
import { frrInterfaceRows } from './interface-json.ts';
import { rejectedByFrr } from './rejected.ts';

/** `show interface [X] json`. zebra says "up" in the brief table even without carrier, so that the full one is asked for. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [{ line: args.interface ? `show interface ${args.interface} json` : 'show interface json' }],
  parse: ([output = '']) =>
    parseForms<InterfaceRecord>(output, {
      rejected: rejectedByFrr,
      json: (documents) => frrInterfaceRows(documents, (record) => record),
      text: (text) => {
        const rows = frrInterfaceBlocks(text);
        return rows && { ...rows, records: rows.records.map(stateOnly) };
      },
    }),
};
