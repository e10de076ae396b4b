import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { nxosBfdJson } from './bfd-json.ts';
import { nxosBfdText } from './bfd-text.ts';
import { parseNxos } from './nxos-forms.ts';

/** `show bfd neighbors vrf V details | json`. */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: ({ vrf }) => [{ line: `show bfd neighbors vrf ${vrf ?? 'all'} details | json` }],
  parse: ([output = '']) => parseNxos<BfdSessionRecord>(output, { json: nxosBfdJson, text: nxosBfdText }),
};
