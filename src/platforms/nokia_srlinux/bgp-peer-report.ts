import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { bgpState } from '../bgp-words.ts';
import { isDamaged } from '../damaged-label.ts';

import type { Rows } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { familyOf } from './bgp-branch.ts';
import { uptimeOf } from './bgp-neighbor-report.ts';
import { notificationOf } from './bgp-notification.ts';
import { isPeerAddress } from './leaves.ts';
import { isDoubleRule } from './report.ts';

const heading = /^Peer : (\S{2,64}), remote AS: (\d{1,10}), local AS: (\d{1,10})(?:, peer-type : [ie]bgp)?$/;
const state = /^Admin-state is (enable|disable), session-state is ([a-z]{4,12})(?:, up for (\S{4,24}))?$/;
const family =
  /^((?:Ipv[46](?:-labell?ed)?|L3vpn-ipv[46]|Evpn)-unicast|Evpn|Route-target|Sr-policy-ipv[46]|Link-state) AFI\/SAFI$/i;

/** Lines that say nothing of ours. */
const other = [
  /^Type : (?:static|dynamic)$/,
  /^Group : \S.{0,100}$/,
  /^Under maintenance: (?:True|False)$/,
  /^Maintenance group: ?\S{0,64}$/,
  /^TCP-MD5 authentication is (?:enabled|disabled)$/,
  /^\d+ messages in input queue, \d+ messages in output queue$/,
  /^Graceful Restart$/,
  /^ {3}(?:Admin State|Restarts by the peer|Last restart|Peer requested restart-time|Stale routes time) : \S.{0,60}$/,
  /^ *Timer +Configured +Operational +Next$/,
  /^(?:connect-retry|minimum-advertisement-(?:interval)?|prefix-limit-restart-timer|prefix-limit-) +\d+ +(?:\d+|None) +(?:-|\S{1,32})$/,
  /^(?:interval|restart-timer)$/,
  // What is left of a time that is too long for its column.
  /^ {40,}[\dT:.Z-]{1,24}$/,
  /^Cap (?:Sent|Recv):(?: {1,2}[\w ()-]{0,300})?$/,
  /^ *Messages +Sent +Received +Last$/,
  /^(?:Malformed updates|Route Refreshes) +\d+ +\d+(?: +\S{1,40})?$/,
  /^ {4}(?:End of RIB|Rejected routes|Active routes|Prefix-limit-accepted|Default originate|Advertise with IPv6 next-hops|Peer requested GR helper|Peer preserved forwarding state) *: \S.{0,60}$/,
];

interface Found {
  peer: BgpPeerRecord;
  /** A rule stands below the last family. */
  closed: boolean;
  families: { name: string; received: number | null; sent: number | null; most: number | null; isLimited: boolean }[];
  said: Set<string>;
}

/** What a block has to say before it is a peer. */
const needed = ['state', 'hold-time', 'keepalive-interval', 'Non Updates', 'Updates', 'Last-state', 'Failure'];

/** `show network-instance * protocols bgp neighbor A detail`. */
export function peerReport(text: TextLines): Rows<BgpPeerRecord> | null {
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  const found: Found[] = [];
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const open = found.at(-1);
    if (open && raw.trim() !== '') open.closed = /^-{20,}$/.test(raw);
    if (isTooLong(raw) || isNoise(raw) || isDoubleRule(raw)) continue;
    const line = raw.trimEnd();
    const start = peerOf(line);
    const last = found.at(-1);
    if (start) found.push({ peer: start, families: [], said: new Set(), closed: false });
    else if (!last) return null;
    else if (!fill(last, line) && !other.some((pattern) => pattern.test(line))) rows.unparsed.push(raw);
  }
  for (const one of found) {
    const why = flawOf(one);
    if (why !== null && one === found.at(-1)) return { ...rows, incomplete: `the block of ${one.peer.peer} ${why}` };
    if (why !== null) rows.unparsed.push(`the block of ${one.peer.peer} ${why}`);
    else append(rows.records, recordsOf(one));
  }
  if (found.length === 0) return null;
  return text.cut === null ? rows : { ...rows, incomplete: 'the last line has no end and may be cut' };
}

/** Why the block is not whole, or null. */
function flawOf({ said, families, closed }: Found): string | null {
  const missing = needed.filter((name) => !said.has(name));
  if (missing.length > 0) return `does not say ${missing.join(', ')}`;
  if (families.some(({ received, sent }) => received === null || sent === null))
    return 'has a family without its counts';
  return closed && families.length > 0 ? null : 'has no end';
}

function recordsOf({ peer, families }: Found): BgpPeerRecord[] {
  return families.map(({ name, received, sent, most }) => ({
    ...peer,
    addressFamily: name,
    prefixesReceived: received,
    prefixesSent: sent,
    maxPrefixes: most,
  }));
}

function peerOf(line: string): BgpPeerRecord | null {
  const [, peer = '', remote = '', local = ''] = heading.exec(line) ?? [];
  const [remoteAs, localAs] = [asNumberOf(remote), asNumberOf(local)];
  if (!isPeerAddress(peer) || remoteAs === null || localAs === null) return null;
  return blankPeer({
    localAs,
    peer,
    remoteAs,
  });
}

/** Takes what the line says into the block; false when it is no line of this kind. */
function fill(found: Found, line: string): boolean {
  const { peer, said } = found;
  const session = state.exec(line);
  const words = session ? bgpState(session[2] ?? '') : null;
  if (session && words) {
    const up = session[3] === undefined ? null : uptimeOf(session[3]);
    if ((words.state === 'established') !== (up !== null)) return false;
    const adminDown = session[1] === 'disable';
    Object.assign(peer, { state: words.state, adminDown, reason: adminDown ? 'admin' : null });
    Object.assign(peer, { stateSeconds: up, upSeconds: up });
    said.add('state');
    return true;
  }
  const text = /^(Description|Export policies|Import policies) ?: (\S.{0,250})$/.exec(line);
  if (text) {
    const value = text[2] === 'None' ? null : (text[2] ?? null);
    if (text[1] === 'Description') peer.description = value;
    else if (text[1] === 'Export policies') peer.exportPolicy = policiesOf(value);
    else peer.importPolicy = policiesOf(value);
    return value === null || text[1] === 'Description' || !/^\[|\]$/.test(value) || listOfPolicies.test(value);
  }
  const local = /^TCP connection is (\S{2,64}) \[(?:\d{1,5}|None)\] -> (\S{2,64}) \[(?:\d{1,5}|None)\]$/.exec(line);
  // Without a session there is no connection.
  if (local && [local[1], local[2]].every((one) => one === 'None' || isPeerAddress(one ?? ''))) {
    peer.localAddress = local[1] === 'None' ? null : (local[1] ?? null);
    return true;
  }
  const flaps = /^Last-state was [\w-]{2,20}, last-event was [\w-]{2,40}, (\d{1,9}|None) peer-flaps$/.exec(line);
  const bfd = /^Failure detection: BFD is (True|False), fast-failover is (?:True|False)$/.exec(line);
  if (flaps) peer.flaps = flaps[1] === 'None' ? null : Number(flaps[1]);
  if (bfd) peer.bfd = bfd[1] === 'True' ? 'enabled' : 'disabled';
  if (flaps || bfd) said.add(flaps ? 'Last-state' : 'Failure');
  return flaps !== null || bfd !== null || fillTables(found, line);
}

const listOfPolicies = /^\[(?:'[^']{1,255}'(?:, '[^']{1,255}'){0,20})?\]$/;

/** A name, or since release 24 a list: `['import-all', 'drop-bogons']`. */
function policiesOf(value: string | null): string | null {
  if (value === null || !listOfPolicies.test(value)) return value;
  return value.slice(2, -2).replaceAll("', '", ' ') || null;
}

const none = new Set(['None']);

function fillTables({ peer, families, said }: Found, line: string): boolean {
  const notification =
    /^Last (received|sent) Notification was Error: (\w[\w /-]{0,60}?) SubError: (\w[\w /-]{0,60})$/.exec(line);
  if (notification) {
    if (notification[2] === 'None') return true;
    if (isDamaged(notification[2] ?? '', none)) return false;
    const subcode = notification[3] === 'None' ? null : (notification[3] ?? null);
    peer.lastResetReason = [notification[2], subcode].filter((one) => one !== null).join(': ');
    Object.assign(peer, notificationOf(notification[2] ?? null, subcode));
    peer.lastNotificationDirection = notification[1] === 'sent' ? 'sent' : 'received';
    return true;
  }
  const timer = /^(keepalive-interval|hold-time) +(\d{1,5}) +(\d{1,5}|None) +(?:-|\S{1,32})$/.exec(line);
  const messages = /^(Non Updates|Updates) +(\d{1,12}) +(\d{1,12})(?: +\S{1,40})?$/.exec(line);
  const counted = /^ {4}(Received routes|Advertised routes) *: (None|\d{1,10})$/.exec(line);
  const limit =
    /^ {4}Prefix-limit(?:-received)? *: (\d{1,10}) routes, warning at \d{1,3}, prevent-teardown (?:True|False)$/.exec(
      line,
    );
  const name = family.exec(line)?.[1];
  const last = families.at(-1);
  if (timer) {
    const isUp = peer.state === 'established';
    if (isUp && timer[3] === 'None') return false;
    const seconds = Number(isUp ? timer[3] : timer[2]);
    if (timer[1] === 'hold-time') peer.holdSeconds = seconds;
    else peer.keepaliveSeconds = seconds;
  } else if (messages) {
    peer.messagesOut = (peer.messagesOut ?? 0) + Number(messages[2]);
    peer.messagesIn = (peer.messagesIn ?? 0) + Number(messages[3]);
  } else if (name !== undefined)
    families.push({
      name: familyOf(name.toLowerCase()) ?? name,
      received: null,
      sent: null,
      most: null,
      isLimited: false,
    });
  else if (counted && last) {
    const way = counted[1] === 'Received routes' ? 'received' : 'sent';
    // What is told a second time is of a family whose heading is not understood.
    if (last[way] !== null) return false;
    last[way] = counted[2] === 'None' ? 0 : Number(counted[2]);
  } else if (limit && last && !last.isLimited) {
    last.isLimited = true;
    // The greatest number means that there is no limit.
    last.most = limit[1] === '4294967295' ? null : Number(limit[1]);
  } else return false;
  const label = timer?.[1] ?? messages?.[1];
  if (label !== undefined) said.add(label);
  return true;
}
