import { isIPv6 } from 'node:net';
import { iputils, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByEos } from './rejected.ts';

export const ping: DiagnosticReader<'ping'> = {
  commands: ({ destination = '', vrf, source }) => {
    const words = [
      'ping',
      ...(vrf === undefined ? [] : ['vrf', vrf]),
      ...(isIPv6(destination) ? ['ipv6'] : []),
      destination,
      ...(source === undefined ? [] : ['source', source]),
      'repeat 5 timeout 2',
    ];
    return [{ line: words.join(' ') }];
  },
  parse: ([output = ''], { args }) => parsePing(output, args, iputils, rejectedByEos),
};
