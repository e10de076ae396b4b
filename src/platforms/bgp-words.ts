import type { BgpState } from '../domain/routing-records.ts';
import { isBentWord } from './bent-word.ts';

export interface BgpStateWords {
  state: BgpState;
  adminDown: boolean;
  /** What stands in brackets behind the state: Admin, PfxCt, NoIf … */
  reason: string | null;
}

const states: Record<string, BgpState> = {
  idle: 'idle',
  connect: 'connect',
  active: 'active',
  opensent: 'opensent',
  openconfirm: 'openconfirm',
  established: 'established',
  estab: 'established',
  establ: 'established',
};

/** "Idle (Admin)", "Idle(NoIf)", "Establ", "OpenSent" … Null for a word that is no BGP state, and where what is in brackets is nearly the word for shut down. */
export function bgpState(words: string): BgpStateWords | null {
  const match = /^([A-Za-z]{4,12}) ?(?:\(([\w. /-]{1,40})\))?$/.exec(words.trim());
  const state = states[match?.[1]?.toLowerCase() ?? ''];
  if (!match || !state) return null;
  const reason = match[2] ?? null;
  if (reason !== null && isBentWord(reason, ['Admin'])) return null;
  return { state, adminDown: reason !== null && /^admin/i.test(reason), reason };
}

const families: Record<string, string> = {
  ipv4Unicast: 'ipv4-unicast',
  ipv6Unicast: 'ipv6-unicast',
  ipv4Multicast: 'ipv4-multicast',
  ipv6Multicast: 'ipv6-multicast',
  ipv4Vpn: 'ipv4-vpn',
  ipv6Vpn: 'ipv6-vpn',
  ipv4MplsVpn: 'ipv4-vpn',
  ipv6MplsVpn: 'ipv6-vpn',
  ipv4LabeledUnicast: 'ipv4-labeled-unicast',
  ipv6LabeledUnicast: 'ipv6-labeled-unicast',
  ipv4MplsLabels: 'ipv4-labeled-unicast',
  ipv6MplsLabels: 'ipv6-labeled-unicast',
  ipv4Flowspec: 'ipv4-flowspec',
  ipv6Flowspec: 'ipv6-flowspec',
  ipv4FlowSpec: 'ipv4-flowspec',
  ipv6FlowSpec: 'ipv6-flowspec',
  ipv4Encap: 'ipv4-encap',
  ipv6Encap: 'ipv6-encap',
  ipv4Unreachability: 'ipv4-unreachability',
  ipv6Unreachability: 'ipv6-unreachability',
  ipv4SrTe: 'ipv4-sr-te',
  ipv6SrTe: 'ipv6-sr-te',
  l2VpnEvpn: 'l2vpn-evpn',
  l2VpnVpls: 'l2vpn-vpls',
  linkState: 'link-state',
  rtMembership: 'route-target',
};

/** `ipv4Unicast` to `ipv4-unicast`, as EOS and FRR spell address families in JSON; null for another key. */
export function familyOfKey(key: string): string | null {
  return Object.hasOwn(families, key) ? (families[key] ?? null) : null;
}

/** `IPv4 Unicast`, `IPv4 LABELED-UNICAST`, `L2VPN EVPN`: FRR's headings. */
export function familyOfHeading(heading: string): string | null {
  const kebab = heading
    .trim()
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/^(ipv[46])-labeled$/, '$1-labeled-unicast');
  return Object.values(families).find((family) => family === kebab) ?? null;
}

const notificationNames: readonly [RegExp, number][] = [
  [/^message header error/i, 1],
  [/^open message error/i, 2],
  [/^update message error/i, 3],
  [/^hold timer expired/i, 4],
  [/^(?:finite state machine|neighbor events) error/i, 5],
  [/^cease/i, 6],
  [/^route-refresh message error/i, 7],
  [/^send hold timer expired/i, 8],
];

/** The code of RFC 4271 behind the words of a notification. */
export function notificationCode(words: string | null): number | null {
  return notificationNames.find(([pattern]) => words !== null && pattern.test(words))?.[1] ?? null;
}

/** The reasons of a Cease in words, RFC 4486, RFC 8538 and RFC 9384, with their subcodes: as EOS and SR OS print them, in small letters. */
export const ceaseReasons: Readonly<Record<string, number>> = {
  'maximum number of prefixes reached': 1,
  'administrative shutdown': 2,
  'peer de-configured': 3,
  'administrative reset': 4,
  'connection rejected': 5,
  'other configuration change': 6,
  'connection collision resolution': 7,
  'out of resources': 8,
  'hard reset': 9,
  'bfd down': 10,
};
