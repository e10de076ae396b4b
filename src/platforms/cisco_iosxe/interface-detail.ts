import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { iosInterfaceBlocks } from './interface-blocks.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show interfaces X`: errors, drops, rates and octets. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: (args) => [{ line: `show interfaces ${args.interface ?? ''}`.trim() }],
  parse: ([output = '']) =>
    parseForms<InterfaceDetailRecord>(output, { rejected: rejectedByIosxe, text: iosInterfaceBlocks }),
};
