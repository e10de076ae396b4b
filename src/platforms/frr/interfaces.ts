import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { parseForms, settle } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { stateOnly } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { frrInterfaceBlocks } from './interface-blocks.ts';
import { frrInterfaceBrief, frrInterfaceRows } from './interface-json.ts';
import { frrInterfaceTables } from './interface-tables.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * `show interface [X] json`. zebra says "up" in the brief table even without carrier, so that the full one is asked for.
 * Without `vrf all` it leaves out the interfaces of other VRFs, and some builds do not know those words.
 */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) =>
    args.interface
      ? [{ line: `show interface ${args.interface} json` }]
      : [{ line: 'show interface json' }, { line: 'show interface vrf all json', optional: true }],
  parse: (outputs) => {
    const answers = (outputs.length === 0 ? [''] : outputs).map((output) =>
      parseForms<InterfaceRecord>(output, {
        rejected: rejectedByFrr,
        json: (documents) => frrInterfaceRows(documents, (record) => record) ?? frrInterfaceBrief(documents),
        text: (text) => blocks(text) ?? frrInterfaceTables(text),
      }),
    );
    const [first, second] = answers;
    return first && second ? together(first, second) : (first ?? settle({ records: [], unparsed: [] }));
  },
};

function blocks(text: TextLines) {
  const rows = frrInterfaceBlocks(text);
  return rows && { ...rows, records: rows.records.map(stateOnly) };
}

/** The second answer holds what the first one does, and is the younger one. */
function together(first: Parsed<InterfaceRecord>, second: Parsed<InterfaceRecord>): Parsed<InterfaceRecord> {
  if (first.outcome !== 'ok' && first.outcome !== 'empty') return first;
  if (second.outcome !== 'ok') return second.outcome === 'empty' ? first : second;
  const named = new Set(second.records.map((record) => record.interface));
  const left = first.records.filter((record) => !named.has(record.interface));
  return { ...second, records: [...second.records, ...left] };
}
