import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { bgpState, notificationCode } from '../bgp-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { asNumberOf } from '../values.ts';
import { eosBgpFamily } from './bgp-families.ts';
import { isBentReason, notificationSubcode } from './bgp-notification.ts';
import { knownLineReader } from './known-lines.ts';

/** What is known of one peer while its block is read. */
export interface Block {
  record: BgpPeerRecord;
  /** Its second line named the VRF: IOS, FRR and NX-OS open their blocks alike and go on otherwise. */
  isOurs: boolean;
  stated: boolean;
  whole: boolean;
  transitions: number | null;
  lastEvent: string | null;
  /** The age of a notification was not understood. */
  undated: boolean;
  /** How many figures a line of the statistics has. */
  columns: number;
  /** The statistics of prefixes have begun and not ended. */
  isCounting: boolean;
  families: { family: string; sent: number | null; received: number }[];
  /** The route maps that are named for one family. */
  policies: Map<string, Partial<Pick<BgpPeerRecord, 'importPolicy' | 'exportPolicy'>>>;
}

/** `up for 2d03h`, also with one of its words bent. */
const ofAge = /^(?:up for\b|\w+ for \S{1,16}$|up \w+ \S{1,16}$)/;

export const readPeerLine = knownLineReader<Block>([
  {
    is: /^BGP version 4, /,
    pattern: /^BGP version 4, remote router ID \S{1,45}, VRF (\S{1,64})$/,
    take: (block, [, vrf]) => {
      block.isOurs = true;
      block.record.vrf = vrf ?? null;
      return true;
    },
  },
  {
    is: /^Description: \S/,
    labels: ['Description:'],
    pattern: /^Description: (\S.{0,250})/,
    take: ({ record }, [, words]) => {
      record.description = words ?? null;
      return true;
    },
  },
  {
    is: /^Hold time is/,
    labels: ['Hold time is #, keepalive interval'],
    pattern: /^Hold time is (\d{1,5}), keepalive interval is (\d{1,5}) seconds\b/,
    take: ({ record }, [, hold, keepalive]) => {
      record.holdSeconds = Number(hold);
      record.keepaliveSeconds = Number(keepalive);
      return true;
    },
  },
  {
    is: /^BGP state is/,
    pattern: /^BGP state is ([A-Za-z]{4,12})(?:, (.{1,100}))?$/,
    take: (block, [, word = '', rest]) => {
      const known = bgpState(word);
      if (!known) return false;
      const up = /^up for ?(\S{0,16})$/.exec(rest ?? '')?.[1];
      const adminDown = /admin|shut ?down/i.test(rest ?? '');
      const seconds = up === undefined || rest?.[6] !== ' ' ? null : uptimeSeconds(up);
      const established = known.state === 'established';
      Object.assign(block.record, {
        state: known.state,
        adminDown,
        reason: adminDown ? 'Admin' : established ? null : (rest ?? null),
        stateSeconds: seconds,
        upSeconds: established ? seconds : null,
      });
      block.stated = true;
      return seconds !== null || (!established && !ofAge.test(rest ?? ''));
    },
  },
  {
    is: /^Number of transitions/,
    labels: ['Number of transitions to established:'],
    pattern: /^Number of transitions to established: (\d{1,9})$/,
    take: (block, [, count]) => {
      block.transitions = Number(count);
      return true;
    },
  },
  {
    is: /^Last event was/,
    labels: ['Last event was #'],
    pattern: /^Last event was (\w{2,40})$/,
    take: (block, [, event]) => {
      block.lastEvent = event ?? null;
      return true;
    },
  },
  {
    is: /^Last (?:sent|rcvd|received) notification|^\S+ \S+ notification: ?\S|^(?!Last \S+ socket-error:).+, Last time ?\S/,
    pattern: /^Last (sent|rcvd|received) notification: ?(\S.{0,100}?), Last time ?(\S{0,16})(?:, .*)?$/,
    take: (block, [, direction, words = '', age = '']) => {
      const { record } = block;
      const seconds = uptimeSeconds(age);
      // Of the two directions the later one counts.
      if (seconds === null || block.undated) {
        // Which of them is the later one is not known then.
        block.undated = true;
        record.lastErrorCode = record.lastErrorSubcode = null;
        record.lastResetSeconds = record.lastNotificationDirection = null;
        return false;
      }
      if (record.lastResetSeconds !== null && seconds > record.lastResetSeconds) return true;
      record.lastErrorCode = notificationCode(words);
      const why = words.slice(words.indexOf('/') + 1);
      record.lastErrorSubcode = notificationSubcode(words, why);
      record.lastNotificationDirection = direction === 'sent' ? 'sent' : 'received';
      record.lastResetSeconds = seconds;
      return record.lastErrorCode !== null && !isBentReason(words, why);
    },
  },
  {
    is: /^Sent +Rcvd/,
    pattern: /^Sent +Rcvd(?: +(\S.*))?$/,
    take: (block, [, more]) => {
      block.columns = 2 + (more?.split(/ {2,}/).length ?? 0);
      return true;
    },
  },
  {
    is: /^Total messages/,
    labels: ['Total messages: # #'],
    pattern: /^Total messages: +(\d{1,15}) +(\d{1,15})$/,
    take: ({ record }, [, sent, received]) => {
      record.messagesOut = Number(sent);
      record.messagesIn = Number(received);
      return true;
    },
  },
  {
    is: /^Prefix [Ss]tatistics/,
    pattern: /^/,
    take: (block) => {
      block.isCounting = true;
      return true;
    },
  },
  {
    is: /^Configured maximum total number of routes/,
    labels: ['Configured maximum total number of routes is #'],
    pattern: /^Configured maximum total number of routes is (\d{1,12})(?:,? .*)?$/,
    take: ({ record }, [, limit]) => {
      record.maxPrefixes = limit === '0' ? null : Number(limit);
      return true;
    },
  },
  {
    is: /^(?:Inbound|Outbound) \S+ map | route map (?:is|for) | route \S+ (?:is|for) /,
    pattern: /^(Inbound|Outbound) route map (?:for ([A-Z][\w -]{2,30}) )?is (\S{1,128})$/,
    take: ({ record, policies }, [, direction, name, policy]) => {
      const key = direction === 'Inbound' ? 'importPolicy' : 'exportPolicy';
      const family = name === undefined ? null : eosBgpFamily(name);
      if (name === undefined) record[key] = policy ?? null;
      else if (typeof family === 'string') policies.set(family, { ...policies.get(family), [key]: policy });
      return family !== undefined;
    },
  },
  {
    is: /^Local AS is/,
    labels: ['Local AS is #, local router ID'],
    pattern: /^Local AS is ([\d.]{1,11}), local router ID (\S{1,45})$/,
    take: ({ record }, [, as, id]) => {
      record.localAs = asNumberOf(as);
      record.routerId = canonicalIp(id ?? '');
      return record.localAs !== null && record.routerId !== null;
    },
  },
  {
    is: /^Local TCP address is/,
    labels: ['Local TCP address is #'],
    pattern: /^Local TCP address is ([0-9A-Fa-f.:]{2,45})(?:%\S{1,32})?(?:, .*)?$/,
    take: ({ record }, [, address]) => {
      record.localAddress = canonicalIp(address ?? '');
      return record.localAddress !== null;
    },
  },
  {
    is: /^Remote TCP address is /,
    labels: ['Remote TCP address is #'],
    pattern: /^/,
    take: (block) => {
      block.whole = true;
      return true;
    },
  },
]);

/** Those of a family that has no name of ours are known and not kept. */
export const ofFamily =
  /^(IPv[46] (?:Unicast|Multicast|Labeled[- ]Unicast|SR-TE|Flow Specification|MVPN|Dps|with MPLS Labels)|VPN-IPv[46]|L2VPN (?:EVPN|VPLS)|EVPN|Dps|RT Membership|Link[- ]State): +((?:\d{1,12}|-)(?: +(?:\d{1,12}|-))+)$/;

/** A line of the statistics of prefixes: `IPv4 Unicast: 7 2`, sent and received. False for another form. */
export function readFamily({ columns, families }: Block, line: string): boolean {
  const [, name = '', figures = ''] = ofFamily.exec(line) ?? [];
  const numbers = figures.split(/ +/);
  const [sent, received] = numbers.map((figure) => (figure === '-' ? null : Number(figure)));
  if (name === '' || numbers.length !== columns || typeof received !== 'number') return false;
  const family = eosBgpFamily(name) ?? null;
  if (family !== null) families.push({ family, sent: sent ?? null, received });
  return true;
}
