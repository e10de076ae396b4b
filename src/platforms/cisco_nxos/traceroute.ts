import type { TracerouteRecord } from '../../domain/reachability-records.ts';
import { settle } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { parseTraceroute } from '../traceroute-hops.ts';
import { rejectedByNxos } from './rejected.ts';

/** NX-OS has no word that leaves names out: it looks them up and prints the address behind each in any case. */
export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: ({ destination = '', vrf, source }) => [
    {
      line: `traceroute${destination.includes(':') ? '6' : ''} ${destination}${vrf === undefined ? '' : ` vrf ${vrf}`}${source === undefined ? '' : ` source ${source}`}`,
      slow: true,
    },
  ],
  parse: ([output = ''], { args }) => {
    const { text, labels } = withoutLabels(output);
    const parsed = parseTraceroute(text, args, { system: 'bsd', refused: rejectedByNxos });
    return labels.size === 0 ? parsed : labelled(parsed, labels);
  },
};

const labelLine = /^ {2,20}\[(?:Label=(\d{1,7}) E=\d TTL=\d{1,3} S=\d|No MPLS labels)\]$/;

/** `[Label=450492 E=4 TTL=1 S=1]` below a hop: one line for each probe. They are taken out, by the number of their hop. */
function withoutLabels(output: string): { text: string; labels: Map<number, (number | null)[]> } {
  const labels = new Map<number, (number | null)[]>();
  if (!output.includes('[')) return { text: output, labels };
  let hop = 0;
  const lines = output.split('\n').filter((raw) => {
    const line = raw.length > 300 ? '' : raw.trimEnd();
    const numbered = /^ {0,2}(\d{1,3}) {1,3}\S/.exec(line);
    if (numbered) hop = Number(numbered[1]);
    const match = labelLine.exec(line);
    if (match) labels.set(hop, [...(labels.get(hop) ?? []), match[1] === undefined ? null : Number(match[1])]);
    return !match;
  });
  return { text: lines.join('\n'), labels };
}

/** The n-th line belongs to the n-th probe, whose router is known where each probe has its line or there is but one. */
function labelled(
  parsed: Parsed<TracerouteRecord>,
  labels: ReadonlyMap<number, (number | null)[]>,
): Parsed<TracerouteRecord> {
  const unparsed = [...parsed.unparsed];
  const records = parsed.records.map((record) => {
    const lines = labels.get(record.hop);
    if (!lines) return record;
    const one = record.replies.length === 1;
    const each = record.replies.length === lines.length && record.replies.every(({ rttMs }) => rttMs.length === 1);
    if (!one && !each) {
      unparsed.push(`hop ${record.hop}: labels ${lines.map((label) => label ?? 'none').join(', ')}`);
      return record;
    }
    const replies = record.replies.map((reply, index) => {
      const own = (one ? lines : [lines[index]]).filter((label) => typeof label === 'number');
      return { ...reply, mplsLabels: [...new Set(own)] };
    });
    return { ...record, replies };
  });
  if (parsed.outcome !== 'ok' && parsed.outcome !== 'partial') return { ...parsed, records };
  return settle({ records, unparsed });
}
