import type { BgpPeerRecord, DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { bgpState } from '../bgp-words.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { ciscoNotification } from '../cisco-notification.ts';
import { uptimeSeconds } from '../durations.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf } from '../values.ts';
import { vrfOfFamily } from './bgp-families.ts';

type FamilyPart = Pick<
  BgpPeerRecord,
  'addressFamily' | 'prefixesReceived' | 'prefixesSent' | 'maxPrefixes' | 'importPolicy' | 'exportPolicy'
>;

export interface PeerBlock {
  base: BgpPeerRecord;
  families: FamilyPart[];
  stated: boolean;
  /** The end of the connection was printed: nothing that is read follows. */
  whole: boolean;
}

/** `BGP neighbor is 192.0.2.1,  vrf RED,  remote AS 64500, local AS 64501 no-prepend, external link`. */
export function openPeer(line: string, family: string | null, args: DiagnosticArguments): PeerBlock | null {
  // NX-OS begins its blocks with the same words, but names the link otherwise; EOS and FRR have one blank and no family above.
  if (family === null && !/^BGP neighbor is [^ ,]{2,46}, {2}/.test(line)) return null;
  const match =
    /^(?!.{1,200}, +[ei]bgp link,)BGP neighbor is \*?([0-9A-Fa-f.:]{2,45}), +(?:vrf (\S{1,64}), +)?remote AS ([\d.]{1,12}),(?: +local AS ([\d.]{1,12})[^,]{0,60},)?/.exec(
      line,
    );
  const peer = canonicalIp(match?.[1] ?? '');
  const remoteAs = asNumberOf(match?.[3]);
  if (!match || peer === null || remoteAs === null) return null;
  const base = blankPeer({
    vrf: match[2] ?? vrfOfFamily(family, args.vrf),
    addressFamily: family,
    localAs: asNumberOf(match[4]),
    routerId: null,
    peer,
    remoteAs,
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
  const { base } = block;
  const stated = /^BGP state = ([A-Za-z]{4,12}(?: \(\w{1,20}\))?)(?:, (?:up|down) for (\S{1,16}))?/.exec(line);
  if (stated) {
    const words = bgpState(stated[1] ?? '');
    if (!words) return;
    const seconds = uptimeSeconds(stated[2] ?? '');
    Object.assign(base, words, {
      adminDown: words.adminDown || base.adminDown,
      stateSeconds: seconds,
      upSeconds: words.state === 'established' ? seconds : null,
    });
    block.stated = true;
  } else if (line.startsWith('For address family: ')) {
    const addressFamily = ciscoBgpFamily(line.slice(20));
    const blank = {
      prefixesReceived: null,
      prefixesSent: null,
      maxPrefixes: null,
      importPolicy: null,
      exportPolicy: null,
    };
    block.families.push({ addressFamily, ...blank });
    if (base.vrf === null && addressFamily !== null) base.vrf = vrfOfFamily(addressFamily, undefined);
  } else if (line.startsWith('Foreign host: ') || line.startsWith('No active TCP connection')) block.whole = true;
  else if (!ofFamily(block, line)) ofSession(base, line);
}

function ofFamily({ families }: PeerBlock, line: string): boolean {
  const part = families.at(-1);
  if (!part) return false;
  const current = /^Prefixes Current: +(\d{1,10}|n\/a) +(\d{1,10}|n\/a)(?: |$)/.exec(line);
  const most = /^Maximum prefixes allowed (\d{1,10})(?! *[^ (])/.exec(line);
  const map = /^Route map for (incoming|outgoing) advertisements is (\S{1,80})$/.exec(line);
  if (current) {
    part.prefixesSent = current[1] === 'n/a' ? null : Number(current[1]);
    part.prefixesReceived = current[2] === 'n/a' ? null : Number(current[2]);
  } else if (most) part.maxPrefixes = Number(most[1]);
  else if (map?.[1] === 'incoming') part.importPolicy = map[2] ?? null;
  else if (map) part.exportPolicy = map[2] ?? null;
  return Boolean(current || most || map);
}

function ofSession(base: BgpPeerRecord, line: string): void {
  const [word = ''] = line.split(' ', 1);
  switch (word) {
    case 'Description:':
      base.description ??= line.slice(12).trim() || null;
      break;
    case 'Administratively':
      base.adminDown = /^Administratively shut down/.test(line) || base.adminDown;
      break;
    case 'Last':
      if (line.startsWith('Last reset ')) lastReset(base, line.slice(11));
      else timers(base, line);
      break;
    case 'Configured':
    case 'Hold':
      timers(base, line);
      break;
    case 'Total:': {
      const counts = /^Total: +(\d{1,15}) +(\d{1,15})$/.exec(line);
      // The first total is the one of the messages; others count policies.
      if (counts && base.messagesOut === null)
        [base.messagesOut, base.messagesIn] = [Number(counts[1]), Number(counts[2])];
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
    case 'Using':
    case 'BFD':
      if (/^Using BFD to detect fast fallover|^BFD is enabled/.test(line)) base.bfd = 'enabled';
      break;
    default:
  }
}

function timers(base: BgpPeerRecord, line: string): void {
  const hold = /\bhold time is (\d{1,5})(?:,| |$)/i.exec(line)?.[1];
  const keepalive = /\bkeepalive interval is (\d{1,5}) seconds/i.exec(line)?.[1];
  if (line.startsWith('Configured') && base.holdSeconds !== null) return;
  if (hold !== undefined) base.holdSeconds = Number(hold);
  if (keepalive !== undefined) base.keepaliveSeconds = Number(keepalive);
}

/** `never`, or `00:01:02, due to BGP Notification sent, hold time expired`. */
function lastReset(base: BgpPeerRecord, text: string): void {
  const match = /^(\S{1,16}?)(?:, due to (.{1,200}))?$/.exec(text);
  if (!match || match[1] === 'never') return;
  base.lastResetSeconds = uptimeSeconds(match[1] ?? '');
  const reason = match[2]?.trim() ?? null;
  base.lastResetReason = reason;
  const direction = /^BGP Notification (sent|received)/.exec(reason ?? '')?.[1];
  if (reason === null || direction === undefined) return;
  base.lastNotificationDirection = direction === 'sent' ? 'sent' : 'received';
  const { code, subcode } = ciscoNotification(reason);
  [base.lastErrorCode, base.lastErrorSubcode] = [code, subcode];
}
