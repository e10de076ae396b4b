import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { TracerouteRecord, TracerouteReply } from '../../domain/reachability-records.ts';
import { append } from '../../lib/append.ts';
import { incomplete, notUnderstood, refusal, rejected, settle, withCut } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { isTooLong, textLines } from '../text-lines.ts';
import { withMark } from '../traceroute-marks.ts';
import { probeLines, probeText } from './probe.ts';
import { rejectedBySros } from './rejected.ts';
import { isAround } from './screen.ts';

export const traceroute: DiagnosticReader<'traceroute'> = {
  commands: (args) => probeLines(`/traceroute ${args.destination} ttl 20 wait 2000`, args, true),
  parse: (outputs, { args }) => readHops(outputs.find((text) => text.includes('hops max')) ?? outputs[0] ?? '', args),
};

/** The address stands without brackets, unlike the heading of any other platform. */
const heading =
  /^traceroute to ([0-9A-Fa-f.:]{2,45}|[\w.-]{1,255})(?: from [0-9A-Fa-f.:]{2,45})?, \d{1,3} hops max, \d{1,5} byte packets$/;

/** `  1  name (address)    2.28 ms  1.18 ms  1.20 ms`; a hop that is silent shows 0.0.0.0 and stars. */
function readHops(output: string, args: DiagnosticArguments): Parsed<TracerouteRecord> {
  const text = textLines(probeText(output, /$^/));
  const records: TracerouteRecord[] = [];
  const unparsed: string[] = [];
  let destination: string | null = null;
  let headed = false;
  for (const raw of text.lines) {
    const line = raw.trim();
    const head = isTooLong(raw) ? null : heading.exec(line);
    if (head) {
      headed = true;
      destination = canonicalIp(head[1] ?? '') ?? args.destination ?? null;
    }
    if (head || (!isTooLong(raw) && isAround(raw))) continue;
    const hop = isTooLong(raw) ? null : /^(\d{1,3}) {1,4}(\S.*)$/.exec(line);
    const number = Number(hop?.[1]);
    const last = records.at(-1);
    const isOwn = headed && (number === last?.hop || number === (last?.hop ?? 0) + 1);
    const replies = hop && isOwn ? repliesOf(hop[2] ?? '') : null;
    if (replies && number === last?.hop) append(last.replies, replies);
    else if (replies) records.push({ hop: number, replies, reached: false });
    else if (
      last &&
      /^ +returned MPLS Label|^ *entropy|^ {4,}(?:returned )?MPLS|^ {4,}entry +\d{1,2}: +MPLS Label = +\d{1,7}, /i.test(
        raw,
      )
    )
      takeLabel(last, raw);
    else unparsed.push(raw);
  }
  if (!headed) {
    const words = refusal(output, rejectedBySros);
    return words !== null ? rejected(words) : notUnderstood(output);
  }
  if (records.length === 0 && unparsed.length === 0)
    return incomplete([], 'there is no hop behind the heading: the answer was cut off');
  for (const record of records)
    record.reached = record.replies.some(({ address, annotation }) => address === destination && annotation === null);
  // A line about the last hop may stand behind the cut.
  const whole = text.cut !== null && !/^ {0,3}\d/.test(text.cut) ? records.slice(0, -1) : records;
  return settle(withCut({ records: whole, unparsed }, text));
}

function takeLabel(hop: TracerouteRecord, line: string): void {
  const label = /Label(?:[:=]? ?| = +)(\d{1,7})/.exec(line)?.[1];
  const reply = hop.replies.at(-1);
  if (label !== undefined && reply) reply.mplsLabels.push(Number(label));
}

function repliesOf(text: string): TracerouteReply[] | null {
  const replies: TracerouteReply[] = [];
  const words = text.trim().split(/ +/);
  let current: TracerouteReply | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    if (word === '*' || word === '0.0.0.0' || word === '::') continue;
    if (/^<?\d{1,6}(?:\.\d{1,6})?$/.test(word) && next === 'ms') {
      if (!current) return null;
      current.rttMs.push(Number(word.replace('<', '')));
      at += 1;
    } else if (/^![A-Z]?\d{0,3}$/.test(word)) {
      if (!current) return null;
      current.annotation = withMark(current.annotation, word);
    } else {
      const bracketed = canonicalIp(/^\(([0-9A-Fa-f.:]+)\)$/.exec(next)?.[1] ?? '');
      const address: string | null = bracketed ?? canonicalIp(word);
      if (address === null || !/^[\w.:-]{1,255}$/.test(word)) return null;
      if (bracketed !== null) at += 1;
      current = replies.find((reply) => reply.address === address) ?? null;
      if (!current) {
        const hostname = bracketed !== null && canonicalIp(word) === null ? word : null;
        current = { address, hostname, rttMs: [], asn: null, mplsLabels: [], annotation: null };
        replies.push(current);
      }
    }
  }
  return replies.every(({ rttMs }) => rttMs.length > 0) ? replies : null;
}
