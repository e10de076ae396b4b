import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { nearLabels } from '../near-labels.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf } from '../values.ts';
import { notificationCodeOf, nxosBgpState, remoteAsOf } from './bgp-words.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { nxosSeconds } from './nxos-seconds.ts';

type FamilyPart = Pick<
  BgpPeerRecord,
  'addressFamily' | 'prefixesReceived' | 'prefixesSent' | 'maxPrefixes' | 'importPolicy' | 'exportPolicy'
>;

export interface PeerBlock {
  base: BgpPeerRecord;
  families: FamilyPart[];
  /** Whose lines are read; null before the first one, and below a heading that was not understood. */
  family: FamilyPart | null;
  stated: boolean;
  /** Whose reset is the younger one. */
  resetBy: 'us' | 'peer' | null;
  /** The age of a reset was not understood. */
  undated: boolean;
  /** The addresses of the connection, or that there is none, were printed: nothing that is read follows. */
  whole: boolean;
}

const opening =
  /^BGP neighbor is (\S{2,64}), (?:vrf (\S{1,64}), )? ?remote AS ([\d.]{1,12}), (?: ?local AS ([\d.]{1,12})(?: [^,]{0,40})?, )? ?(?:ibgp|ebgp|confed|unknown) link,/i;

/** `BGP neighbor is 192.0.2.1, remote AS 64500, local AS 64501, ebgp link, Peer index 3`. */
export function openPeer(line: string, args: DiagnosticArguments): PeerBlock | null {
  const match = opening.exec(line);
  const peer = canonicalIp(match?.[1] ?? '') ?? nxosInterfaceName(match?.[1] ?? '');
  if (!match || peer === null) return null;
  const base = blankPeer({
    vrf: match[2] ?? args.vrf ?? null,
    localAs: asNumberOf(match[4]),
    peer,
    remoteAs: remoteAsOf(asNumberOf(match[3])),
  });
  return { base, families: [], family: null, stated: false, resetBy: null, undated: false, whole: false };
}

/** Gives false when the line has another form than the one that is known. */
type ReadLine = (block: PeerBlock, line: string) => boolean;

/** The lines that are read, by how they begin. */
const lines: readonly (readonly [beginning: string, read: ReadLine])[] = [
  ['BGP state', readState],
  ['For address family', readFamily],
  ['Maximum prefixes allowed', readMaximum],
  ['Inbound route-map configured', readPolicy],
  ['Outbound route-map configured', readPolicy],
  ['Received', readMessages],
  ['Sent', readMessages],
  ['Connections established', readFlaps],
  ['Last read', readTimers],
  ['BFD live-detection is configured', readBfd],
  ['Description:', readDescription],
  ['Neighbor vrf:', readVrf],
  ['Last reset by', readReset],
  ['Reset error sent', readCodes],
  ['Reset error received', readCodes],
  ['Local host', readLocalAddress],
];

/** A reset in words that are not known: the younger one of two may be lost with it. */
const bentReset = /^Last \S+ by |\S reset by |, due to \S/;

/** False when the line is one of those that are read, in a form that is not known. */
export function readPeerLine(block: PeerBlock, line: string): boolean {
  if (line.startsWith('Foreign host') || line === 'No established BGP session with peer') block.whole = true;
  if (line.includes('accepted p') || line.includes('sent p') || /^\d+$/.test(line)) return readPrefixes(block, line);
  const known = byLetter.get(line.charCodeAt(0))?.find(([beginning]) => line.startsWith(beginning));
  return known ? known[1](block, line) : !(bentReset.test(line) || isNear(line));
}

/** All words that are needed of those lines: with one of them bent a line is told by the others. */
const isNear = nearLabels([
  'Description:',
  'BGP state = #',
  'For address family: #',
  'Maximum prefixes allowed #',
  'Inbound route-map configured is #',
  'Outbound route-map configured is #',
  'Received # messages, # notifications,',
  'Sent # messages, # notifications,',
  'Connections established #',
  'Last read #',
  'Last written #',
  'BFD live-detection is configured',
  'Neighbor vrf: #',
  'Last reset by #',
  'Reset error sent major: #',
  'Reset error received major: #',
  '# accepted paths',
  '# sent paths',
  '# accepted prefixes',
  '# sent prefixes',
  'Local host: #',
  'Foreign host: #',
]);

/** By the code of the first letter, which settles most lines. */
const byLetter = Map.groupBy(lines, ([beginning]) => beginning.charCodeAt(0));

function readState(block: PeerBlock, line: string): boolean {
  const [, state = '', age = ''] =
    /^BGP state = ([A-Za-z]{4,12}(?: ?\([\w. /-]{1,40}\))?), (?:up|down) for (\S{1,16}?)(?:,|$)/.exec(line) ?? [];
  const words = nxosBgpState(state);
  if (!words) return false;
  const seconds = nxosSeconds(age);
  const upSeconds = words.state === 'established' ? seconds : null;
  Object.assign(block.base, words, { stateSeconds: seconds, upSeconds });
  block.stated = true;
  return seconds !== null || age === 'never';
}

function readFamily(block: PeerBlock, line: string): boolean {
  const addressFamily = ciscoBgpFamily(/^For address family: (\S.{0,40})$/.exec(line)?.[1] ?? '');
  block.family = addressFamily === null ? null : blankFamily(addressFamily);
  if (block.family) block.families.push(block.family);
  return block.family !== null;
}

function blankFamily(addressFamily: string): FamilyPart {
  const blank = { prefixesReceived: null, prefixesSent: null, maxPrefixes: null };
  return { addressFamily, ...blank, importPolicy: null, exportPolicy: null };
}

/** `38 accepted prefixes (40 paths), …`, `59 sent paths`: older releases count paths only. */
function readPrefixes({ family }: PeerBlock, line: string): boolean {
  const [, count, what] = /^(\d{1,10}) (accepted|sent) (?:prefixes \(\d{1,10} paths\)|paths)/.exec(line) ?? [];
  if (what === undefined || !family) return false;
  family[what === 'sent' ? 'prefixesSent' : 'prefixesReceived'] = Number(count);
  return true;
}

function readMaximum({ family }: PeerBlock, line: string): boolean {
  const most = /^Maximum prefixes allowed (\d{1,10})(?![^\s,])/.exec(line)?.[1];
  if (most === undefined || !family) return false;
  family.maxPrefixes = Number(most);
  return true;
}

function readPolicy({ family }: PeerBlock, line: string): boolean {
  const [, way, name] = /^(Inbound|Outbound) route-map configured is (\S{1,80}),/.exec(line) ?? [];
  if (name === undefined || !family) return false;
  family[way === 'Inbound' ? 'importPolicy' : 'exportPolicy'] = name;
  return true;
}

function readMessages({ base }: PeerBlock, line: string): boolean {
  // The heading of the table of messages begins with the same word.
  if (/^Sent +Rcvd$/.test(line)) return true;
  const [, way, count] = /^(Received|Sent) (\d{1,15}) messages,/.exec(line) ?? [];
  if (count === undefined) return false;
  base[way === 'Sent' ? 'messagesOut' : 'messagesIn'] = Number(count);
  return true;
}

function readFlaps({ base }: PeerBlock, line: string): boolean {
  const dropped = /^Connections established \d{1,10}, dropped (\d{1,10})$/.exec(line)?.[1];
  if (dropped !== undefined) base.flaps = Number(dropped);
  return dropped !== undefined;
}

function readTimers({ base }: PeerBlock, line: string): boolean {
  const timers = /, hold time = (\d{1,5}), keepalive interval is (\d{1,5}) seconds$/.exec(line);
  if (timers) [base.holdSeconds, base.keepaliveSeconds] = [Number(timers[1]), Number(timers[2])];
  return timers !== null;
}

const bfdLine =
  /^BFD live-detection is configured(?: and (enabled|disabled))?(?:, state is (Up|Down|Init|Admin ?Down|Unknown|Invalid))?$/i;

function readBfd({ base }: PeerBlock, line: string): boolean {
  const bfd = bfdLine.exec(line);
  if (!bfd) return false;
  base.bfd = (bfd[2] ?? bfd[1] ?? 'configured').toLowerCase();
  return true;
}

function readDescription({ base }: PeerBlock, line: string): boolean {
  base.description ??= line.slice('Description:'.length).trim() || null;
  return true;
}

function readVrf({ base }: PeerBlock, line: string): boolean {
  const vrf = /^Neighbor vrf: (\S{1,64}?)(?:,|$)/.exec(line)?.[1];
  if (vrf !== undefined) base.vrf = vrf;
  return vrf !== undefined;
}

function readLocalAddress({ base }: PeerBlock, line: string): boolean {
  base.localAddress = canonicalIp(/^Local host: ([0-9A-Fa-f.:]{2,45}),/.exec(line)?.[1] ?? '');
  return base.localAddress !== null;
}

/**
 * `Last reset by us 00:05:01, due to bfd session down`: the younger one of two, and none whose reason is "No error".
 */
function readReset(block: PeerBlock, line: string): boolean {
  const { base } = block;
  const [, by, age = '', reason = ''] = /^Last reset by (us|peer) (\S{1,16}), due to (.{1,200})$/.exec(line) ?? [];
  const seconds = nxosSeconds(age);
  // Which of the two is the younger one is not known then.
  block.undated ||= seconds === null && age !== 'never';
  if (block.undated) {
    block.resetBy = null;
    base.lastResetSeconds = base.lastResetReason = null;
    return seconds !== null || age === 'never';
  }
  const isOlder = base.lastResetSeconds !== null && base.lastResetSeconds <= (seconds ?? 0);
  if (seconds === null || reason.trim() === 'No error' || isOlder) return true;
  block.resetBy = by === 'us' ? 'us' : 'peer';
  base.lastResetSeconds = seconds;
  base.lastResetReason = reason.trim();
  base.lastErrorCode = base.lastErrorSubcode = base.lastNotificationDirection = null;
  return true;
}

/** Newer releases print the codes below each reset: `Reset error sent major: 4 minor: 0`. */
function readCodes({ base, resetBy }: PeerBlock, line: string): boolean {
  const [, way, major, minor] = /^Reset error (sent|received) major: (\d{1,3}) minor: (\d{1,3})$/.exec(line) ?? [];
  if (minor === undefined) return false;
  const code = notificationCodeOf(Number(major));
  if (code === null || resetBy !== (way === 'sent' ? 'us' : 'peer')) return true;
  base.lastErrorCode = code;
  base.lastErrorSubcode = Number(minor);
  base.lastNotificationDirection = way === 'sent' ? 'sent' : 'received';
  return true;
}
