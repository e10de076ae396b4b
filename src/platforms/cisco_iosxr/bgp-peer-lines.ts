import type { BgpPeerRecord } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { bgpState } from '../bgp-words.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { ciscoNotification } from '../cisco-notification.ts';
import { uptimeSeconds } from '../durations.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf, countOf } from '../values.ts';

type FamilyPart = Pick<
  BgpPeerRecord,
  'addressFamily' | 'prefixesReceived' | 'prefixesAccepted' | 'maxPrefixes' | 'importPolicy' | 'exportPolicy'
>;

export interface PeerBlock {
  base: BgpPeerRecord;
  families: FamilyPart[];
  stated: boolean;
  /** The last reset was printed: nothing that is read follows. */
  whole: boolean;
}

/** `BGP neighbor is 192.0.2.1` and `BGP neighbor is 192.0.2.1, vrf RED`; null for another form. */
export function openPeer(line: string, vrf: string | null): PeerBlock | null {
  const match = /^BGP neighbor is ([0-9A-Fa-f.:]{2,45})(?:, +vrf (\S{1,64}))?$/.exec(line);
  const peer = canonicalIp(match?.[1] ?? '');
  if (!match || peer === null) return null;
  const base = blankPeer({
    vrf: match[2] ?? vrf,
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer,
    remoteAs: null,
    state: 'idle',
    adminDown: false,
    reason: null,
    stateSeconds: null,
    upSeconds: null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  });
  return { base, families: [], stated: false, whole: false };
}

/** False for a line that is known by its first words and whose figures are in another form: nothing of it is taken. */
export function readPeerLine(block: PeerBlock, line: string): boolean {
  const family = block.families.at(-1);
  if (family && (line.includes('accepted prefixes') || (family.prefixesAccepted === null && /^\d+$/.test(line))))
    return accepted(family, line);
  const known = lines.find(({ label }) => line.startsWith(label));
  return known === undefined || known.read(block, line.slice(known.label.length));
}

interface KnownLine {
  label: string;
  /** Takes what stands behind the label; false when it has another form. */
  read: (block: PeerBlock, rest: string) => boolean;
}

const lines: readonly KnownLine[] = [
  {
    label: 'BGP state',
    read: (block, rest) => {
      const isRead = state(block.base, rest.replace(/^ = /, ''));
      block.stated ||= isRead;
      return isRead;
    },
  },
  { label: 'For Address Family:', read: openFamily },
  { label: 'Remote AS', read: ({ base }, rest) => systems(base, rest) },
  {
    label: 'Description:',
    read: ({ base }, rest) => {
      base.description ??= rest.trim() || null;
      return true;
    },
  },
  {
    label: 'Administratively shut',
    read: ({ base }) => {
      base.adminDown = true;
      return true;
    },
  },
  { label: 'Hold time is', read: ({ base }, rest) => timers(base, rest) },
  {
    label: 'Received',
    read: ({ base, families }, rest) => {
      if (families.length > 0) return true;
      base.messagesIn = messages(rest);
      return base.messagesIn !== null;
    },
  },
  {
    label: 'Sent',
    read: ({ base, families }, rest) => {
      if (families.length > 0) return true;
      base.messagesOut = messages(rest);
      return base.messagesOut !== null;
    },
  },
  {
    label: 'Total:',
    read: ({ base }, rest) => {
      const match = /^ +(\d{1,15}) +(\d{1,15})$/.exec(rest);
      if (match) [base.messagesOut, base.messagesIn] = [Number(match[1]), Number(match[2])];
      return match !== null;
    },
  },
  {
    label: 'BFD enabled',
    read: ({ base }, rest) => {
      base.bfd = /^ \((?:session )?([^()]{1,80})\)/.exec(rest)?.[1] ?? 'enabled';
      return true;
    },
  },
  {
    label: 'Connections established',
    read: ({ base }, rest) => {
      const dropped = /^ \d{1,10}; dropped (\d{1,10})$/.exec(rest)?.[1];
      if (dropped !== undefined) base.flaps = Number(dropped);
      return dropped !== undefined;
    },
  },
  {
    label: 'Local host:',
    read: ({ base }, rest) => {
      base.localAddress = canonicalIp(/^ ([0-9A-Fa-f.:]{2,45})(?=$|,)/.exec(rest)?.[1] ?? '');
      return base.localAddress !== null;
    },
  },
  {
    label: 'Last reset',
    read: (block, rest) => {
      block.whole = true;
      return lastReset(block.base, rest);
    },
  },
  {
    label: 'Maximum prefixes allowed',
    read: ({ families }, rest) => {
      const most = /^ (\d{1,10})(?!\S)/.exec(rest)?.[1];
      const part = families.at(-1);
      if (part && most !== undefined) part.maxPrefixes = Number(most);
      return most !== undefined;
    },
  },
  { label: 'Policy for', read: ({ families }, rest) => policy(families.at(-1), rest) },
];

/** A family that is not known is handed back: the figures below its heading are those of no family that we have. */
function openFamily({ families }: PeerBlock, rest: string): boolean {
  const addressFamily = rest.startsWith(' ') ? ciscoBgpFamily(rest) : null;
  // A peer has each family once.
  const isAnother = families.every((family) => family.addressFamily !== addressFamily);
  families.push({
    addressFamily,
    prefixesReceived: null,
    prefixesAccepted: null,
    maxPrefixes: null,
    importPolicy: null,
    exportPolicy: null,
  });
  return addressFamily !== null && isAnother;
}

/** `Established, up for 1w1d`, `Idle (Admin)`, `Idle (No route to multi-hop neighbor)`, `OpenSent`. */
function state(base: BgpPeerRecord, text: string): boolean {
  const match = /^([A-Za-z]{4,12})(?: ?\(([^()]{1,80})\))?(?:, (?:up|down) for (\S{1,16}))?$/.exec(text);
  const words = bgpState(match?.[1] ?? '');
  if (!match || !words) return false;
  const seconds = uptimeSeconds(match[3] ?? '');
  if (seconds === null && match[3] !== undefined) return false;
  base.state = words.state;
  base.reason = match[2] ?? base.reason;
  base.adminDown ||= /\badmin|shut ?down/i.test(match[2] ?? '');
  base.stateSeconds = seconds;
  base.upSeconds = words.state === 'established' ? seconds : null;
  return true;
}

function systems(base: BgpPeerRecord, rest: string): boolean {
  const match = /^ ([\d.]{1,12}), local AS ([\d.]{1,12})(?=,|$| [a-z])/.exec(rest);
  const [remoteAs, localAs] = [asNumberOf(match?.[1]), asNumberOf(match?.[2])];
  if (remoteAs === null || localAs === null) return false;
  [base.remoteAs, base.localAs] = [remoteAs, localAs];
  return true;
}

function timers(base: BgpPeerRecord, rest: string): boolean {
  const match = /^ (\d{1,5}), keepalive interval is (\d{1,5}) seconds(?!\S)/.exec(rest);
  if (match) [base.holdSeconds, base.keepaliveSeconds] = [Number(match[1]), Number(match[2])];
  return match !== null;
}

function messages(rest: string): number | null {
  return countOf(/^ (\d{1,15}) messages(?=,|$)/.exec(rest)?.[1]);
}

/** The summary counts what the inbound policy let through, and this is the same figure. */
function accepted(part: FamilyPart, line: string): boolean {
  const count = /^(\d{1,10}) accepted prefixes, \d{1,10} are bestpaths(?!\S)/.exec(line)?.[1];
  if (count === undefined) return false;
  part.prefixesAccepted = Number(count);
  part.prefixesReceived = part.prefixesAccepted;
  return true;
}

function policy(part: FamilyPart | undefined, rest: string): boolean {
  // Other policies have other words here.
  if (!/^ ?(?:incoming|outgoing)/.test(rest)) return true;
  const match = /^ (incoming|outgoing) advertisements is (\S.{0,199})$/.exec(rest);
  if (part && match?.[1] === 'incoming') part.importPolicy = match[2] ?? null;
  else if (part && match) part.exportPolicy = match[2] ?? null;
  return match !== null;
}

/** ` 00:00:00` (never), ` 1w1d, due to BGP Notification sent: hold time expired`, `…, due to None`; false for another form. */
function lastReset(base: BgpPeerRecord, rest: string): boolean {
  const match = /^ (\S{1,16}?)(?:, due to (\S.{0,200}))?$/.exec(rest);
  const seconds = uptimeSeconds(match?.[1] ?? '');
  const reason = match?.[2]?.trim() ?? null;
  if (seconds === null) return false;
  if (seconds === 0 && reason === null) return true;
  base.lastResetSeconds = seconds;
  if (reason === null || reason === 'None') return true;
  base.lastResetReason = reason;
  const direction = /\bnotification (sent|received)\b/i.exec(reason)?.[1]?.toLowerCase();
  if (direction === undefined) return true;
  base.lastNotificationDirection = direction === 'sent' ? 'sent' : 'received';
  const { code, subcode } = ciscoNotification(reason);
  [base.lastErrorCode, base.lastErrorSubcode] = [code, subcode];
  return true;
}
