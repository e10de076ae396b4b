import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { familyOfHeading, familyOfKey } from '../bgp-words.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf, countOf, secondsOfMs, textOf } from '../values.ts';
import { askedVrf, vrfAbove } from './asked-vrf.ts';
import { frrBgpNeighborBlocks } from './bgp-neighbor-blocks.ts';
import { isNotificationWord, isResetWord } from './bgp-reset-words.ts';
import { frrBgpState } from './bgp-state.ts';
import { flagOf } from './flag.ts';
import { frrObjects } from './json-answer.ts';
import { isPeerName } from './peer-name.ts';
import { printedIp } from './printed-ip.ts';
import { rejectedByFrr } from './rejected.ts';
import { remoteAsOf } from './remote-as.ts';
import { frrBgpVrf } from './vrf-name.ts';

/** One peer, one record per address family. Empty when bgpd knows no such peer. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer = '', vrf }) => [
    { line: vrf === undefined ? `show bgp neighbors ${peer} json` : `show bgp vrf ${vrf} neighbors ${peer} json` },
  ],
  parse: ([output = ''], context) =>
    parseForms<BgpPeerRecord>(output, {
      rejected: rejectedByFrr,
      json: (documents) => neighbors(documents, context.args.vrf ?? (documents.length === 1 ? vrfAbove(output) : null)),
      text: (text) => frrBgpNeighborBlocks(text, askedVrf(context)),
    }),
};

/** Peers at the top (the default VRF, or the one that was asked for), or VRFs whose peers stand beside `vrfName`. */
function neighbors(documents: Json[], asked: string | null): Rows<BgpPeerRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    if (object['bgpNoSuchNeighbor'] === true) continue;
    for (const [key, value] of Object.entries(object)) {
      if (!isJsonObject(value)) return null;
      if (value['bgpState'] !== undefined) readPeer(key, value, asked ?? 'default', rows);
      else {
        const vrf = frrBgpVrf(value);
        if (vrf === null) return null;
        readVrf(value, vrf, rows);
      }
    }
  }
  return rows;
}

function readVrf(vrf: JsonObject, name: string, rows: Rows<BgpPeerRecord>): void {
  for (const [key, value] of Object.entries(vrf)) {
    if (isJsonObject(value)) readPeer(key, value, name, rows);
  }
}

function readPeer(name: string, peer: JsonObject, vrf: string, rows: Rows<BgpPeerRecord>): void {
  const session = sessionOf(name, peer, vrf);
  const families = peer['addressFamilyInfo'] ?? {};
  if (!session || !isJsonObject(families)) {
    rows.unparsed.push(`peer ${name} in VRF ${vrf}`);
    return;
  }
  const unknown = unknownReset(peer);
  if (unknown !== null) rows.unparsed.push(`last reset of peer ${name} in VRF ${vrf}: ${unknown}`);
  const records = Object.entries(families).flatMap(([key, body]) => {
    const family = familyOfKey(key) ?? familyOfHeading(key);
    if (family !== null && isJsonObject(body)) return [withFamily(session, family, body)];
    rows.unparsed.push(`family ${key} of peer ${name} in VRF ${vrf}`);
    return [];
  });
  append(rows.records, records.length > 0 ? records : [session]);
}

function withFamily(session: BgpPeerRecord, family: string, body: JsonObject): BgpPeerRecord {
  const up = session.state === 'established';
  return {
    ...session,
    addressFamily: family,
    prefixesReceived: up ? countOf(body['acceptedPrefixCounter']) : null,
    prefixesSent: up ? countOf(body['sentPrefixCounter']) : null,
    maxPrefixes: countOf(body['prefixAllowedMax']),
    importPolicy: textOf(body['routeMapForIncomingAdvertisements']) ?? textOf(body['incomingUpdatePrefixFilterList']),
    exportPolicy: textOf(body['routeMapForOutgoingAdvertisements']) ?? textOf(body['outgoingUpdatePrefixFilterList']),
  };
}

function sessionOf(name: string, peer: JsonObject, vrf: string): BgpPeerRecord | null {
  const words = frrBgpState(textOf(peer['bgpState']) ?? '');
  if (!words || !isPeerName(name)) return null;
  const established = words.state === 'established';
  const shutDown = flagOf(peer['adminShutDown']);
  const [routerId, localAddress] = [printedIp(peer['localRouterId']), localAddressOf(peer['hostLocal'])];
  const bfd = bfdOf(peer['peerBfdInfo']);
  if (shutDown === null || routerId === undefined || localAddress === undefined || bfd === undefined) return null;
  const adminDown = words.adminDown || shutDown;
  const up = established ? secondsOfMs(peer['bgpTimerUpMsec']) : null;
  const stats = isJsonObject(peer['messageStats']) ? peer['messageStats'] : {};
  return {
    ...blankPeer({
      vrf,
      addressFamily: null,
      localAs: asNumberOf(peer['localAs']),
      routerId,
      peer: name,
      remoteAs: remoteAsOf(peer['remoteAs']),
      state: words.state,
      adminDown,
      reason: adminDown ? 'Admin' : words.reason,
      // bgpd prints how long a session is up, and nothing for the other states.
      stateSeconds: up,
      upSeconds: up,
      prefixesReceived: null,
      prefixesAccepted: null,
      prefixesSent: null,
      description: textOf(peer['nbrDesc']),
    }),
    ...lastReset(peer, established ? up : 0),
    holdSeconds: secondsOfMs(peer['bgpTimerHoldTimeMsecs']),
    keepaliveSeconds: secondsOfMs(peer['bgpTimerKeepAliveIntervalMsecs']),
    messagesIn: countOf(stats['totalRecv']),
    messagesOut: countOf(stats['totalSent']),
    flaps: countOf(peer['connectionsDropped']),
    localAddress,
    bfd,
  };
}

/** A peer that has no session says `Unknown`. */
function localAddressOf(value: Json | undefined): string | null | undefined {
  return value === 'Unknown' ? null : printedIp(value);
}

const bfdWords = new Set(['Up', 'Down', 'Admin Down', 'Unknown']);

/** Null where BFD does not watch the peer, undefined for a word that bgpd does not have. */
function bfdOf(info: Json | undefined): string | null | undefined {
  if (info === undefined) return null;
  const word = isJsonObject(info) ? info['status'] : info;
  if (word === undefined) return null;
  return typeof word === 'string' && bfdWords.has(word) ? word : undefined;
}

/** What bgpd does not say of a reset: the peer is shown without it. */
function unknownReset(peer: JsonObject): string | null {
  const [due, notification] = [textOf(peer['lastResetDueTo']), textOf(peer['lastNotificationReason'])];
  if (due !== null && !isResetWord(due)) return due;
  return notification !== null && !isNotificationWord(notification) ? notification : null;
}

/**
 * `lastErrorCodeSubcode` is four hexadecimal digits: "0602" is Cease, administrative shutdown. bgpd leaves the days out of
 * `lastResetTimerMsecs`: a reset that is younger than the session shows that.
 */
function lastReset(peer: JsonObject, sessionSeconds: number | null) {
  const due = textOf(peer['lastResetDueTo']);
  const code = /^([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})$/.exec(textOf(peer['lastErrorCodeSubcode']) ?? '');
  const direction = /notification received/i.test(due ?? '')
    ? ('received' as const)
    : /notification sen[dt]/i.test(due ?? '')
      ? ('sent' as const)
      : null;
  const seconds = secondsOfMs(peer['lastResetTimerMsecs']);
  return {
    lastResetReason: unknownReset(peer) === null ? (textOf(peer['lastNotificationReason']) ?? due) : null,
    lastErrorCode: code ? Number.parseInt(code[1] ?? '', 16) : null,
    lastErrorSubcode: code ? Number.parseInt(code[2] ?? '', 16) : null,
    lastNotificationDirection: direction,
    lastResetSeconds: seconds === null || sessionSeconds === null || seconds < sessionSeconds ? null : seconds,
  };
}
