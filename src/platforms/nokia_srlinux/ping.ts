import type { PingRecord } from '../../domain/reachability-records.ts';
import { nearLabels } from '../near-labels.ts';
import { settle } from '../parsed.ts';
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
      const result = parsePing(
        withoutNote(text),
        vrf === undefined ? args : { ...args, vrf },
        iputils,
        rejectedBySrlinux,
      );
      const bent = vrf === undefined && result.outcome === 'ok' ? bentNotes(text) : [];
      return bent.length > 0 ? settle({ records: result.records, unparsed: bent }) : result;
    }),
};

/** The first line of the answer names the network instance. */
const note = /^[ \t]{0,20}Using network instance (\S{1,64})\n/m;

export function withoutNote(output: string): string {
  return output.replace(note, '');
}

const isBentNote = nearLabels(['Using network instance #']);

/** The network instance behind a bent word. The note stands above the first line of the ping. */
function bentNotes(text: string): string[] {
  const above = text.slice(0, Math.max(0, text.indexOf('PING '))).slice(0, 4_000);
  return above.split('\n').filter((line) => isBentNote(line.trim()));
}
