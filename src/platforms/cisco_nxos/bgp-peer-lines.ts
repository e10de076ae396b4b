import type { BgpPeerRecord, DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
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
    addressFamily: null,
    localAs: asNumberOf(match[4]),
    routerId: null,
    peer,
    remoteAs: remoteAsOf(asNumberOf(match[3])),
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
  return { base, families: [], stated: false, resetBy: null, undated: false, whole: false };
}

export function readPeerLine(block: PeerBlock, line: string): void {
  const { base } = block;
  const stated = /^BGP state = ([A-Za-z]{4,12}(?: ?\([\w ]{1,20}\))?), (?:up|down) for (\S{1,16}?)(?:,|$)/.exec(line);
  if (stated) {
    const words = nxosBgpState(stated[1] ?? '');
    if (!words) return;
    const seconds = nxosSeconds(stated[2]);
    Object.assign(base, words, { stateSeconds: seconds, upSeconds: words.state === 'established' ? seconds : null });
    block.stated = true;
  } else if (line.startsWith('For address family: ')) {
    const blank = {
      prefixesReceived: null,
      prefixesSent: null,
      maxPrefixes: null,
      importPolicy: null,
      exportPolicy: null,
    };
    block.families.push({ addressFamily: ciscoBgpFamily(line.slice(20)), ...blank });
  } else if (line.startsWith('Foreign host: ') || line === 'No established BGP session with peer') block.whole = true;
  else if (line.startsWith('Local host: '))
    base.localAddress = canonicalIp(/^Local host: ([0-9A-Fa-f.:]{2,45}),/.exec(line)?.[1] ?? '');
  else if (!ofFamily(block, line) && !ofReset(block, line)) ofSession(base, line);
}

function ofFamily({ families }: PeerBlock, line: string): boolean {
  const part = families.at(-1);
  if (!part) return false;
  // Older releases count paths only.
  const accepted = /^(\d{1,10}) accepted (?:prefixes \(\d{1,10} paths\)|paths)/.exec(line)?.[1];
  const sent = /^(\d{1,10}) sent (?:prefixes \(\d{1,10} paths\)|paths)/.exec(line)?.[1];
  const most = /^Maximum prefixes allowed (\d{1,10})(?![^\s,])/.exec(line)?.[1];
  const map = /^(Inbound|Outbound) route-map configured is (\S{1,80}),/.exec(line);
  if (accepted !== undefined) part.prefixesReceived = Number(accepted);
  else if (sent !== undefined) part.prefixesSent = Number(sent);
  else if (most !== undefined) part.maxPrefixes = Number(most);
  else if (map?.[1] === 'Inbound') part.importPolicy = map[2] ?? null;
  else if (map) part.exportPolicy = map[2] ?? null;
  else return false;
  return true;
}

function ofSession(base: BgpPeerRecord, line: string): void {
  const messages = /^(Received|Sent) (\d{1,15}) messages,/.exec(line);
  const dropped = /^Connections established \d{1,10}, dropped (\d{1,10})$/.exec(line)?.[1];
  const timers = /, hold time = (\d{1,5}), keepalive interval is (\d{1,5}) seconds$/.exec(line);
  const bfd = /^BFD live-detection is configured(?: and (\w{1,10}))?(?:, state is (\w{1,12}))?/.exec(line);
  if (messages?.[1] === 'Received') base.messagesIn = Number(messages[2]);
  else if (messages) base.messagesOut = Number(messages[2]);
  else if (dropped !== undefined) base.flaps = Number(dropped);
  else if (timers) [base.holdSeconds, base.keepaliveSeconds] = [Number(timers[1]), Number(timers[2])];
  else if (bfd) base.bfd = (bfd[2] ?? bfd[1] ?? 'configured').toLowerCase();
  else if (line.startsWith('Description: ')) base.description ??= line.slice(13).trim() || null;
  else if (line.startsWith('Neighbor vrf: ')) base.vrf = line.slice(14).trim() || null;
}

/**
 * `Last reset by us 00:05:01, due to bfd session down`: the younger one of two, and none whose reason is "No error".
 * Newer releases print the codes below: `Reset error sent major: 4 minor: 0`.
 */
function ofReset(block: PeerBlock, line: string): boolean {
  const { base } = block;
  const reset = /^Last reset by (us|peer) (\S{1,16}), due to (.{1,200})$/.exec(line);
  const codes = /^Reset error (sent|received) major: (\d{1,3}) minor: (\d{1,3})$/.exec(line);
  if (reset) {
    const seconds = nxosSeconds(reset[2]);
    const reason = reset[3]?.trim() ?? '';
    const isOlder = base.lastResetSeconds !== null && base.lastResetSeconds <= (seconds ?? 0);
    // Which of the two is the younger one is not known then.
    if (seconds === null && reset[2] !== 'never') block.undated = true;
    if (block.undated) {
      block.resetBy = null;
      base.lastResetSeconds = base.lastResetReason = null;
      return true;
    }
    if (seconds === null || reason === 'No error' || isOlder) return true;
    block.resetBy = reset[1] === 'us' ? 'us' : 'peer';
    base.lastResetSeconds = seconds;
    base.lastResetReason = reason;
    base.lastErrorCode = base.lastErrorSubcode = base.lastNotificationDirection = null;
  } else if (codes) {
    const code = notificationCodeOf(Number(codes[2]));
    if (code === null || block.resetBy !== (codes[1] === 'sent' ? 'us' : 'peer')) return true;
    base.lastErrorCode = code;
    base.lastErrorSubcode = Number(codes[3]);
    base.lastNotificationDirection = codes[1] === 'sent' ? 'sent' : 'received';
  }
  return Boolean(reset || codes);
}
