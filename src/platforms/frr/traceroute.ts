import { isIPv6 } from 'node:net';
import { rejected } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { parseTraceroute } from '../traceroute-hops.ts';
import { probeProblem } from './probe-limits.ts';
import { rejectedByFrr } from './rejected.ts';

export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: (args) => {
    const { destination = '' } = args;
    if (probeProblem('traceroute', args) !== null) return [];
    return [{ line: `traceroute ${isIPv6(destination) ? 'ipv6 ' : ''}${destination}`, slow: true }];
  },
  parse: ([output = ''], { args }) => {
    const problem = probeProblem('traceroute', args);
    if (problem !== null) return rejected(problem);
    return parseTraceroute(output, args, { system: 'linux', refused: rejectedByFrr });
  },
};
