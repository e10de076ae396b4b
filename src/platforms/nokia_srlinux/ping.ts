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
      const notes = notesAbove(text);
      const instances = new Set(notes.map((line) => note.exec(line)?.[1] ?? null));
      const [printed] = instances;
      const isClear = instances.size === 1 && typeof printed === 'string';
      const result = parsePing(
        withoutNote(text),
        isClear ? { ...args, vrf: printed } : args,
        iputils,
        rejectedBySrlinux,
      );
      if (notes.length === 0 || isClear || result.outcome !== 'ok') return result;
      return settle({ records: result.records, unparsed: notes });
    }),
};

/** The first line of the answer names the network instance. */
const note = /^[ \t]{0,20}Using network instance (\S{1,64})[ \t]{0,20}\r?$/m;

export function withoutNote(output: string): string {
  return output.replace(note, '');
}

const isBentNote = nearLabels(['Using network instance #']);

/** The lines that name the network instance, in whatever form, above the first line of the ping. Another ping may have ended without one. */
function notesAbove(text: string): string[] {
  const above = text.slice(0, Math.max(0, text.indexOf('PING '))).slice(0, 4_000);
  return above
    .split('\n')
    .filter((line) => line.trim().startsWith('Using network instance') || isBentNote(line.trim()));
}
