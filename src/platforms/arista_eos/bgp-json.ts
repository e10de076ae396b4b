import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord, BgpSummaryRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { bgpState, familyOfKey } from '../bgp-words.ts';
import type { Rows } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import { ageOfEpoch, amountOf, asNumberOf, countOf, textOf } from '../values.ts';
import { lastNotification } from './bgp-notification.ts';
import { type EosVrf, eosVrfs, objectOf } from './json-answer.ts';

/**
 * `show bgp summary vrf all | json`, and the older `show ip bgp summary vrf all | json`, which has one address family
 * and does not name it.
 */
export function eosBgpSummary(documents: Json[], nowMs: number | null): Rows<BgpSummaryRecord> | null {
  return eosVrfs(documents, (vrf, rows) => {
    const { peers } = vrf.body;
    if (!isJsonObject(peers)) return false;
    for (const [address, peer] of Object.entries(peers)) {
      const records = isJsonObject(peer) ? summaryPeer(vrf, address, peer, nowMs) : null;
      if (records) append(rows.records, records);
      else rows.unparsed.push(`peer ${address} in VRF ${vrf.name}`);
    }
    return true;
  });
}

/** `show bgp neighbors P vrf all | json`: an empty `peerList` says that there is no such peer. */
export function eosBgpNeighbors(documents: Json[], nowMs: number | null): Rows<BgpPeerRecord> | null {
  return eosVrfs(documents, (vrf, rows) => {
    const { peerList } = vrf.body;
    if (!Array.isArray(peerList)) return false;
    for (const peer of peerList) {
      const records = isJsonObject(peer) ? neighbor(vrf, peer, nowMs) : null;
      if (records) append(rows.records, records);
      else rows.unparsed.push(`peer ${isJsonObject(peer) ? textOf(peer['peerAddress']) : '?'} in VRF ${vrf.name}`);
    }
    return true;
  });
}

function summaryPeer(vrf: EosVrf, address: string, peer: JsonObject, nowMs: number | null): BgpSummaryRecord[] | null {
  const words = stateOf(textOf(peer['peerState']), textOf(peer['peerStateIdleReason']));
  if (!words) return null;
  const age = ageOfEpoch(instantOf(peer['upDownTime']), nowMs);
  const base: BgpSummaryRecord = {
    vrf: vrf.name,
    addressFamily: null,
    localAs: asNumberOf(vrf.body['asn']),
    routerId: canonicalIp(textOf(vrf.body['routerId']) ?? ''),
    peer: address,
    remoteAs: asNumberOf(peer['peerAsn'] ?? peer['asn']),
    ...words,
    stateSeconds: age,
    upSeconds: words.state === 'established' ? age : null,
    prefixesReceived: countOf(peer['prefixReceived']),
    prefixesAccepted: countOf(peer['prefixAccepted']),
    prefixesSent: countOf(peer['prefixAdvertised'] ?? peer['prefixSent']),
    description: textOf(peer['description']),
  };
  const families = Object.entries(peer).flatMap(([key, value]) => {
    const family = familyOfKey(key);
    const isCounted = isJsonObject(value) && (family !== null || value['nlrisReceived'] !== undefined);
    return isCounted ? [{ family, counts: value }] : [];
  });
  // Prefixes are counted in a family that nobody knows.
  if (families.some(({ family }) => family === null)) return null;
  if (families.length === 0) return [base];
  return families.map(({ family, counts }) => ({
    ...base,
    addressFamily: family,
    prefixesReceived: countOf(counts['nlrisReceived']),
    prefixesAccepted: countOf(counts['nlrisAccepted']),
    prefixesSent: countOf(counts['nlrisAdvertised']),
  }));
}

function neighbor(vrf: EosVrf, peer: JsonObject, nowMs: number | null): BgpPeerRecord[] | null {
  const address = textOf(peer['peerAddress']);
  const hint = textOf(peer['idleReason']) ?? textOf(peer['establishFailHint']);
  const words = stateOf(textOf(peer['state']), hint);
  if (canonicalIp(address?.split('%')[0] ?? '') === null || address === null || !words) return null;
  const established = words.state === 'established';
  const age = ageOfPeer(peer['updownTime'] ?? (established ? peer['establishedTime'] : undefined), nowMs);
  const base = blankPeer({
    vrf: textOf(peer['vrf']) ?? vrf.name,
    addressFamily: null,
    localAs: asNumberOf(peer['localAsn']),
    routerId: canonicalIp(textOf(peer['localRouterId']) ?? ''),
    peer: address,
    remoteAs: asNumberOf(peer['asn']),
    ...words,
    stateSeconds: age,
    upSeconds: established ? age : null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: textOf(peer['description']),
  });
  const transitions = countOf(peer['establishedTransitions']);
  const session: BgpPeerRecord = {
    ...base,
    ...lastNotification(peer),
    lastResetReason: established ? null : (textOf(peer['lastEvent']) ?? null),
    holdSeconds: countOf(peer['holdTime']),
    keepaliveSeconds: countOf(peer['keepaliveTime']),
    messagesIn: countOf(peer['receivedMessages']),
    messagesOut: countOf(peer['sentMessages']),
    // A session that is up came up once more than it went down.
    flaps: transitions === null ? null : Math.max(0, established ? transitions - 1 : transitions),
    maxPrefixes: limitOf(peer['maxTotalRoutes']),
    localAddress: canonicalIp(textOf(objectOf(peer['peerTcpInfo'])['localIp'] ?? peer['updateSource']) ?? ''),
    importPolicy:
      textOf(objectOf(peer['routeMapInfo'])['routeMapInboundIpv4Unicast']) ?? textOf(peer['routeMapInbound']),
    exportPolicy:
      textOf(objectOf(peer['routeMapInfo'])['routeMapOutboundIpv4Unicast']) ?? textOf(peer['routeMapOutbound']),
    bfd: textOf(objectOf(peer['bfd'])['state']) ?? textOf(peer['bfdState']) ?? bfdWord(peer['bfdState']),
  };
  const counts = counted.map(({ family, sent, received }) => ({
    family,
    both: [peer[sent] ?? 0, peer[received] ?? 0],
  }));
  // A count that cannot be read may be any, and only zeros say that a family is not in use.
  if (counts.some(({ both }) => both.some((count) => countOf(count) === null))) return null;
  const families = counts.filter(({ both }) => both.some((count) => countOf(count) !== 0));
  if (families.length === 0) return [session];
  const unnamed = { importPolicy: textOf(peer['routeMapInbound']), exportPolicy: textOf(peer['routeMapOutbound']) };
  return families.map(({ family, both: [sent, received] }) => ({
    ...session,
    // The route maps that are named are those of one family.
    ...(family === 'ipv4-unicast' ? {} : unnamed),
    addressFamily: family,
    prefixesReceived: countOf(received),
    prefixesSent: countOf(sent),
  }));
}

/** Under which keys the prefixes of a family are counted. */
const counted = [
  { family: 'ipv4-unicast', sent: 'prefixesSent', received: 'prefixesReceived' },
  { family: 'ipv6-unicast', sent: 'v6PrefixesSent', received: 'v6PrefixesReceived' },
  { family: 'l2vpn-evpn', sent: 'evpnSent', received: 'evpnReceived' },
  {
    family: 'ipv4-labeled-unicast',
    sent: 'v4LabeledUnicastPrefixesSent',
    received: 'v4LabeledUnicastPrefixesReceived',
  },
  {
    family: 'ipv6-labeled-unicast',
    sent: 'v6LabeledUnicastPrefixesSent',
    received: 'v6LabeledUnicastPrefixesReceived',
  },
  { family: 'ipv4-sr-te', sent: 'v4SrTePrefixesSent', received: 'v4SrTePrefixesReceived' },
  { family: 'ipv6-sr-te', sent: 'v6SrTePrefixesSent', received: 'v6SrTePrefixesReceived' },
] as const;

/** The reason stands beside the state; an administrative one is put in few words. */
function stateOf(state: string | null, reason: string | null) {
  const words = bgpState(state ?? '');
  if (!words) return null;
  if (words.state === 'established') return { ...words, reason: null };
  const adminDown = words.adminDown || /^admin|administratively shut ?down/i.test(reason ?? '');
  return { ...words, adminDown, reason: adminDown ? 'Admin' : (reason ?? words.reason) };
}

/** Some releases put quotation marks around it. */
function instantOf(value: Json | undefined): Json | undefined {
  return typeof value === 'string' && /^\d{1,12}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
}

/** Seconds since the last change, or on some releases the instant of it. */
function ageOfPeer(value: Json | undefined, nowMs: number | null): number | null {
  const seconds = amountOf(value);
  if (seconds === null) return null;
  return seconds < 1_000_000_000 ? Math.floor(seconds) : ageOfEpoch(seconds, nowMs);
}

function limitOf(value: Json | undefined): number | null {
  const limit = countOf(value);
  return limit === 0 ? null : limit;
}

/** The state as a number of RFC 5880. */
function bfdWord(value: Json | undefined): string | null {
  return typeof value === 'number' ? (['adminDown', 'down', 'init', 'up'][value] ?? null) : null;
}
