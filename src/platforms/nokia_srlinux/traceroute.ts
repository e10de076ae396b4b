import type { TracerouteRecord } from '../../domain/reachability-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { parseTraceroute } from '../traceroute-hops.ts';
import { withoutNote } from './ping.ts';
import { rejectedBySrlinux } from './rejected.ts';
import { readText } from './state-tree.ts';

/** The traceroute of Linux, in a network instance. */
export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: ({ destination = '', vrf, source }) => [
    {
      line: `traceroute ${destination} network-instance ${vrf ?? 'default'}${source === undefined ? '' : ` -s ${source}`} -w 1 -q 2 -m 20`,
      slow: true,
    },
  ],
  parse: ([output = ''], { args }) =>
    readText<TracerouteRecord>(output, (text) =>
      parseTraceroute(withoutNote(text), args, { system: 'linux', refused: rejectedBySrlinux }),
    ),
};
