import type { OpticsRecord } from '../../domain/device-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { iosOptics } from './optics-tables.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show interfaces [X] transceiver detail`; the short table is read as well. */
export const optics: DiagnosticReader<'optics'> = {
  commands: (args) => [
    { line: `show interfaces${args.interface === undefined ? '' : ` ${args.interface}`} transceiver detail` },
  ],
  parse: ([output = '']) => parseForms<OpticsRecord>(output, { rejected: rejectedByIosxe, text: iosOptics }),
};
