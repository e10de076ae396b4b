import type { DiagnosticArguments } from '../domain/diagnostics.ts';
import { canonicalIp } from '../domain/ip.ts';
import type { TracerouteRecord, TracerouteReply } from '../domain/reachability-records.ts';
import { append } from '../lib/append.ts';
import { largest } from '../lib/largest.ts';
import { incomplete, notUnderstood, refusal, rejected, settle } from './parsed.ts';
import type { Parsed } from './platform.ts';
import { isNoise, isTooLong, type TextLines, textLines, withWholeTail } from './text-lines.ts';
import { withMark } from './traceroute-marks.ts';
import { asNumberOf } from './values.ts';

const heading =
  /^Tracing the route to (?:(\S{1,255}) \(([0-9A-Fa-f.:]+)\)|([0-9A-Fa-f.:]+))(?: with timeout .{1,60})?$/;
const introduction =
  /^(?:Type escape sequence to abort\.?|VRF info: .{1,120}|Translating .{1,200}|\(.{0,60}vrf.{0,60}\)|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d.{0,40})$/;
/** What the extended command asks for, and what was answered. */
const dialogue =
  /^(?:(?:\S{1,63}[>#] ?)?traceroute$|(?:Protocol|Target IP(?:v6)? address|Ingress traceroute|Source address(?: or interface)?|DSCP Value|Priority|Numeric display|Resolve AS number in .{1,40}|Timeout in seconds|Probe count|(?:Min|Max)imum Time to Live|Port Number|Insert source routing header\?|Loose, Strict, Record, Timestamp, Verbose ?)\??(?: ?\[[\w.: ]{0,40}\])?: ?\S{0,64}$)/;
const refusedByTraceroute =
  /^% ?(?:Unrecognized host|VRF .{1,64} does not|Invalid|Incomplete|Ambiguous|Bad|No valid|Source|Unknown|Destination)|^traceroute: /i;

const usualProbes = 3;

interface Hops {
  records: TracerouteRecord[];
  unparsed: string[];
  destination: string | null;
  headed: boolean;
  /** Probes of each hop, answered or not. */
  probes: number[];
  /** Hops of which a further line told. */
  continued: Set<TracerouteRecord>;
  /** The replies of the last hop by their address: a hop may go on over thousands of lines. */
  answered: Map<string, TracerouteReply>;
}

/**
 * Reads the "msec" form of IOS and IOS-XR. A further router of the same hop stands on a line of its own without a number.
 * `reached` is true on the hop that answered as the destination without an error mark.
 */
export function parseCiscoTraceroute(
  output: string,
  args: DiagnosticArguments,
  refused: RegExp,
): Parsed<TracerouteRecord> {
  const text = withWholeHop(
    withWholeTail(textLines(output), /^\d{1,3} .*(?: msec|\*)(?: +(?:\d{1,6} msec|\*)){2}$/),
    args,
  );
  const hops = hopsIn(text.lines, args);
  const { records, unparsed, headed, probes } = withoutTwoInOne(hops);
  if (!headed || (records.length === 0 && unparsed.length > 0)) {
    const words = refusal(output, refused) ?? refusal(output, refusedByTraceroute);
    if (words !== null) return rejected(words);
    if (!headed) {
      const opens = text.lines.every((line) => isNoise(line) || introduction.test(line.trim()));
      return opens ? incomplete([], 'there is no heading: the answer was cut off') : notUnderstood(output);
    }
  }
  for (const record of records)
    record.reached = record.replies.some((reply) => reply.address === hops.destination && reply.annotation === null);
  const wanted = probes.length > 1 ? largest(probes) : usualProbes;
  const open =
    text.cut !== null && !/^ {0,3}\d{1,3} /.test(text.cut) ? 'the last line has no end and may be cut' : null;
  const short = (probes.at(-1) ?? wanted) < wanted ? 'the last hop lacks probes: the answer was cut off' : null;
  if (open !== null || short !== null)
    return settle({ records: records.slice(0, -1), unparsed, incomplete: open ?? short ?? '' });
  if (text.cut !== null) return settle({ records, unparsed, incomplete: 'the last line has no end and may be cut' });
  if (records.length === 0 && unparsed.length === 0)
    return incomplete([], 'there is no hop behind the heading: the answer was cut off');
  return settle({ records, unparsed });
}

/** Takes the last line although its line break is missing, where it makes its hop as long as the ones above. */
function withWholeHop(text: TextLines, args: DiagnosticArguments): TextLines {
  if (text.cut === null || isTooLong(text.cut) || !/(?: msec|\*)$/.test(text.cut)) return text;
  const lines = [...text.lines, text.cut];
  const { records, probes, unparsed } = hopsIn(lines, args);
  const above = probes.slice(0, -1);
  // Behind a time may stand a mark.
  const isMarked = records.at(-1)?.replies.some(({ annotation }) => annotation !== null) ?? true;
  const isWhole = above.length > 0 && probes.at(-1) === largest(above) && !isMarked && unparsed.at(-1) !== text.cut;
  return isWhole ? { lines, cut: null } : text;
}

/** A hop has as many probes as any other: one with more has taken in the next one, whose number is not to be seen. */
function withoutTwoInOne(hops: Hops): Hops {
  const whole = hops.probes.filter((_, index) => !isContinued(hops, index));
  const most = whole.length > 0 ? largest(whole) : usualProbes;
  const isTwo = (index: number) => isContinued(hops, index) && (hops.probes[index] ?? 0) > most;
  const two = hops.records.filter((_, index) => isTwo(index));
  return {
    ...hops,
    records: hops.records.filter((record) => !two.includes(record)),
    probes: hops.probes.filter((_, index) => !isTwo(index)),
    unparsed: [...hops.unparsed, ...two.map(({ hop }) => `hop ${hop} has more probes than the others`)],
  };
}

function isContinued({ records, continued }: Hops, index: number): boolean {
  const record = records[index];
  return record !== undefined && continued.has(record);
}

function hopsIn(lines: readonly string[], args: DiagnosticArguments): Hops {
  const hops: Hops = {
    records: [],
    unparsed: [],
    destination: args.destination ?? null,
    headed: false,
    probes: [],
    continued: new Set(),
    answered: new Map(),
  };
  for (const raw of lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const head = heading.exec(line);
    if (head) {
      hops.destination = canonicalIp(head[2] ?? head[3] ?? '') ?? hops.destination;
      hops.headed = true;
    } else if (line === '' ? isTooLong(raw) : !isAround(hops, raw) && !readHop(hops, line)) hops.unparsed.push(raw);
  }
  return hops;
}

function isAround({ headed }: Hops, raw: string): boolean {
  const line = raw.trim();
  return isNoise(raw) || introduction.test(line) || (!headed && dialogue.test(line));
}

function readHop(hops: Hops, line: string): boolean {
  const last = hops.records.at(-1);
  const numbered = /^(\d{1,3}) +(\S.*)$/.exec(line);
  const isNext = numbered !== null && Number(numbered[1]) > (last?.hop ?? -1) && !/^\d+ msec/.test(line);
  if (!isNext && (!last || numbered !== null)) return false;
  const answered = isNext ? new Map<string, TracerouteReply>() : hops.answered;
  const read = readReplies(isNext ? (numbered?.[2] ?? '') : line);
  if (read === null || !read.replies.every((reply) => hasProbe(reply) || answered.has(reply.address))) return false;
  if (isNext) {
    hops.records.push({ hop: Number(numbered?.[1]), replies: read.replies, reached: false });
    hops.probes.push(read.probes);
    hops.answered = new Map(read.replies.map((reply) => [reply.address, reply]));
  } else if (last) {
    for (const reply of read.replies) addReply(last, answered, reply);
    hops.probes.push((hops.probes.pop() ?? 0) + read.probes);
    hops.continued.add(last);
  }
  return true;
}

function hasProbe({ rttMs, annotation }: TracerouteReply): boolean {
  return rttMs.length > 0 || annotation !== null;
}

/** Adds what a further line says to the reply of the same address, without a look at all that is there already. */
function addReply(hop: TracerouteRecord, answered: Map<string, TracerouteReply>, more: TracerouteReply): void {
  const same = answered.get(more.address);
  if (same) {
    append(same.rttMs, more.rttMs);
    same.asn = more.asn ?? same.asn;
    append(
      same.mplsLabels,
      more.mplsLabels.filter((label) => !same.mplsLabels.includes(label)),
    );
    same.annotation = withMark(same.annotation, more.annotation);
  } else {
    answered.set(more.address, more);
    hop.replies.push(more);
  }
}

/** The replies of one line and the number of its probes; null when a word of it is not understood. */
function readReplies(text: string): { replies: TracerouteReply[]; probes: number } | null {
  const replies: TracerouteReply[] = [];
  let rest = text;
  let probes = 0;
  let current: TracerouteReply | null = null;
  while (rest !== '') {
    const step = stepOf(rest);
    if (step === null) return null;
    const [kind, taken, value] = step;
    if (kind === 'reply') current = merged(replies, value);
    else if (kind === 'none') probes += 1;
    else if (current === null) return null;
    else if (kind === 'rtt') current.rttMs.push(value);
    else if (kind === 'mark') current.annotation = withMark(current.annotation, value);
    else if (kind === 'asn') current.asn = value;
    else if (kind === 'labels')
      append(
        current.mplsLabels,
        value.filter((one) => !current?.mplsLabels.includes(one)),
      );
    if (kind === 'rtt' || kind === 'mark') probes += 1;
    rest = rest.slice(taken).trimStart();
  }
  return { replies, probes };
}

type Step =
  | ['reply', number, TracerouteReply]
  | ['none' | 'vrf', number, null]
  | ['rtt' | 'asn', number, number]
  | ['mark', number, string]
  | ['labels', number, number[]];

/** What stands at the front of the rest of a line: its kind, its length and its value. */
function stepOf(rest: string): Step | null {
  const rtt = /^<?(\d{1,7}(?:\.\d{1,3})?) ms(?:ec)?(?= |$)/.exec(rest);
  if (rtt) return ['rtt', rtt[0].length, Number(rtt[1])];
  if (/^\*(?: |$)/.test(rest)) return ['none', 1, null];
  const mark = /^(?:!(?:[A-Z]{1,2}|<\d{1,3}>)?|[?&])(?= |$)/.exec(rest);
  if (mark) return ['mark', mark[0].length, mark[0]];
  const asn = /^\[AS (\d{1,10}|\d{1,5}\.\d{1,5})\](?= |$)/.exec(rest);
  const number = asNumberOf(asn?.[1]);
  if (asn && number !== null) return ['asn', asn[0].length, number];
  const labels = /^\[MPLS: Labels? ([\d/]{1,80}) Exp [\d/]{1,20}\](?= |$)/.exec(rest);
  if (labels) return ['labels', labels[0].length, (labels[1] ?? '').split('/').filter(Boolean).map(Number)];
  const vrf = /^\([\w.:-]{1,32}\/\d{1,10}(?:, ?[\w.:-]{1,32}\/\d{1,10})?\)(?= |$)/.exec(rest);
  if (vrf) return ['vrf', vrf[0].length, null];
  // The header that SRv6 put in front of the probe.
  const tunnel =
    /^\[IP tunnel: DA=[\dA-Fa-f:]{2,39}(?:,? SRH Stack \d{1,2} ?: ?\([\dA-Fa-f:, ]{2,400}, ?SL=\d{1,3}\))? ?\](?= |$)/.exec(
      rest,
    );
  if (tunnel) return ['vrf', tunnel[0].length, null];
  const named = /^(\S{1,255}) \(([0-9A-Fa-f.:]{2,45})\)(?= |$)/.exec(rest);
  const address = canonicalIp(named?.[2] ?? /^\S+/.exec(rest)?.[0] ?? '');
  if (address === null) return null;
  const taken = (named ? named[0] : (/^\S+/.exec(rest)?.[0] ?? '')).length;
  const hostname = named && canonicalIp(named[1] ?? '') === null ? (named[1] ?? null) : null;
  return ['reply', taken, { address, hostname, rttMs: [], asn: null, mplsLabels: [], annotation: null }];
}

/** Probes of one hop that came back from the same address are one reply. */
function merged(replies: TracerouteReply[], reply: TracerouteReply): TracerouteReply {
  const same = replies.find(({ address }) => address === reply.address);
  if (same) return same;
  replies.push(reply);
  return reply;
}
