import type { BgpPeerRecord } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { bgpState, notificationCode } from '../bgp-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';

interface Block {
  record: BgpPeerRecord;
  /** Its second line named the VRF: IOS, FRR and NX-OS open their blocks alike and go on otherwise. */
  isOurs: boolean;
  stated: boolean;
  whole: boolean;
  transitions: number | null;
  lastEvent: string | null;
  /** The age of a notification was not understood. */
  undated: boolean;
  families: { family: string; sent: number | null; received: number }[];
}

const opening =
  /^BGP neighbor is ([0-9A-Fa-f.:%\w]{2,64}), remote AS ([\d.]{1,11}), (?:external|internal|confed-\w+) link$/;

/**
 * `show bgp neighbors` in its text form, one record per address family that has prefixes. What stands behind the
 * addresses of the TCP session (BFD, authentication) is not read: nothing shows where it ends. Null when no block opens.
 */
export function eosBgpBlocks(text: TextLines): Rows<BgpPeerRecord> | null {
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const opened = opening.exec(raw);
    if (opened) {
      if (block && !close(block, rows)) return null;
      block = openBlock(opened);
      if (!block) rows.unparsed.push(raw);
    } else if (block && (/^BGP\b/.test(raw) || (block.isOurs && /^ +BGP version 4, /.test(raw)))) {
      // A heading in a form that is not known: what stands below it is nobody's.
      if (!close(block, rows)) return null;
      rows.unparsed.push(raw);
      block = null;
    } else if (block) readLine(block, raw.trim());
    else if (!isNoise(raw)) {
      if (rows.unparsed.length === 0) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!block) return rows.unparsed.length > 0 ? withCut(rows, text) : null;
  if (!block.whole)
    return { ...rows, incomplete: `the block of ${block.record.peer} has no end: the answer was cut off` };
  if (!close(block, rows)) return null;
  return withCut(rows, text);
}

function openBlock([, peer = '', as = '']: RegExpExecArray): Block | null {
  const remoteAs = asNumberOf(as);
  if (remoteAs === null || canonicalIp(peer.split('%')[0] ?? '') === null) return null;
  const record = blankPeer({
    vrf: null,
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer: canonicalIp(peer) ?? peer,
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
  return {
    record,
    isOurs: false,
    stated: false,
    whole: false,
    transitions: null,
    lastEvent: null,
    undated: false,
    families: [],
  };
}

/** False when the block is one of another platform. */
function close(
  { record, isOurs, stated, transitions, lastEvent, families }: Block,
  rows: Rows<BgpPeerRecord>,
): boolean {
  if (!isOurs) return false;
  if (!stated) {
    rows.unparsed.push(`peer ${record.peer}: no state`);
    return true;
  }
  const established = record.state === 'established';
  const session: BgpPeerRecord = {
    ...record,
    lastResetReason: established ? null : lastEvent,
    // A session that is up came up once more than it went down.
    flaps: transitions === null ? null : Math.max(0, established ? transitions - 1 : transitions),
  };
  const used = families.filter(({ sent, received }) => received > 0 || (sent ?? 0) > 0);
  rows.records.push(
    ...(used.length === 0
      ? [session]
      : used.map(({ family, sent, received }) => ({
          ...session,
          addressFamily: family,
          prefixesReceived: received,
          prefixesSent: sent,
        }))),
  );
  return true;
}

function readLine(block: Block, line: string): void {
  for (const { pattern, take } of lines) {
    const match = pattern.exec(line);
    if (match) {
      take(block, match);
      return;
    }
  }
}

const lines: readonly { pattern: RegExp; take: (block: Block, match: RegExpExecArray) => void }[] = [
  {
    pattern: /^BGP version 4, remote router ID \S{1,45}, VRF (\S{1,64})$/,
    take: (block, [, vrf]) => {
      block.isOurs = true;
      block.record.vrf = vrf ?? null;
    },
  },
  {
    pattern: /^Description: (\S.{0,250})$/,
    take: ({ record }, [, words]) => {
      record.description = words ?? null;
    },
  },
  {
    pattern: /^Hold time is (\d{1,5}), keepalive interval is (\d{1,5}) seconds$/,
    take: ({ record }, [, hold, keepalive]) => {
      record.holdSeconds = Number(hold);
      record.keepaliveSeconds = Number(keepalive);
    },
  },
  {
    pattern: /^BGP state is ([A-Za-z]{4,12})(?:, (.{1,100}))?$/,
    take: (block, [, word = '', rest]) => {
      const known = bgpState(word);
      if (!known) return;
      const up = /^up for (\S{1,16})$/.exec(rest ?? '')?.[1];
      const adminDown = /admin/i.test(rest ?? '');
      const seconds = up === undefined ? null : uptimeSeconds(up);
      const established = known.state === 'established';
      Object.assign(block.record, {
        state: known.state,
        adminDown,
        reason: adminDown ? 'Admin' : established ? null : (rest ?? null),
        stateSeconds: seconds,
        upSeconds: established ? seconds : null,
      });
      block.stated = true;
    },
  },
  {
    pattern: /^Number of transitions to established: (\d{1,9})$/,
    take: (block, [, count]) => {
      block.transitions = Number(count);
    },
  },
  {
    pattern: /^Last event was (\w{2,40})$/,
    take: (block, [, event]) => {
      block.lastEvent = event ?? null;
    },
  },
  {
    pattern: /^Last (sent|rcvd|received) notification: ?(\S.{0,100}?), Last time (\S{1,16})(?:, .*)?$/,
    take: (block, [, direction, words = '', age = '']) => {
      const { record } = block;
      const seconds = uptimeSeconds(age);
      // Of the two directions the later one counts.
      if (seconds === null || block.undated) {
        // Which of them is the later one is not known then.
        block.undated = true;
        record.lastErrorCode = record.lastResetSeconds = record.lastNotificationDirection = null;
        return;
      }
      if (record.lastResetSeconds !== null && seconds > record.lastResetSeconds) return;
      record.lastErrorCode = notificationCode(words);
      record.lastNotificationDirection = direction === 'sent' ? 'sent' : 'received';
      record.lastResetSeconds = seconds;
    },
  },
  {
    pattern: /^Total messages: +(\d{1,15}) +(\d{1,15})$/,
    take: ({ record }, [, sent, received]) => {
      record.messagesOut = Number(sent);
      record.messagesIn = Number(received);
    },
  },
  {
    pattern: /^(IPv4|IPv6) Unicast: +(\d{1,12}|-) +(\d{1,12})(?: +\d{1,12})*$/,
    take: ({ families }, [, version = '', sent, received]) => {
      families.push({
        family: `${version.toLowerCase()}-unicast`,
        sent: sent === '-' ? null : Number(sent),
        received: Number(received),
      });
    },
  },
  {
    pattern: /^Configured maximum total number of routes is (\d{1,12})(?:,.*)?$/,
    take: ({ record }, [, limit]) => {
      record.maxPrefixes = limit === '0' ? null : Number(limit);
    },
  },
  {
    pattern: /^(Inbound|Outbound) route map is (\S{1,128})$/,
    take: ({ record }, [, direction, name]) => {
      if (direction === 'Inbound') record.importPolicy = name ?? null;
      else record.exportPolicy = name ?? null;
    },
  },
  {
    pattern: /^Local AS is ([\d.]{1,11}), local router ID (\S{1,45})$/,
    take: ({ record }, [, as, id]) => {
      record.localAs = asNumberOf(as);
      record.routerId = canonicalIp(id ?? '');
    },
  },
  {
    pattern: /^Local TCP address is ([0-9A-Fa-f.:]{2,45})(?:, .*)?$/,
    take: ({ record }, [, address]) => {
      record.localAddress = canonicalIp(address ?? '');
    },
  },
  {
    pattern: /^Remote TCP address is /,
    take: (block) => {
      block.whole = true;
    },
  },
];
