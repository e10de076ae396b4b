import { isIPv6 } from 'node:net';
import { rejected } from '../parsed.ts';
import { iputils, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { probeProblem } from './probe-limits.ts';
import { rejectedByFrr } from './rejected.ts';

/** vtysh starts an endless ping: after five seconds Ctrl-C makes it print its statistics. Nothing is sent with a flag it lacks. */
export const ping: DiagnosticReader<'ping'> = {
  commands: (args) => {
    const { destination = '' } = args;
    if (probeProblem('ping', args) !== null) return [];
    return [{ line: `ping ${isIPv6(destination) ? 'ipv6 ' : ''}${destination}`, interruptAfterMs: 5_000 }];
  },
  parse: ([output = ''], { args }) => {
    const problem = probeProblem('ping', args);
    return problem === null ? parsePing(output, args, iputils, rejectedByFrr) : rejected(problem);
  },
};
