import { isIPv6 } from 'node:net';
import type { DiagnosticReader } from '../platform.ts';
import { parseTraceroute } from '../traceroute-hops.ts';
import { rejectedByEos } from './rejected.ts';

export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: ({ destination = '', vrf, source }) => {
    const words = [
      'traceroute',
      ...(vrf === undefined ? [] : ['vrf', vrf]),
      ...(isIPv6(destination) ? ['ipv6'] : []),
      destination,
      ...(source === undefined ? [] : ['source', source]),
    ];
    return [{ line: words.join(' '), slow: true }];
  },
  parse: ([output = ''], { args }) => parseTraceroute(output, args, { system: 'linux', refused: rejectedByEos }),
};
