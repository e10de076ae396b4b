import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { frrBfdBlocks } from './bfd-blocks.ts';
import { frrBfdSessions } from './bfd-json.ts';
import { frrBfdTable } from './bfd-table.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * `show bfd [vrf V] peers json`, of every VRF without one. FRR shows it to a privileged vtysh only: a login that is
 * `vtysh -u` is refused, and is told so.
 */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: ({ vrf }) => [{ line: `show bfd${vrf === undefined ? '' : ` vrf ${vrf}`} peers json` }],
  parse: ([output = '']) =>
    parseForms<BfdSessionRecord>(output, {
      rejected: rejectedByFrr,
      json: frrBfdSessions,
      text: (text) => frrBfdBlocks(text) ?? frrBfdTable(text),
    }),
};
