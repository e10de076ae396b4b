import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { iosInterfaceBlocks } from './interface-blocks.ts';
import { iosInterfaceTable } from './interface-tables.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show interfaces [X]`; `show interfaces description`, `status` and `show ip interface brief` are read as well. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [{ line: args.interface ? `show interfaces ${args.interface}` : 'show interfaces' }],
  parse: ([output = '']) =>
    parseForms<InterfaceRecord>(output, {
      rejected: rejectedByIosxe,
      text: (text) => {
        const blocks = iosInterfaceBlocks(text);
        return blocks ? { ...blocks, records: blocks.records.map(stateOnly) } : iosInterfaceTable(text);
      },
    }),
};
