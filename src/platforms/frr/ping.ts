import { isIPv6 } from 'node:net';
import { rejected } from '../parsed.ts';
import { busybox, iputils, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { probeProblem } from './probe-limits.ts';
import { rejectedByFrr } from './rejected.ts';

/** The heading stands within so many characters: an echo may come before it. */
const longestBeginning = 2_000;

/**
 * vtysh starts an endless ping: after five seconds Ctrl-C makes it print its statistics. Nothing is sent with a flag it
 * lacks. FRR's own images have BusyBox' ping.
 */
export const ping: DiagnosticReader<'ping'> = {
  commands: (args) => {
    const { destination = '' } = args;
    if (probeProblem('ping', args) !== null) return [];
    return [{ line: `ping ${isIPv6(destination) ? 'ipv6 ' : ''}${destination}`, interruptAfterMs: 5_000 }];
  },
  parse: ([output = ''], { args }) => {
    const problem = probeProblem('ping', args);
    if (problem !== null) return rejected(problem);
    const first = output.slice(0, longestBeginning).split('\n');
    const isBusybox = first.some((line) => busybox.heading.test(line.trim()));
    return parsePing(output, args, isBusybox ? busybox : iputils, rejectedByFrr);
  },
};
