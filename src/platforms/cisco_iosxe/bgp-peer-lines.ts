import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { ciscoNotification } from '../cisco-notification.ts';
import { opensDamaged } from '../damaged-label.ts';
import { uptimeSeconds } from '../durations.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf } from '../values.ts';
import { familyOfLine, vrfOfFamily } from './bgp-families.ts';
import { bgpPeerAddress } from './bgp-peer-address.ts';
import { iosBgpState } from './bgp-state.ts';

type FamilyPart = Pick<
  BgpPeerRecord,
  'addressFamily' | 'prefixesReceived' | 'prefixesSent' | 'maxPrefixes' | 'importPolicy' | 'exportPolicy'
>;

export interface PeerBlock {
  base: BgpPeerRecord;
  families: FamilyPart[];
  /** The family whose lines are read; null above the first one, and below a heading that was not understood. */
  part: FamilyPart | null;
  /** The total of the messages was printed: further ones count policies. */
  counted: boolean;
  stated: boolean;
  /** The end of the connection was printed: nothing that is read follows. */
  whole: boolean;
}

/** `BGP neighbor is 192.0.2.1,  vrf RED,  remote AS 64500, local AS 64501 no-prepend, external link`. */
export function openPeer(line: string, family: string | null, args: DiagnosticArguments): PeerBlock | null {
  // NX-OS begins its blocks with the same words, but names the link otherwise; EOS and FRR have one blank and no family above.
  if (family === null && !/^BGP neighbor is [^ ,]{2,87}, {2}/.test(line)) return null;
  const match =
    /^(?!.{1,200}, +[ei]bgp link,)BGP neighbor is \*?([0-9A-Fa-f.:]{2,45}(?:%[\w/.:-]{2,40})?), +(?:vrf (\S{1,64}), +)?remote AS ([\d.]{1,12}),(?: +local AS ([\d.]{1,12})(?: [a-z-]{2,20}){0,3},)? +[\w-]{1,30} link$/.exec(
      line,
    );
  const peer = bgpPeerAddress(match?.[1] ?? '');
  const remoteAs = asNumberOf(match?.[3]);
  const localAs = asNumberOf(match?.[4]);
  if (!match || peer === null || remoteAs === null || (localAs === null && match[4] !== undefined)) return null;
  const base = blankPeer({
    vrf: match[2] ?? vrfOfFamily(family, args.vrf),
    addressFamily: family,
    localAs,
    peer,
    remoteAs,
  });
  return { base, families: [], part: null, counted: false, stated: false, whole: false };
}

/** False when the line is one of those that are read, in a form that is not known. */
export function readPeerLine(block: PeerBlock, line: string): boolean {
  if (line.startsWith('BGP state')) return state(block, line);
  if (line.startsWith(familyLabel)) return openFamily(block, line);
  if (line.startsWith('Foreign host:') || line.startsWith('No active TCP connection')) block.whole = true;
  // The totals below are those of prefixes.
  if (/^(?:Prefix activity|Prefixes Current|Local Policy Denied Prefixes):/.test(line)) block.counted = true;
  return (block.part && ofFamily(block.part, line, block.counted)) ?? ofSession(block, line);
}

const familyLabel = 'For address family:';

function state(block: PeerBlock, line: string): boolean {
  const { base } = block;
  const match =
    /^BGP state = ([A-Za-z]{4,12}(?: \(\w{1,20}\))?)(?:, table version = \d{1,10})?(?:, (?:up|down) for (\S{1,16}))?$/.exec(
      line,
    );
  const words = iosBgpState(match?.[1] ?? '');
  const seconds = uptimeSeconds(match?.[2] ?? '');
  if (!words || (seconds === null && match?.[2] !== undefined && match[2] !== 'never')) return false;
  Object.assign(base, words, {
    adminDown: words.adminDown || base.adminDown,
    stateSeconds: seconds,
    upSeconds: words.state === 'established' ? seconds : null,
  });
  block.stated = true;
  return true;
}

function openFamily(block: PeerBlock, line: string): boolean {
  const { base } = block;
  const addressFamily = familyOfLine(line);
  block.part = null;
  if (addressFamily === null) return false;
  const blank = {
    prefixesReceived: null,
    prefixesSent: null,
    maxPrefixes: null,
    importPolicy: null,
    exportPolicy: null,
  };
  block.part = { addressFamily, ...blank };
  block.families.push(block.part);
  if (base.vrf === null) base.vrf = vrfOfFamily(addressFamily, undefined);
  return true;
}

/** Null when the line is none of those of a family. `counted`: the release prints tables of messages and of prefixes. */
function ofFamily(part: FamilyPart, line: string, counted: boolean): boolean | null {
  if (line.startsWith('Prefixes Current:')) {
    const match = /^Prefixes Current: +(\d{1,10}|n\/a) +(\d{1,10}|n\/a)(?: |$)/.exec(line);
    if (!match) return false;
    part.prefixesSent = match[1] === 'n/a' ? null : Number(match[1]);
    part.prefixesReceived = match[2] === 'n/a' ? null : Number(match[2]);
    return true;
  }
  if (!counted && /\d accepted \w+ |\bprefixes consume\b|\bconsume \d|^\d+$/.test(line)) {
    const accepted = /^(\d{1,10}) accepted prefixes consume \d{1,12} bytes$/.exec(line)?.[1];
    if (accepted !== undefined) part.prefixesReceived = Number(accepted);
    return accepted !== undefined;
  }
  if (line.startsWith('Maximum prefixes allowed')) {
    const most = /^Maximum prefixes allowed (\d{1,10})(?: +\(|$)/.exec(line)?.[1];
    if (most !== undefined) part.maxPrefixes = Number(most);
    return most !== undefined;
  }
  if (!line.startsWith('Route map for ')) return null;
  const map = /^Route map for (incoming|outgoing) advertisements is (\S{1,80})(?: |$)/.exec(line);
  if (map?.[1] === 'incoming') part.importPolicy = map[2] ?? null;
  else if (map) part.exportPolicy = map[2] ?? null;
  return map !== null;
}

/** Words of lines that are read, behind a label that is none of theirs. */
const bent =
  /, due to |\bhold time is \d|, keepalive interval is \d|, Local port: \d|^Connections |\d; dropped \d|^Route map for |^Maximum \w+ \w+ \d{1,10}(?: \(|$)|^\w+ prefixes allowed \d|, \d{1,10} notifications, |^\w+ \d{1,15} messages, | advertisements is \S+$|^\w+ Current: |^Prefixes \w+: .*\(Consumes /;

const labels = new Set(['Description', 'Total', 'Prefixes Current']);

function isBent(line: string): boolean {
  return bent.test(line) || opensDamaged(line, labels);
}

function ofSession(block: PeerBlock, line: string): boolean {
  const { base } = block;
  const [word = ''] = line.split(' ', 1);
  switch (word) {
    case 'Description:':
      base.description ??= line.slice(12).trim() || null;
      return true;
    case 'Administratively':
      base.adminDown ||= line.startsWith('Administratively shut down');
      return base.adminDown;
    case 'Last':
      if (line.startsWith('Last reset')) return lastReset(base, line);
      return line.startsWith('Last read') ? timers(base, line) : !isBent(line);
    case 'Configured':
      return line.startsWith('Configured hold time') ? timers(base, line) : !isBent(line);
    case 'Hold':
      return timers(base, line);
    case 'Using':
    case 'BFD':
      if (/^(?:BFD is configured\. .{1,60}\. )?Using BFD to detect fast fallover|^BFD is enabled/.test(line))
        base.bfd = 'enabled';
      return true;
    default:
  }
  if (line.endsWith(' shut down')) return false;
  if (line.startsWith('Total:')) return messages(block, line);
  if (/^(?:Received|Sent)(?! *Rcvd)/.test(line) && /messages|^\w+ ?\d*$/.test(line)) return olderMessages(base, line);
  if (line.startsWith('Connections established')) {
    const dropped = /^Connections established \d{1,10}; dropped (\d{1,10})$/.exec(line)?.[1];
    if (dropped !== undefined) base.flaps = Number(dropped);
    return dropped !== undefined;
  }
  if (!line.startsWith('Local host:')) return !isBent(line);
  base.localAddress = canonicalIp(/^Local host: ([0-9A-Fa-f.:]{2,45})(?:%[\w/.:-]{2,40})?,/.exec(line)?.[1] ?? '');
  return base.localAddress !== null;
}

/** `Received 14 messages, 0 notifications, 0 in queue` and `Sent 12 messages, …`: releases without a table of messages. */
function olderMessages(base: BgpPeerRecord, line: string): boolean {
  const [, way, count] =
    /^(Received|Sent) (\d{1,15}) messages, \d{1,10} notifications, \d{1,10} in queue$/.exec(line) ?? [];
  if (way === 'Received') base.messagesIn = Number(count);
  else if (way === 'Sent') base.messagesOut = Number(count);
  return way !== undefined;
}

function messages(block: PeerBlock, line: string): boolean {
  if (block.counted) return true;
  block.counted = true;
  const counts = /^Total: +(\d{1,15}) +(\d{1,15})$/.exec(line);
  if (counts) [block.base.messagesOut, block.base.messagesIn] = [Number(counts[1]), Number(counts[2])];
  return counts !== null;
}

/** `Last read 00:00:24, last write 00:00:22, hold time is 90, keepalive interval is 30 seconds`, `Configured hold time is 15, keepalive interval is 5 seconds`. */
function timers(base: BgpPeerRecord, line: string): boolean {
  const match = /\bhold time is (\d{1,5}), keepalive interval is (\d{1,5}) seconds/i.exec(line);
  if (match && !(line.startsWith('Configured') && base.holdSeconds !== null))
    [base.holdSeconds, base.keepaliveSeconds] = [Number(match[1]), Number(match[2])];
  return match !== null;
}

/** `Last reset never`, or `Last reset 00:01:02, due to BGP Notification sent, hold time expired`. */
function lastReset(base: BgpPeerRecord, line: string): boolean {
  const [, printed = '', said] = /^Last reset ([\w:]{1,16})(?:, due to (.{1,200}))?$/.exec(line) ?? [];
  if (printed === 'never') return true;
  base.lastResetSeconds = uptimeSeconds(printed);
  if (base.lastResetSeconds === null) return false;
  const reason = said?.trim() ?? null;
  base.lastResetReason = reason;
  const direction = /^BGP Notification (sent|received)/.exec(reason ?? '')?.[1];
  if (reason === null) return true;
  // Only of a notification is said who sent it.
  if (direction === undefined)
    return !/^BGP (?:Notification\b|\w+ (?:sent|received)\b)|^\w+ Notification (?:sent|received)\b/.test(reason);
  base.lastNotificationDirection = direction === 'sent' ? 'sent' : 'received';
  const { code, subcode } = ciscoNotification(reason);
  [base.lastErrorCode, base.lastErrorSubcode] = [code, subcode];
  return true;
}
