import type { InterfaceRecord } from '../../domain/interface-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { xrAddressBlocks } from './address-blocks.ts';
import { xrInterfaceBlocks } from './interface-blocks.ts';
import { xrInterfaceTable } from './interface-tables.ts';
import { xrSixBrief } from './six-brief.ts';
import { parseXr } from './xr-text.ts';

/** `show interfaces [X]`; `brief`, `description`, `show ipv4 interface`, `show ipv6 interface` and their `brief` are read as well. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: (args) => [
    { line: args.interface === undefined ? 'show interfaces' : `show interfaces ${args.interface}` },
  ],
  parse: ([output = '']) =>
    parseXr<InterfaceRecord>(output, (text) => {
      const blocks = xrInterfaceBlocks(text);
      return blocks
        ? { ...blocks, records: blocks.records.map(stateOnly) }
        : (xrInterfaceTable(text) ?? xrAddressBlocks(text) ?? xrSixBrief(text));
    }),
};
