import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isBentWord } from '../bent-word.ts';
import { familyOfHeading, notificationCode } from '../bgp-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { vrfOfEcho } from './asked-vrf.ts';
import { readFamilyLine } from './bgp-neighbor-family.ts';
import { isNotificationWord, isResetWord } from './bgp-reset-words.ts';
import { frrBgpState } from './bgp-state.ts';
import { isCommandTitle } from './command-title.ts';
import { frrInterfaceName } from './interface-names.ts';
import { remoteAsOf } from './remote-as.ts';

interface Block {
  session: BgpPeerRecord;
  families: BgpPeerRecord[];
  stated: boolean;
  /** Behind this line comes nothing that is read but what BFD says. */
  whole: boolean;
}

/** What may be lost of this line is not read, and nothing that is stands below it. */
const wholeTail = /^Status: (?:Up|Down|Admin Down|Unknown), Last update: \S/;

/**
 * `show bgp [vrf V|all] neighbors [P]` in its text form, one record per address family. BFD's word stands below the line that
 * ends a peer. Null when no peer of that form is there.
 */
export function frrBgpNeighborBlocks(printed: TextLines, asked: string | null): Rows<BgpPeerRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let vrf = asked;
  let absent = false;
  const close = () => {
    if (block?.stated && block.whole) append(rows.records, recordsOf(block));
    else if (block) rows.unparsed.push(`peer ${block.session.peer}`);
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    if (line === '') continue;
    // A peer whose first line is missing: nothing of it is about the one before it.
    if (block?.whole && !isNoise(line) && !behindEnd.test(line) && !betweenPeers.test(line)) {
      close();
      block = null;
    }
    // Nearly every line is one of these: they are not tried against anything else.
    if (block && (line.startsWith(' ') || line.startsWith('Description: '))) {
      if (!readLine(block, line)) rows.unparsed.push(line);
      continue;
    }
    const told = vrfOfEcho(line);
    const instance = /^(?:Instance|VRF) (\S{1,64}):$/.exec(line);
    const isPeer = line.startsWith('BGP neighbor ') || line.includes(', remote AS ');
    const opened = isPeer ? openBlock(line, vrf) : null;
    // A peer that is not understood: what follows is not about the one before it.
    if (isPeer && !opened) {
      close();
      block = null;
    }
    if (told !== undefined) vrf = told ?? asked;
    else if (instance) vrf = instance[1] ?? null;
    else if (nobody.test(line)) absent = true;
    else if (!block && isCommandTitle(line)) continue;
    else if (opened) {
      close();
      block = { session: opened, families: [], stated: false, whole: false };
    } else if (block && !isNoise(line)) {
      if (!readLine(block, line)) rows.unparsed.push(line);
    } else if (!isNoise(line)) {
      if (rows.records.length === 0 && !absent) return null;
      rows.unparsed.push(line);
    }
  }
  if (!block) return rows.records.length === 0 && !absent ? null : withCut(rows, text);
  const open: Block = block;
  if (!open.whole)
    return { ...rows, incomplete: `the block of ${open.session.peer} has no end: the answer was cut off` };
  // What BFD says of a peer is indented: cut there, its word is missing.
  if (text.cut?.startsWith(' ') && open.session.bfd === null) open.whole = false;
  close();
  return withCut(rows, text);
}

/** What BFD says of a peer stands below its last line. */
const behindEnd = /^ {1,4}(?:BFD: |Detect Mul|Profile: |Status: )/;
const nobody = /^% No (?:such neighbor\b|BGP neighbors found$)/;
const betweenPeers = /^(?:BGP neighbor |(?:Instance|VRF) \S{1,64}:$)/;

/** `BGP neighbor is 198.51.100.1, remote AS …` or, without an address of its own, `BGP neighbor on eth5: (unspec), remote AS …`. */
function openBlock(line: string, vrf: string | null): BgpPeerRecord | null {
  const [, address = '', place = '', remote, local] =
    /^BGP neighbor (?:is (\*?[0-9A-Fa-f.:]{2,45})|on (\S{1,64}): \S{2,45}), remote AS ([\d.]{1,11}|Unspecified), local AS ([\d.]{1,11})(?:,? .{0,120})?$/.exec(
      line,
    ) ?? [];
  const peer = place === '' ? canonicalIp(address.replace('*', '')) : frrInterfaceName(place);
  if (peer === null || (asNumberOf(remote) === null && remote !== 'Unspecified')) return null;
  return blankPeer({
    vrf,
    localAs: asNumberOf(local),
    peer,
    remoteAs: remoteAsOf(remote),
  });
}

/** Lines at the margin that say nothing we read; the others are indented. */
const known =
  /^(?:Hostname|Foreign host|Nexthop(?: global| local)?|BGP connection|BGP Connect Retry Timer in Seconds|Estimated round trip time|Domainname): |^(?:Next (?:connect|start) timer due|MRAI \(interval |BFD Hold Time \(interval |Shutdown when RTT > |Peer Authentication|Address family|Displayed|Configured|TCP|IP |Multiprotocol)/;

/** False for a line that no peer has. */
function readLine(block: Block, line: string): boolean {
  const family = line.startsWith(' For address family') ? /^ For address family: (.{2,40})$/.exec(line) : null;
  const host = /^Local host: (\S{2,45}), Local port: \d{1,5}$/.exec(line);
  if (!family && /^ For address family|^ +Local host: |^ [\w ]{0,30}: (?:IPv[46]|VPNv[46]|L2VPN) /.test(line))
    return false;
  if (family) {
    const addressFamily = familyOfHeading(family[1] ?? '');
    block.families.push({ ...block.session, addressFamily });
    return addressFamily !== null;
  }
  if (host) {
    block.session.localAddress = canonicalIp(host[1] ?? '');
    return block.session.localAddress !== null;
  }
  if (/^Read thread: (?:on|off) +Write thread: (?:on|off)/.test(line)) block.whole = true;
  // What is left of a line that counted prefixes; the bytes of a message stand further to the right.
  else if (/^ {2}\d+$/.test(line)) return false;
  else if (block.whole && /^ +Status: /.test(line)) {
    block.session.bfd = /^ +Status: (Up|Down|Admin Down|Unknown), Last update: \S/.exec(line)?.[1] ?? null;
    return block.session.bfd !== null;
  } else if (/^\s/.test(line)) {
    const last = block.families.at(-1);
    const isRead = last ? readFamilyLine(last, line.trim()) : !/^ +\d{1,10} accepted/.test(line);
    return readSession(block, line.trim()) && isRead;
  } else return known.test(line);
  return true;
}

const readable =
  /^(?:BGP (?:state|version)|Hold time|Last read|Total:|Admin|Description:|Connections established|Last reset)|^\S+ shut down$/;

/** Words of lines that are read, behind a label that is none of theirs. */
const bent =
  /^\w+ shut down\b|^BGP \w+ \d, |^\w+ version \d|, (?:local|remote) router ID |^(?!Configured )(?:\w+ |Last .{1,40}, )\w+ is \d.*, keepalive |^(?!Configured ).{0,40}\b(?:hold )?time is \d|^Connections |; dropped \d|^\w+ established \d|^\w+ reset (?:\d|never)|^Last (?!read )\w+ (?:\d|never)|^(?!Opens|Notifications|Updates|Keepalives|Route Refresh|Capability)[A-Z][\w ]{2,20}: +\d{1,15} +\d{1,15}$/;

/** False for a line that should have been read. */
function readSession(block: Block, line: string): boolean {
  const { session } = block;
  if (!readable.test(line)) return !(bent.test(line) || isBentWord(line.split(':', 1)[0] ?? '', ['Description']));
  const state = /^BGP state = ([A-Za-z]{4,12})(?: \((?:NSF )?passive\)){0,2}(?:, up for (\S{1,20}))?$/.exec(line);
  const hold =
    /^(?:Last read \S{1,20}, hold|Hold) time is (\d{1,5})(?: seconds)?, keepalive interval is (\d{1,5}) seconds$/.exec(
      line,
    );
  const totals = /^Total: +(\d{1,15}) +(\d{1,15})$/.exec(line);
  const words = frrBgpState(state?.[1] ?? '');
  if (words) {
    block.stated = words.state !== 'established' || uptimeSeconds(state?.[2] ?? '') !== null;
    session.state = words.state;
    session.upSeconds = words.state === 'established' ? uptimeSeconds(state?.[2] ?? '') : null;
    session.stateSeconds = session.upSeconds;
  }
  const off = line.startsWith('Administratively shut down');
  if (off) Object.assign(session, { adminDown: true, reason: 'Admin' });
  if (hold) Object.assign(session, { holdSeconds: Number(hold[1]), keepaliveSeconds: Number(hold[2]) });
  if (totals) Object.assign(session, { messagesOut: Number(totals[1]), messagesIn: Number(totals[2]) });
  const description = /^Description: (.{1,255})$/.exec(line);
  if (description) session.description = description[1] ?? null;
  const version = /^BGP version 4, remote router ID [\d.]{7,15}, local router ID ([\d.]{7,15})$/.exec(line);
  if (version) session.routerId = version[1] ?? null;
  const dropped = /^Connections established \d{1,10}; dropped (\d{1,10})$/.exec(line);
  if (dropped) session.flaps = Number(dropped[1]);
  const reset = /^Last reset (\S{1,20}), +(?:due to(?: |$))?(|\S.{0,300})$/.exec(line);
  const why = reset ? resetWords(reset[2] ?? '') : null;
  if (reset) Object.assign(session, { lastResetSeconds: uptimeSeconds(reset[1] ?? '') }, why);
  if (reset && (session.lastResetSeconds === null || why === null)) return false;
  const isRead = off || (words ?? hold ?? totals ?? description ?? version ?? dropped ?? reset) !== null;
  return (
    isRead ||
    /^(?:Last reset never|BGP version 4, remote router ID [\d.]{7,15}|Last read \S{1,20}, Last write \S{1,20})$/.test(
      line,
    )
  );
}

/** `Notification received (Cease/Administrative Shutdown)`, `Admin. shutdown`. Null for words that bgpd does not have. */
function resetWords(text: string): Partial<BgpPeerRecord> | null {
  const [, direction, inside = ''] = /^(?:BGP )?Notification (received|sen[dt]) \((.{1,200})\)$/i.exec(text) ?? [];
  if (direction === undefined) {
    // Newer releases put behind the reason what software the peer runs, in its own words.
    const lastResetReason = isResetWord(text) ? text : text.replace(/ \((?!.*\) \().{1,80}\)$/, '');
    return lastResetReason === '' || isResetWord(lastResetReason) ? { lastResetReason: lastResetReason || null } : null;
  }
  if (!isNotificationWord(inside)) return null;
  return {
    lastResetReason: inside,
    lastErrorCode: notificationCode(inside),
    lastNotificationDirection: direction === 'received' ? 'received' : 'sent',
  };
}

function recordsOf({ session, families }: Block): BgpPeerRecord[] {
  if (families.length === 0) return [session];
  const up = session.state === 'established';
  return families.map(({ addressFamily, prefixesReceived, prefixesSent, maxPrefixes, importPolicy, exportPolicy }) => ({
    ...session,
    addressFamily,
    prefixesReceived: up ? prefixesReceived : null,
    prefixesSent: up ? prefixesSent : null,
    maxPrefixes,
    importPolicy,
    exportPolicy,
  }));
}
