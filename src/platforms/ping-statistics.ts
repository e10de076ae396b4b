import { isIPv6 } from 'node:net';
import type { DiagnosticArguments } from '../domain/diagnostics.ts';
import { canonicalIp } from '../domain/ip.ts';
import type { PingRecord } from '../domain/reachability-records.ts';
import { incomplete, notUnderstood, refusal, rejected, settle } from './parsed.ts';
import type { Parsed } from './platform.ts';
import { isTooLong, textLines, withWholeTail } from './text-lines.ts';

/** iputils (EOS, FRR), BusyBox (FRR's images) or BSD (Junos): they differ in the heading and in the words of the statistics. */
export interface PingDialect {
  heading: RegExp;
  /** Sent, received, and the loss in percent, which is worked out where it is not printed. */
  statistics: RegExp;
  times: RegExp;
}

const decimal = String.raw`(\d{1,9}(?:\.\d{1,6})?)`;

export const iputils: PingDialect = {
  heading:
    /^PING (\S{1,255}?) ?\(([0-9A-Fa-f.:]+(?:%[\w.-]{1,20})?)\) (?:from (\S+?)(?: \S+)? ?: )?\d+(?:\(\d+\) bytes of data\.| data bytes)$/,
  statistics: new RegExp(
    String.raw`^(\d{1,9}) packets transmitted, (\d{1,9}) received,(?: \+\d+ (?:duplicates|errors|corrupted),)* ${decimal}% packet loss(?:, time \d+ms)?$`,
  ),
  times: new RegExp(`^rtt min/avg/max/mdev = ${decimal}/${decimal}/${decimal}/${decimal} ms(?:,.*)?$`),
};

export const busybox: PingDialect = {
  heading: /^PING (\S{1,255}) \(([0-9A-Fa-f.:]+)\)(?: from (\S+))?: \d+ data bytes$/,
  statistics:
    /^(\d{1,9}) packets transmitted, (\d{1,9}) packets received,(?: \d{1,9} duplicates,)? (\d{1,3})% packet loss$/,
  times: new RegExp(`^round-trip min/avg/max = ${decimal}/${decimal}/${decimal} ms$`),
};

/** NX-OS has the same program, but for two decimals of the loss. */
export const bsd: PingDialect = {
  heading: /^PING6?(?: (\S{1,255}) \(([0-9A-Fa-f.:]+)\): \d+ data bytes|\(.{1,60} bytes\) (\S+) --> (\S+))$/,
  statistics:
    /^(\d{1,9}) packets transmitted, (\d{1,9}) packets received,(?: \+\d+ duplicates,)? (\d{1,3}(?:\.\d)?)% packet loss$/,
  times: new RegExp(`^round-trip min/avg/max/(?:stddev|std-dev) = ${decimal}/${decimal}/${decimal}/${decimal} ms$`),
};

/** What ping says when it sends nothing at all. */
const refusedByPing =
  /^(?:ping6?: |connect: |bind: |traceroute6?: )|(?:name or service not known|network is unreachable|no route to host|cannot assign requested address|unknown host|host name lookup failure|temporary failure in name resolution)$/i;

/**
 * Reads the statistics of one ping. The VRF is that of the question, and so is the source, unless the heading names one;
 * the destination is the address in the heading. Without the line of statistics the answer is incomplete, because nobody
 * knows how many were sent.
 */
export function parsePing(
  output: string,
  args: DiagnosticArguments,
  dialect: PingDialect,
  refused: RegExp,
): Parsed<PingRecord> {
  const text = withWholeTail(textLines(output), /(?: ms|packet loss(?:, time \d+ms)?)$/);
  let destination: string | null = null;
  let source = args.source ?? null;
  const unparsed: string[] = [];
  for (const [index, raw] of text.lines.entries()) {
    if (isTooLong(raw)) continue;
    const line = raw.trim();
    const heading = dialect.heading.exec(line);
    // The ping above has no statistics.
    if (heading && destination !== null) unparsed.push(`ping to ${destination}`);
    if (heading) destination = addressIn(heading[2] ?? heading[4] ?? '') ?? destination;
    const from = heading?.[3] === undefined ? undefined : addressIn(heading[3]);
    if (from === null) unparsed.push(raw);
    source ??= from ?? null;
    const counted = dialect.statistics.exec(line);
    if (!counted || destination === null) continue;
    const [sent, received] = [Number(counted[1]), Number(counted[2])];
    const lossPercent = counted[3] === undefined ? (100 * (sent - received)) / Math.max(1, sent) : Number(counted[3]);
    const times = text.lines.slice(index + 1, index + 3).map((next) => dialect.times.exec(next.trim()));
    const found = times.find((match) => match !== null);
    if (received > 0 && !found)
      return incomplete([], 'the line with the round-trip times is missing: the answer was cut off');
    const [rttMinMs, rttAvgMs, rttMaxMs] = found
      ? [Number(found[1]), Number(found[2]), Number(found[3])]
      : [null, null, null];
    const record: PingRecord = {
      vrf: args.vrf ?? null,
      source,
      destination,
      sent,
      received,
      lossPercent,
      rttMinMs,
      rttAvgMs,
      rttMaxMs,
    };
    if (!isPlausible(record)) return notUnderstood(output);
    // One question is one ping: what stands below is another one's.
    const isOfPing = (below: string) => dialect.heading.test(below) || dialect.statistics.test(below);
    const others = text.lines.slice(index + 1).filter((below) => !isTooLong(below) && isOfPing(below.trim()));
    return settle({ records: [record], unparsed: [...unparsed, ...others] });
  }
  const words = refusal(output, refused) ?? refusal(output, refusedByPing);
  if (words !== null) return rejected(words);
  if (destination !== null) return incomplete([], 'there are no statistics at the end: the ping was cut off');
  return output.trim() === '' ? incomplete([], 'the device printed nothing') : notUnderstood(output);
}

/** A link-local address may have the name of its interface behind it. */
function addressIn(text: string): string | null {
  const zone = text.indexOf('%');
  return zone > 0 && /^%[\w./:-]{1,40}$/.test(text.slice(zone)) && isIPv6(text.slice(0, zone))
    ? text
    : canonicalIp(text);
}

function isPlausible({ sent, received, lossPercent, rttMinMs, rttAvgMs, rttMaxMs }: PingRecord): boolean {
  // More than were sent tell no loss.
  if (lossPercent < 0 || lossPercent > 100 || (received === 0 && sent > 0) !== (lossPercent === 100)) return false;
  if (received <= sent && Math.abs(lossPercent - (100 * (sent - received)) / Math.max(1, sent)) >= 1) return false;
  return rttMinMs === null || (rttMinMs <= (rttAvgMs ?? 0) && (rttAvgMs ?? 0) <= (rttMaxMs ?? 0));
}
