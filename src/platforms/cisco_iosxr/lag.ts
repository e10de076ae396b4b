import type { LagRecord } from '../../domain/device-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { bundles } from './bundle-blocks.ts';
import { lacpPorts } from './lacp-ports.ts';
import { parseXr } from './xr-text.ts';

/** `show bundle [Bundle-EtherN]`; `show lacp` is read as well. */
export const lag: DiagnosticReader<'lag'> = {
  commands: (args) => [{ line: args.interface === undefined ? 'show bundle' : `show bundle ${args.interface}` }],
  parse: ([output = '']) => parseXr<LagRecord>(output, (text) => bundles(text) ?? lacpPorts(text)),
};
