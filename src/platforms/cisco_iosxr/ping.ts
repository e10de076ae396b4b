import { parseCiscoPing } from '../cisco-ping.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByIosxr } from './rejected.ts';

/** Five echoes of two seconds each. */
export const ping: DiagnosticReader<'ping'> = {
  commands: ({ destination = '', vrf, source }) => [
    {
      line: `ping${vrf === undefined ? '' : ` vrf ${vrf}`} ${destination} count 5 timeout 2${source === undefined ? '' : ` source ${source}`}`,
    },
  ],
  parse: ([output = ''], { args }) => parseCiscoPing(output, args, rejectedByIosxr),
};
