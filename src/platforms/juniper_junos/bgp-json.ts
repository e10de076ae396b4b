import { isIPv4 } from 'node:net';
import type { BgpPeerRecord, BgpSummaryRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { bgpState, notificationCode } from '../bgp-words.ts';
import { uptimeSeconds } from '../durations.ts';
import type { Rows } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf, countOf } from '../values.ts';
import { familyTables, fewerPeers } from './bgp-tables.ts';
import { elements, has, junosAnswers, leaf, secondsOf } from './json-answer.ts';
import { isAddress } from './printed-addresses.ts';
import { isKnownTable } from './route-tables.ts';

/** `show bgp summary | display json`: one record per peer and routing table. Without peers the list is missing. */
export function junosBgpSummary(documents: Json[]): Rows<BgpSummaryRecord> | null {
  return eachPeer(documents, (peer) => has(peer, 'elapsed-time') && !isNeighbor(peer), summaryPeer);
}

/** `show bgp neighbor P | display json`. */
export function junosBgpNeighbors(documents: Json[]): Rows<BgpPeerRecord> | null {
  return eachPeer(documents, isNeighbor, neighborRecords);
}

/** Of both answers, only this one has the group; newer releases have `elapsed-time` in it too. */
function isNeighbor(peer: JsonObject): boolean {
  return has(peer, 'peer-group');
}

/** The group and the routing instance of the only peer in the answer; null when there is none, or more than one. */
export function junosPeerPlace(documents: Json[]): { group: string; instance: string } | null {
  const [peer, ...more] = (junosAnswers(documents, 'bgp-information') ?? []).flatMap((answer) =>
    elements(answer, 'bgp-peer'),
  );
  const group = leaf(peer, 'peer-group');
  const instance = leaf(peer, 'peer-cfg-rti');
  return group === null || instance === null || more.length > 0 ? null : { group, instance };
}

/** Both answers have the same outer form: `isAsked` knows a peer of the one that was asked for. */
function eachPeer<R>(
  documents: Json[],
  isAsked: (peer: JsonObject) => boolean,
  read: (peer: JsonObject) => R[] | null,
): Rows<R> | null {
  const answers = junosAnswers(documents, 'bgp-information');
  if (!answers) return null;
  const rows: Rows<R> = { records: [], unparsed: [] };
  const peers = answers.flatMap((answer) => elements(answer, 'bgp-peer'));
  if (peers.length > 0 && !peers.some(isAsked)) return null;
  for (const peer of peers) {
    const records = read(peer);
    if (records) append(rows.records, records);
    else rows.unparsed.push(`peer ${leaf(peer, 'peer-address') ?? '?'}`);
  }
  const announced = answers
    .map((answer) => countOf(leaf(answer, 'peer-count')) ?? 0)
    .reduce((sum, one) => sum + one, 0);
  if (peers.length < announced) rows.unparsed.push(fewerPeers(announced, peers.length));
  return rows;
}

interface Table {
  name: string;
  received: number | null;
  accepted: number | null;
  sent: number | null;
}

/** Null when one has a name that no table has: whose counts they are nobody knows. */
function tablesOf(peer: JsonObject) {
  const tables: Table[] = elements(peer, 'bgp-rib').map((rib) => ({
    name: leaf(rib, 'name') ?? '',
    received: countOf(leaf(rib, 'received-prefix-count')),
    accepted: countOf(leaf(rib, 'accepted-prefix-count')),
    sent: countOf(leaf(rib, 'advertised-prefix-count')),
  }));
  return tables.every(({ name }) => isKnownTable(name)) ? familyTables(tables) : null;
}

/** `10.0.0.21+52872`: the TCP port is not part of the address. */
function addressOf(peer: JsonObject, name: string): string | null {
  return leaf(peer, name)?.replace(/\+\d{1,5}$/, '') ?? null;
}

/** Of a peer that was never reached, Junos prints a word such as `unspecified`; undefined for what is neither. */
function localAddressOf(peer: JsonObject, options: JsonObject | undefined): string | null | undefined {
  const text = addressOf(peer, 'local-address') ?? leaf(options, 'local-address');
  if (text === null || isAddress(text)) return text;
  return /^[A-Za-z]{3,20}$/.test(text) ? null : undefined;
}

/** Since the session came up, or since it went down. */
function secondsInState(peer: JsonObject): number | null {
  return secondsOf(peer, 'elapsed-time') ?? uptimeSeconds(leaf(peer, 'elapsed-time') ?? '');
}

function summaryPeer(peer: JsonObject): BgpSummaryRecord[] | null {
  const address = addressOf(peer, 'peer-address');
  const words = bgpState(leaf(peer, 'peer-state') ?? '');
  const tables = tablesOf(peer);
  if (address === null || !isAddress(address) || !words || !tables) return null;
  const seconds = secondsInState(peer);
  const established = words.state === 'established';
  const base: BgpSummaryRecord = {
    vrf: vrfOf(leaf(peer, 'peer-cfg-rti')),
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer: address,
    remoteAs: asNumberOf(leaf(peer, 'peer-as') ?? undefined),
    ...words,
    stateSeconds: seconds,
    upSeconds: established ? seconds : null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: leaf(peer, 'description'),
  };
  if (tables.length === 0) return [base];
  return tables.map(({ vrf, addressFamily, received, accepted, sent }) => ({
    ...base,
    vrf: base.vrf ?? vrf,
    addressFamily,
    prefixesReceived: received,
    prefixesAccepted: accepted,
    prefixesSent: sent,
  }));
}

/** One record per address family of a `bgp-peer` element; null when it is not understood. */
export function neighborRecords(peer: JsonObject): BgpPeerRecord[] | null {
  const address = addressOf(peer, 'peer-address');
  const words = bgpState(leaf(peer, 'peer-state') ?? '');
  const tables = tablesOf(peer);
  if (address === null || !isAddress(address) || !words || !tables) return null;
  const established = words.state === 'established';
  const [options] = elements(peer, 'bgp-option-information');
  const [bfd] = elements(peer, 'bgp-bfd');
  const [received] = elements(peer, 'bgp-traffic');
  const lastError = leaf(peer, 'last-error');
  const code = notificationCode(lastError);
  const isShut = isShutDown(peer, established);
  const routerId = leaf(peer, 'local-id');
  const localAddress = localAddressOf(peer, options);
  if (isShut === null || localAddress === undefined || (routerId !== null && !isIPv4(routerId))) return null;
  const errors = [lastError, ...elements(peer, 'bgp-error').map((error) => leaf(error, 'name'))];
  if (errors.some((name) => name !== null && name !== 'None' && !isError(name))) return null;
  const adminDown = words.adminDown || isShut;
  const seconds = secondsInState(peer);
  const session: BgpPeerRecord = {
    ...blankPeer({
      vrf: vrfOf(leaf(peer, 'peer-cfg-rti')),
      addressFamily: null,
      localAs: asNumberOf(leaf(peer, 'local-as') ?? undefined),
      routerId,
      peer: address,
      remoteAs: asNumberOf(leaf(peer, 'peer-as') ?? undefined),
      state: words.state,
      adminDown,
      reason: adminDown ? 'Admin' : words.reason,
      stateSeconds: seconds,
      upSeconds: established ? seconds : null,
      prefixesReceived: null,
      prefixesAccepted: null,
      prefixesSent: null,
      description: leaf(peer, 'description'),
    }),
    lastResetReason: lastError === 'None' ? leaf(peer, 'last-flap-event') : lastError,
    lastErrorCode: code,
    lastNotificationDirection: code === null ? null : directionOf(peer, lastError ?? ''),
    holdSeconds: countOf(leaf(peer, 'active-holdtime') ?? leaf(options, 'holdtime')),
    keepaliveSeconds: countOf(leaf(peer, 'keepalive-interval')),
    messagesIn: countOf(leaf(received, 'input-messages')) ?? countOf(leaf(peer, 'input-messages')),
    messagesOut: countOf(leaf(peer, 'output-messages')) ?? countOf(leaf(received, 'output-messages')),
    flaps: countOf(leaf(peer, 'flap-count')),
    localAddress,
    importPolicy: leaf(options, 'import-policy'),
    exportPolicy: leaf(options, 'export-policy'),
    bfd: bfdOf(bfd),
  };
  if (tables.length === 0) return [session];
  return tables.map(({ vrf, addressFamily, received: count, accepted, sent }) => ({
    ...session,
    vrf: session.vrf ?? vrf,
    addressFamily,
    prefixesReceived: count,
    prefixesAccepted: accepted,
    prefixesSent: sent,
  }));
}

const knownFlags = new Set(
  'Aggregate Label CleanUp Delete Idled ImportEval Initializing SendRtn Sync RSync TryConnect Unconfigured WriteFailed'.split(
    ' ',
  ),
);
const knownEvents = new Set(
  (
    'None Start Stop Open Closed OpenFail TransportError ConnectRetry HoldTime KeepAlive RecvOpen RecvKeepAlive ' +
    'RecvUpdate RecvNotify'
  ).split(' '),
);

/**
 * `shutdown` idles a peer for good and ends it with a Stop; an exceeded prefix limit idles it too, with another event.
 * Null where one of the two says so and the other is a word that is not known.
 */
function isShutDown(peer: JsonObject, established: boolean): boolean | null {
  const flags = (leaf(peer, 'peer-flags') ?? '').split(/[ ,]+/).filter((flag) => flag !== '');
  const event = leaf(peer, 'last-event');
  const isIdled = flags.includes('Idled');
  if (established || (!isIdled && event !== 'Stop')) return false;
  if (isIdled) return event === 'Stop' || (event === null || knownEvents.has(event) ? false : null);
  return flags.every((flag) => knownFlags.has(flag)) ? false : null;
}

/** The errors of BGP in the words of Junos, which takes those of RFC 7313 and RFC 9687 for some too. */
function isError(name: string): boolean {
  const isWhole = /(?: Error|Cease|Expired)$/i.test(name);
  return isWhole && (notificationCode(name) !== null || /^(?:ROUTE-?REFRESH Message|Send Hold Timer) /i.test(name));
}

/** A word that is none of these is unknown. */
function bfdOf(bfd: JsonObject | undefined): string | null {
  const configured = leaf(bfd, 'bfd-configuration-state');
  if (configured === 'disabled') return configured;
  const state = leaf(bfd, 'bfd-operational-state');
  return configured === 'enabled' && /^(?:up|down|init|admin-?down)$/i.test(state ?? '') ? state : null;
}

/** Known only where one side sent all the notifications of that kind. */
function directionOf(peer: JsonObject, error: string): 'sent' | 'received' | null {
  const counts = elements(peer, 'bgp-error').find((one) => leaf(one, 'name') === error);
  const [sent, received] = [countOf(leaf(counts, 'send-count')), countOf(leaf(counts, 'receive-count'))];
  if (sent === null || received === null || sent > 0 === received > 0) return null;
  return sent > 0 ? 'sent' : 'received';
}

function vrfOf(instance: string | null): string | null {
  return instance === 'master' ? 'default' : instance;
}
