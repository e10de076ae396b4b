import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankInterfaceDetail } from '../records.ts';
import { xrAddressBlocks } from './address-blocks.ts';
import { xrInterfaceBlocks } from './interface-blocks.ts';
import { parseXr } from './xr-text.ts';

/** `show interfaces X`: errors, drops, rates and octets. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: (args) => [{ line: `show interfaces ${args.interface ?? ''}`.trim() }],
  parse: ([output = '']) =>
    parseXr<InterfaceDetailRecord>(output, (text) => {
      const blocks = xrInterfaceBlocks(text);
      if (blocks) return blocks;
      const addresses = xrAddressBlocks(text);
      return addresses && { ...addresses, records: addresses.records.map(blankInterfaceDetail) };
    }),
};
