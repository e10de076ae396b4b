import type { DiagnosticArguments } from '../domain/diagnostics.ts';
import { canonicalIp } from '../domain/ip.ts';
import type { PingRecord } from '../domain/reachability-records.ts';
import { incomplete, notUnderstood, refusal, rejected, settle } from './parsed.ts';
import type { Parsed } from './platform.ts';
import { isTooLong, textLines, withWholeTail } from './text-lines.ts';

const heading = /^Sending (\d{1,9}), (?:\d{1,6}|\[\d{1,6}\.\.\d{1,6}\])-byte ICMP Echos to ([0-9A-Fa-f.:]+),? timeout/;
const sourced = /^Packet sent with a source address of ([0-9A-Fa-f.:]+)(?:%(\S{1,64}))?$/;
/** The line of the source by some of its words, in a form that is not known. */
const isOfSource = /^Packet sent(?! with the DF bit set$)|\bsource address\b|\baddress of \S+$/;
const statistics =
  /^Success rate is (\d{1,3}) percent \((\d{1,9})\/(\d{1,9})\)(?:, round-trip min\/avg\/max = (\d{1,9})\/(\d{1,9})\/(\d{1,9}) ms)?$/;

/** What ping says when it sends nothing at all. */
const refusedByPing =
  /^% ?(?:Unrecognized host|VRF .{1,64} does not|Invalid|Incomplete|Ambiguous|Bad|No valid|Source|Unknown|Destination)|^ping: /i;

/**
 * Reads the "!!!.!" form of IOS and IOS-XR. The destination is the address in the heading, the source the printed one or
 * that of the question; a source of IPv6 has its VRF behind it. Without the line of statistics the answer is incomplete: nobody knows how many came back.
 */
export function parseCiscoPing(output: string, args: DiagnosticArguments, refused: RegExp): Parsed<PingRecord> {
  const text = withWholeTail(textLines(output), /(?: ms|\((?:0\/[1-9]\d*)\))$/);
  let destination: string | null = null;
  let source: string | null = args.source ?? null;
  let vrf: string | null = args.vrf ?? null;
  const unparsed: string[] = [];
  for (const [index, raw] of text.lines.entries()) {
    if (isTooLong(raw)) continue;
    const line = raw.trim();
    const headed = canonicalIp(heading.exec(line)?.[2] ?? '');
    // The ping above has no statistics.
    if (headed !== null && destination !== null) unparsed.push(`ping to ${destination}`);
    destination = headed ?? destination;
    const [, address = '', zone] = sourced.exec(line) ?? [];
    const printed = canonicalIp(address);
    // Behind a link-local address stands its interface.
    if (printed !== null && zone !== undefined && !printed.startsWith('fe80:')) vrf ??= zone;
    if (printed === null && isOfSource.test(line)) unparsed.push(raw);
    source = printed ?? source;
    const counted = statistics.exec(line);
    if (!counted || destination === null) continue;
    const record = recordOf(counted, { vrf, source, destination });
    if (!record) return notUnderstood(output);
    // One question is one ping: what stands below is another one's.
    const others = text.lines.slice(index + 1).filter((below) => !isTooLong(below) && isOfPing(below.trim()));
    return settle({ records: [record], unparsed: [...unparsed, ...others] });
  }
  const words = refusal(output, refused) ?? refusal(output, refusedByPing);
  if (words !== null) return rejected(words);
  if (destination !== null) return incomplete([], 'there are no statistics at the end: the ping was cut off');
  return output.trim() === '' ? incomplete([], 'the device printed nothing') : notUnderstood(output);
}

function isOfPing(line: string): boolean {
  return heading.test(line) || statistics.test(line);
}

/** Null when the figures contradict each other. */
function recordOf(
  counted: RegExpExecArray,
  whose: Pick<PingRecord, 'vrf' | 'source' | 'destination'>,
): PingRecord | null {
  const [percent, received, sent] = [Number(counted[1]), Number(counted[2]), Number(counted[3])];
  const [min, avg, max] = [counted[4], counted[5], counted[6]].map((value) =>
    value === undefined ? null : Number(value),
  );
  if (sent === 0 || received > sent || Math.abs(percent - (100 * received) / sent) >= 1) return null;
  if (received > 0 !== (min !== null)) return null;
  if ((min ?? 0) > (avg ?? 0) || (avg ?? 0) > (max ?? 0)) return null;
  return {
    ...whose,
    sent,
    received,
    lossPercent: Math.round((10_000 * (sent - received)) / sent) / 100,
    rttMinMs: min ?? null,
    rttAvgMs: avg ?? null,
    rttMaxMs: max ?? null,
  };
}
