import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { isBentWord } from '../bent-word.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf, countOf } from '../values.ts';
import { type FamilyPart, openFamily, readAccepted, readPolicy } from './bgp-peer-family.ts';
import { readLastReset, readState } from './bgp-peer-state.ts';

export interface PeerBlock {
  base: BgpPeerRecord;
  families: FamilyPart[];
  stated: boolean;
  /** The last reset was printed: nothing that is read follows. */
  whole: boolean;
}

/** `BGP neighbor is 192.0.2.1` and `BGP neighbor is 192.0.2.1, vrf RED`; null for another form. */
export function openPeer(line: string, vrf: string | null): PeerBlock | null {
  const match = /^BGP neighbor is ([0-9A-Fa-f.:]{2,45})(?:, +vrf (\S{1,64}))?$/.exec(line);
  const peer = canonicalIp(match?.[1] ?? '');
  if (!match || peer === null) return null;
  const base = blankPeer({
    vrf: match[2] ?? vrf,
    peer,
  });
  return { base, families: [], stated: false, whole: false };
}

/** False for a line that is known by its first words and whose figures are in another form: nothing of it is taken. */
export function readPeerLine(block: PeerBlock, line: string): boolean {
  const family = block.families.at(-1);
  if (
    family &&
    (line.includes('accepted prefixes') ||
      line.endsWith('are bestpaths') ||
      (family.prefixesAccepted === null && /^\d+$/.test(line)))
  )
    return readAccepted(family, line);
  const known = lines.find(({ label }) => line.startsWith(label));
  // Words of theirs behind first words that are nobody's: a bent label.
  if (known === undefined)
    return !(
      lines.some(({ mark }) => mark?.test(line)) || isBentWord(line.split(':', 1)[0] ?? '', ['Description', 'Total'])
    );
  return known.read(block, line.slice(known.label.length));
}

/** In brackets behind `BFD enabled`. Source: `Bgp-bfd-state` in Cisco-IOS-XR-ipv4-bgp-oper. */
const bfdState =
  /^ \((?:session )?((?:up|down|initializing|admin[ -]?down|disabled|created|configured|not (?:yet )?(?:configured|created|supported))(?:, [^()]{1,80}| \([^()]{1,60}\))?)\)/i;

interface KnownLine {
  label: string;
  /** Words that stand in this line alone. */
  mark?: RegExp;
  /** Takes what stands behind the label; false when it has another form. */
  read: (block: PeerBlock, rest: string) => boolean;
}

const lines: readonly KnownLine[] = [
  {
    label: 'BGP state',
    read: (block, rest) => {
      const isRead = readState(block.base, rest.replace(/^ = /, ''));
      block.stated ||= isRead;
      return isRead;
    },
  },
  { label: 'For Address Family:', read: ({ families }, rest) => openFamily(families, rest) },
  { label: 'Remote AS', mark: /, local AS /, read: ({ base }, rest) => systems(base, rest) },
  {
    label: 'Description:',
    read: ({ base }, rest) => {
      base.description ??= rest.trim() || null;
      return true;
    },
  },
  {
    label: 'Administratively shut',
    read: ({ base }) => {
      base.adminDown = true;
      return true;
    },
  },
  { label: 'Hold time is', mark: /keepalive interval is/, read: ({ base }, rest) => timers(base, rest) },
  {
    label: 'Received',
    mark: / notifications, /,
    read: ({ base, families }, rest) => {
      if (families.length > 0) return true;
      base.messagesIn = messages(rest);
      return base.messagesIn !== null;
    },
  },
  {
    label: 'Sent',
    read: ({ base, families }, rest) => {
      if (families.length > 0) return true;
      base.messagesOut = messages(rest);
      return base.messagesOut !== null;
    },
  },
  {
    label: 'Total:',
    read: ({ base }, rest) => {
      const match = /^ +(\d{1,15}) +(\d{1,15})$/.exec(rest);
      if (match) [base.messagesOut, base.messagesIn] = [Number(match[1]), Number(match[2])];
      return match !== null;
    },
  },
  {
    label: 'BFD enabled',
    mark: /^BFD \w+(?: \(|$)|^\w+ enabled \(|\(session /,
    read: ({ base }, rest) => {
      const state = bfdState.exec(rest)?.[1];
      if (state === undefined && rest.includes('(')) return false;
      base.bfd = state ?? 'enabled';
      return true;
    },
  },
  {
    label: 'Connections established',
    mark: /; dropped /,
    read: ({ base }, rest) => {
      const dropped = /^ \d{1,10}; dropped (\d{1,10})$/.exec(rest)?.[1];
      if (dropped !== undefined) base.flaps = Number(dropped);
      return dropped !== undefined;
    },
  },
  {
    label: 'Local host:',
    mark: /, Local port: /,
    read: ({ base }, rest) => {
      base.localAddress = canonicalIp(/^ ([0-9A-Fa-f.:]{2,45})(?=$|,)/.exec(rest)?.[1] ?? '');
      return base.localAddress !== null;
    },
  },
  {
    label: 'Last reset',
    mark: /, due to |^\w+ reset \S+$|^Last (?!read|write|ack|KA)\w+ \S+$/,
    read: (block, rest) => {
      block.whole = true;
      return readLastReset(block.base, rest);
    },
  },
  {
    label: 'Maximum prefixes allowed',
    mark: /prefixes allowed |^Maximum \w+ allowed |^Maximum prefixes \w+ \d/,
    read: ({ families }, rest) => {
      const most = /^ (\d{1,10})(?!\S)/.exec(rest)?.[1];
      const part = families.at(-1);
      if (part && most !== undefined) part.maxPrefixes = Number(most);
      return most !== undefined;
    },
  },
  {
    label: 'Policy for',
    mark: /advertisements is |^\w+ for (?:incoming|outgoing) /,
    read: ({ families }, rest) => readPolicy(families.at(-1), rest),
  },
];

function systems(base: BgpPeerRecord, rest: string): boolean {
  const match = /^ ([\d.]{1,12}), local AS ([\d.]{1,12})(?=,|$| [a-z])/.exec(rest);
  const [remoteAs, localAs] = [asNumberOf(match?.[1]), asNumberOf(match?.[2])];
  if (remoteAs === null || localAs === null) return false;
  [base.remoteAs, base.localAs] = [remoteAs, localAs];
  return true;
}

function timers(base: BgpPeerRecord, rest: string): boolean {
  const match = /^ (\d{1,5}), keepalive interval is (\d{1,5}) seconds(?!\S)/.exec(rest);
  if (match) [base.holdSeconds, base.keepaliveSeconds] = [Number(match[1]), Number(match[2])];
  return match !== null;
}

function messages(rest: string): number | null {
  return countOf(/^ (\d{1,15}) messages(?=,|$)/.exec(rest)?.[1]);
}
