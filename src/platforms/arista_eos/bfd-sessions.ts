import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { eosBfdBlocks } from './bfd-blocks.ts';
import { eosBfdSessions } from './bfd-json.ts';
import { eosBfdTable } from './bfd-table.ts';
import { rejectedByEos } from './rejected.ts';

/** `show bfd peers detail` shows every VRF; those that were not asked for are left out. */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: () => [{ line: 'show bfd peers detail | json' }],
  parse: ([output = ''], { args, nowMs }) =>
    parseForms<BfdSessionRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => ofVrf(eosBfdSessions(documents, nowMs), args.vrf),
      text: (text) => ofVrf(eosBfdBlocks(text) ?? eosBfdTable(text), args.vrf),
    }),
};

function ofVrf(rows: Rows<BfdSessionRecord> | null, vrf: string | undefined): Rows<BfdSessionRecord> | null {
  if (!rows || vrf === undefined) return rows;
  return { ...rows, records: rows.records.filter((record) => record.vrf === vrf) };
}
