import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { frrIsisBlocks } from './isis-blocks.ts';
import { frrIsisAdjacencies } from './isis-json.ts';
import { frrIsisTable } from './isis-table.ts';
import { rejectedByFrr } from './rejected.ts';

/** `show isis vrf V|all neighbor detail json`: the detailed form has the age of an adjacency. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: ({ vrf = 'all' }) => [{ line: `show isis vrf ${vrf} neighbor detail json` }],
  parse: ([output = '']) =>
    parseForms<IsisAdjacencyRecord>(output, {
      rejected: rejectedByFrr,
      json: frrIsisAdjacencies,
      text: (text) => frrIsisBlocks(text) ?? frrIsisTable(text) ?? areasOnly(text),
    }),
};

/** Areas without an adjacency print their name alone; a daemon that runs without an instance says so. */
function areasOnly({ lines, cut }: TextLines) {
  const said = [...lines, cut ?? ''].filter((line) => line.trim() !== '');
  return said.length > 0 &&
    said.every((line) => /^(?:Area \S{1,64}:|% ISIS instance not found|IS-IS Routing Process not enabled)$/.test(line))
    ? { records: [], unparsed: [] }
    : null;
}
