import type { DiagnosticArguments } from '../domain/diagnostics.ts';
import { canonicalIp } from '../domain/ip.ts';
import type { TracerouteRecord, TracerouteReply } from '../domain/reachability-records.ts';
import { append } from '../lib/append.ts';
import { incomplete, notUnderstood, refusal, rejected, settle, withCut } from './parsed.ts';
import type { Parsed } from './platform.ts';
import { isNoise, isTooLong, textLines } from './text-lines.ts';
import { withMark } from './traceroute-marks.ts';

const heading =
  /^traceroute6? to (\S{1,255}) \(([0-9A-Fa-f.:]+)\)(?: from \S+(?: \([0-9A-Fa-f.:]+\))?)?, \d+ hops max, (\d+) byte packets$/;
const hopLine = /^(\d{1,3}) {1,3}(.*)$/;
const refusedByTraceroute =
  /^(?:traceroute6?: |connect: |bind: )|(?:name or service not known|network is unreachable|no route to host|unknown host|temporary failure in name resolution)$/i;

/**
 * Sizes that the traceroute of Linux prints (EOS, FRR): 60 and 80 for IPv6, of BusyBox 46 and 72, on machines of 32 bits 38 and
 * 64. BSD's (Junos) prints others.
 */
const linuxSizes = new Set([38, 46, 60, 64, 72, 80]);

/** BSD prints each router of a hop on a line of its own: a hop is whole when all its probes are there, and has no more. */
const bsdProbes = 3;

export interface TracerouteDialect {
  system: 'linux' | 'bsd';
  refused: RegExp;
}

/**
 * Reads the hops in order. A hop is kept only with its whole line; a line that was not understood goes to `unparsed`.
 * `reached` is true on the hop that answered from the destination without an error mark.
 */
export function parseTraceroute(
  output: string,
  args: DiagnosticArguments,
  { system, refused }: TracerouteDialect,
): Parsed<TracerouteRecord> {
  const text = textLines(output);
  const records: TracerouteRecord[] = [];
  const unparsed: string[] = [];
  let destination = args.destination ?? null;
  let headed = false;
  let probes = 0;
  for (const raw of text.lines) {
    if (isTooLong(raw)) unparsed.push(raw);
    if (isTooLong(raw) || isNoise(raw)) continue;
    const line = raw.trim();
    const head = heading.exec(line);
    if (head) {
      if (linuxSizes.has(Number(head[3])) !== (system === 'linux')) return notUnderstood(output);
      destination = canonicalIp(head[2] ?? '') ?? destination;
      headed = true;
      continue;
    }
    // Another system's heading, or labels as NX-OS prints them: whatever follows is not ours either.
    if (/^traceroute6? to /.test(line) || /^\[(?:Label=\d{1,7} E=|No MPLS labels\])/.test(line))
      return notUnderstood(output);
    const hop = hopLine.exec(line);
    const last = records.at(-1);
    const isNext = hop !== null && Number(hop[1]) === (last?.hop ?? 0) + 1;
    const replies = isNext ? repliesOf(hop[2] ?? '') : null;
    if (hop && replies) {
      records.push({ hop: Number(hop[1]), replies, reached: false });
      probes = probesIn(line);
      continue;
    }
    const isMore = !hop && system === 'bsd' && raw.startsWith('  ') && probes + probesIn(line) <= bsdProbes;
    if (last && isMore && appendReplies(last, line)) probes += probesIn(line);
    else unparsed.push(raw);
  }
  if (!headed && records.length === 0) {
    const words = refusal(output, refused) ?? refusal(output, refusedByTraceroute);
    if (words !== null) return rejected(words);
    const opens = text.lines.every(isNoise) && /^traceroute6? to /.test(text.cut ?? '');
    return opens ? incomplete([], 'there is nothing but the heading: the answer was cut off') : notUnderstood(output);
  }
  const failure =
    records.length === 0 ? (unparsed.find((line) => refusedByTraceroute.test(line.trim())) ?? null) : null;
  if (failure !== null) return rejected(failure.trim());
  if (headed && records.length === 0 && unparsed.length === 0)
    return settle({ records, unparsed, incomplete: 'there is no hop behind the heading: the answer was cut off' });
  if (system === 'bsd' && records.length > 0 && probes < bsdProbes) {
    const why = `the last hop shows ${probes} of ${bsdProbes} probes: the answer was cut off`;
    return settle({ records: records.slice(0, -1), unparsed, incomplete: why });
  }
  for (const record of records)
    record.reached = record.replies.some(({ address, annotation }) => address === destination && annotation === null);
  return settle(withCut({ records: withoutOpenHop(records, text.cut), unparsed }, text));
}

/** A cut continuation line belongs to the last hop, which is then not whole. */
function withoutOpenHop(records: TracerouteRecord[], cut: string | null): TracerouteRecord[] {
  return cut !== null && !/^ {0,2}\d/.test(cut) ? records.slice(0, -1) : records;
}

function probesIn(line: string): number {
  return line.split(/\s+/).filter((token) => token === 'ms' || token === '*').length;
}

/** BSD prints another router of the same hop, and MPLS labels, on lines of their own. */
function appendReplies(hop: TracerouteRecord, line: string): boolean {
  const labels = /^MPLS Label=(\d{1,7}) .{0,80}$/.exec(line);
  const reply = hop.replies.at(-1);
  if (labels && reply) {
    reply.mplsLabels.push(Number(labels[1]));
    return true;
  }
  const more = labels ? null : repliesOf(line);
  if (!more) return false;
  for (const one of more) mergeReply(hop.replies, one);
  return true;
}

/** `name (address)  1.2 ms  1.3 ms`, `address  1.2 ms`, `*`, `!H`, `[AS 64500]`; null when a token is none of them or a router has no time. */
function repliesOf(text: string): TracerouteReply[] | null {
  if (!/[*![]|ms/.test(text)) return null;
  const replies: TracerouteReply[] = [];
  const tokens = text.trim().split(/\s+/);
  let current: TracerouteReply | null = null;
  let timed = true;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    const next = tokens[index + 1];
    if (token === '*') continue;
    if (/^\d{1,6}(?:\.\d{1,6})?$/.test(token) && next === 'ms') {
      if (!current) return null;
      current.rttMs.push(Number(token));
      timed = true;
      index += 1;
    } else if (/^!(?:[A-Z]{1,2}|F-\d{1,5}|<?\d{1,4}>?)?$/.test(token)) {
      if (!current) return null;
      current.annotation = withMark(current.annotation, token);
    } else if (/^\[(?:AS)?\d+\]$/.test(token) || (token === '[AS' && /^\d+\]$/.test(next ?? ''))) {
      if (!current) return null;
      current.asn = Number(/\d+/.exec(token === '[AS' ? (next ?? '') : token)?.[0]);
      if (token === '[AS') index += 1;
    } else {
      const bracketed = /^\(([0-9A-Fa-f.:]+)\)$/.exec(next ?? '');
      const address = canonicalIp(bracketed?.[1] ?? token);
      const nameAlone =
        !bracketed && address === null && canonicalIp(next ?? '') !== null && /^[\w.-]{1,255}$/.test(token);
      if (address === null && !nameAlone) return null;
      const where = address ?? canonicalIp(next ?? '') ?? '';
      if (!timed) return null;
      timed = false;
      const hostname = (bracketed || nameAlone) && canonicalIp(token) === null ? token : null;
      current = mergeReply(replies, {
        address: where,
        hostname,
        rttMs: [],
        asn: null,
        mplsLabels: [],
        annotation: null,
      });
      if (bracketed || nameAlone) index += 1;
    }
  }
  return timed ? replies : null;
}

/** Probes of one hop that came back from the same address are one reply. */
function mergeReply(replies: TracerouteReply[], reply: TracerouteReply): TracerouteReply {
  const same = replies.find(({ address }) => address === reply.address);
  if (!same) {
    replies.push(reply);
    return reply;
  }
  append(same.rttMs, reply.rttMs);
  same.annotation = withMark(same.annotation, reply.annotation);
  return same;
}
