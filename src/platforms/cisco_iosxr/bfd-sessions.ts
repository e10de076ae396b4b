import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { xrBfdBlocks } from './bfd-blocks.ts';
import { xrBfdTable } from './bfd-table.ts';
import { parseSeveralXr } from './xr-several.ts';

/** `show bfd session detail` and its IPv6 twin; sessions of every VRF, so a VRF is not asked for. The tables are read as well. */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: () => [{ line: 'show bfd session detail' }, { line: 'show bfd ipv6 session detail', optional: true }],
  parse: (outputs) => parseSeveralXr<BfdSessionRecord>(outputs, (text) => xrBfdBlocks(text) ?? xrBfdTable(text)),
};
