import type { PingRecord } from '../../domain/reachability-records.ts';
import { iputils, parsePing } from '../ping-statistics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedBySrlinux } from './rejected.ts';
import { readText } from './state-tree.ts';

/** The ping of Linux, in a network instance. */
export const ping: DiagnosticReader<'ping'> = {
  commands: ({ destination = '', vrf, source }) => [
    {
      line: `ping ${destination} network-instance ${vrf ?? 'default'}${source === undefined ? '' : ` -I ${source}`} -c 5 -W 2`,
    },
  ],
  parse: ([output = ''], { args }) =>
    readText<PingRecord>(output, (text) => parsePing(withoutNote(text), args, iputils, rejectedBySrlinux)),
};

/** The first line names the network instance. */
export function withoutNote(output: string): string {
  return output.replace(/^\s*Using network instance \S{1,64}\n/, '');
}
