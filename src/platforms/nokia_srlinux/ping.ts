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
    readText<PingRecord>(output, (text) => {
      const vrf = args.vrf ?? note.exec(text)?.[1];
      return parsePing(withoutNote(text), vrf === undefined ? args : { ...args, vrf }, iputils, rejectedBySrlinux);
    }),
};

/** The first line of the answer names the network instance. */
const note = /^[ \t]{0,20}Using network instance (\S{1,64})\n/m;

export function withoutNote(output: string): string {
  return output.replace(note, '');
}
