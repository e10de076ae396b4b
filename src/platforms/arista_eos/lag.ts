import type { LagRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { eosLagBlocks } from './lag-blocks.ts';
import { eosLags } from './lag-json.ts';
import { eosLagTable } from './lag-table.ts';
import { rejectedByEos } from './rejected.ts';

/** `show port-channel detail`; of one aggregate the others are left out. In text its two forms and the summary are read. */
export const lag: DiagnosticReader<'lag'> = {
  commands: () => [{ line: 'show port-channel detail | json' }],
  parse: ([output = ''], { args }) =>
    parseForms<LagRecord>(withPaddedEnd(output), {
      rejected: rejectedByEos,
      json: (documents) => only(eosLags(documents), args.interface),
      text: (text) => only(eosLagBlocks(text) ?? eosLagTable(text), args.interface),
    }),
};

/** A row whose last column is filled up with blanks is whole, although its line break is missing. */
function withPaddedEnd(output: string): string {
  const last = output.slice(output.lastIndexOf('\n') + 1);
  return last.length < 200 && /^ *(?:Po\d{1,4}\([UD]\) +\S+ +| {20,})\S.*\) {2,}$/.test(last) ? `${output}\n` : output;
}

function only(rows: Rows<LagRecord> | null, name: string | undefined): Rows<LagRecord> | null {
  if (!rows || name === undefined) return rows;
  return { ...rows, records: rows.records.filter((record) => record.lag === name) };
}
