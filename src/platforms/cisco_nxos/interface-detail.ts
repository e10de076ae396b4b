import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { nxosInterfaceBlocks } from './interface-blocks.ts';
import { nxosInterfaces } from './interface-json.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { rejectedByNxos } from './rejected.ts';

/** Resets of an interface are no carrier transitions, so that those are unknown. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: (args) => [{ line: `show interface ${args.interface ?? ''} | json` }],
  parse: ([output = '']) =>
    parseForms<InterfaceDetailRecord>(output, {
      rejected: rejectedByNxos,
      json: inEnvelope(nxosInterfaces),
      text: nxosInterfaceBlocks,
    }),
};
