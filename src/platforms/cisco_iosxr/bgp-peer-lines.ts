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
export function openPeer(line: string, vrf: string): PeerBlock | null {
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

export function readPeerLine(block: PeerBlock, line: string): void {
  const { base, families } = block;
  if (line.startsWith('BGP state = ')) block.stated = state(base, line.slice(12)) || block.stated;
  else if (line.startsWith('For Address Family: '))
    families.push({
      addressFamily: ciscoBgpFamily(line.slice(20)),
      prefixesReceived: null,
      prefixesAccepted: null,
      maxPrefixes: null,
      importPolicy: null,
      exportPolicy: null,
    });
  else if (!ofFamily(families.at(-1), line)) ofSession(block, line);
}

/** `Established, up for 1w1d`, `Idle (Admin)`, `Idle (No route to multi-hop neighbor)`, `OpenSent`. */
function state(base: BgpPeerRecord, text: string): boolean {
  const match = /^([A-Za-z]{4,12})(?: ?\(([^()]{1,80})\))?(?:, (?:up|down) for (\S{1,16}))?$/.exec(text);
  const words = bgpState(match?.[1] ?? '');
  if (!match || !words) return false;
  const seconds = uptimeSeconds(match[3] ?? '');
  base.state = words.state;
  base.reason = match[2] ?? base.reason;
  base.adminDown ||= /\badmin|shut ?down/i.test(match[2] ?? '');
  base.stateSeconds = seconds;
  base.upSeconds = words.state === 'established' ? seconds : null;
  return true;
}

function ofFamily(part: FamilyPart | undefined, line: string): boolean {
  if (!part) return false;
  const accepted = /^(\d{1,10}) accepted prefixes, \d{1,10} are bestpaths$/.exec(line);
  const most = /^Maximum prefixes allowed (\d{1,10})$/.exec(line);
  const policy = /^Policy for (incoming|outgoing) advertisements is (\S{1,200})$/.exec(line);
  if (accepted) {
    part.prefixesAccepted = Number(accepted[1]);
    // The summary counts what the inbound policy let through, and this is the same figure.
    part.prefixesReceived = part.prefixesAccepted;
  } else if (most) part.maxPrefixes = Number(most[1]);
  else if (policy?.[1] === 'incoming') part.importPolicy = policy[2] ?? null;
  else if (policy) part.exportPolicy = policy[2] ?? null;
  return Boolean(accepted || most || policy);
}

function ofSession(block: PeerBlock, line: string): void {
  const { base } = block;
  const [word = ''] = line.split(' ', 1);
  switch (word) {
    case 'Remote': {
      const match = /^Remote AS ([\d.]{1,12}), local AS ([\d.]{1,12})(?:,|$)/.exec(line);
      if (match) [base.remoteAs, base.localAs] = [asNumberOf(match[1]), asNumberOf(match[2])];
      break;
    }
    case 'Description:':
      base.description ??= line.slice(12).trim() || null;
      break;
    case 'Administratively':
      base.adminDown ||= /^Administratively shut ?down/i.test(line);
      break;
    case 'Hold': {
      const match = /^Hold time is (\d{1,5}), keepalive interval is (\d{1,5}) seconds$/.exec(line);
      if (match) [base.holdSeconds, base.keepaliveSeconds] = [Number(match[1]), Number(match[2])];
      break;
    }
    case 'Received':
      base.messagesIn ??= countOf(/^Received (\d{1,15}) messages,/.exec(line)?.[1]);
      break;
    case 'Sent':
      base.messagesOut ??= countOf(/^Sent (\d{1,15}) messages,/.exec(line)?.[1]);
      break;
    case 'Total:': {
      const match = /^Total: +(\d{1,15}) +(\d{1,15})$/.exec(line);
      if (match) [base.messagesOut, base.messagesIn] = [Number(match[1]), Number(match[2])];
      break;
    }
    case 'BFD': {
      const match = /^BFD enabled(?: \((?:session )?([^()]{1,80})\))?/.exec(line);
      if (match) base.bfd = match[1] ?? 'enabled';
      break;
    }
    case 'Connections': {
      const dropped = /^Connections established \d{1,10}; dropped (\d{1,10})$/.exec(line);
      if (dropped) base.flaps = Number(dropped[1]);
      break;
    }
    case 'Local':
      base.localAddress = canonicalIp(/^Local host: ([0-9A-Fa-f.:]{2,45}),/.exec(line)?.[1] ?? '') ?? base.localAddress;
      break;
    case 'Last':
      if (line.startsWith('Last reset ')) {
        lastReset(base, line.slice(11));
        block.whole = true;
      }
      break;
    default:
  }
}

/** `00:00:00` (never), `1w1d, due to BGP Notification sent: hold time expired`, `…, due to None`. */
function lastReset(base: BgpPeerRecord, text: string): void {
  const match = /^(\S{1,16}?)(?:, due to (.{1,200}))?$/.exec(text);
  const seconds = uptimeSeconds(match?.[1] ?? '');
  const reason = match?.[2]?.trim() ?? null;
  if (!match || (seconds === 0 && reason === null)) return;
  base.lastResetSeconds = seconds;
  if (reason === null || reason === 'None') return;
  base.lastResetReason = reason;
  const direction = /\bnotification (sent|received)\b/i.exec(reason)?.[1]?.toLowerCase();
  if (direction === undefined) return;
  base.lastNotificationDirection = direction === 'sent' ? 'sent' : 'received';
  const { code, subcode } = ciscoNotification(reason);
  [base.lastErrorCode, base.lastErrorSubcode] = [code, subcode];
}
