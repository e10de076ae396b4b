import { parseCiscoTraceroute } from '../cisco-traceroute.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByIosxr } from './rejected.ts';

/** One second per probe and 30 hops at most; numeric, since a device that cannot reach its name servers waits for them. */
export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: ({ destination = '', vrf, source }) => [
    {
      line: `traceroute${vrf === undefined ? '' : ` vrf ${vrf}`} ${destination.includes(':') ? 'ipv6' : 'ipv4'} ${destination}${source === undefined ? '' : ` source ${source}`} numeric timeout 1 probe 3 maxttl 30`,
      slow: true,
    },
  ],
  parse: ([output = ''], { args }) => parseCiscoTraceroute(output, args, rejectedByIosxr),
};
