import { isIPv4 } from 'node:net';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import { bgpState } from '../bgp-words.ts';
import { blankPeer } from '../records.ts';
import { asNumberOf, countOf, textOf } from '../values.ts';
import { notificationOf } from './bgp-notification.ts';
import { ageOf, instantMs } from './instants.ts';
import { hasKnownAdmin, isAbsent, isAddress, isAddressOrAbsent, isIdentity } from './leaves.ts';
import { at, type Branch, listOf, wordOf } from './state-tree.ts';

/** Why a neighbour is not read, or null: a leaf that decides something holds no word of the tree. */
function flawOf(neighbor: Branch): string | null {
  if (!isAddressOrAbsent(neighbor['peer-address'])) return 'has no address';
  if (!hasKnownAdmin(neighbor)) return 'has no known admin state';
  const list = listOf(neighbor, 'afi-safi');
  const older = olderFamilies.map((key) => at(neighbor, key)).filter((one) => one !== null);
  const known = list.every((one) => isIdentity(wordOf(one['afi-safi-name']) ?? ''));
  return known && [...list, ...older].every(hasKnownAdmin) ? null : 'has an address family of no known name or state';
}

/** One record for each address family that is enabled; one without a family where the tree names none. Else the words that say why it is not read. */
export function peersOf(
  neighbor: Branch,
  bgp: Branch | null,
  vrf: string | null,
  nowMs: number | null,
): BgpPeerRecord[] | string {
  const flaw = flawOf(neighbor);
  if (flaw !== null) return flaw;
  const peer = wordOf(neighbor['peer-address']) ?? wordOf(neighbor['interface']);
  // A neighbour that was shut before its first session has no state.
  const shut = neighbor['admin-state'] === 'disable' ? 'idle' : '';
  const words = bgpState(wordOf(neighbor['session-state']) ?? shut);
  if (peer === null || !words) return 'has no session state';
  const established = words.state === 'established';
  const group = listOf(bgp, 'group').find((one) => one['group-name'] === neighbor['peer-group']) ?? null;
  const base: BgpPeerRecord = {
    ...blankPeer({
      vrf,
      addressFamily: null,
      localAs: localAsOf(neighbor, group, bgp),
      routerId: routerIdOf(bgp),
      peer,
      remoteAs: asNumberOf(neighbor['peer-as']),
      state: words.state,
      adminDown: neighbor['admin-state'] === 'disable',
      reason: established
        ? null
        : neighbor['admin-state'] === 'disable'
          ? 'admin'
          : (wordOf(neighbor['oper-down-reason']) ?? wordOf(neighbor['idle-reason'])),
      // The last step into the established state, or out of it.
      stateSeconds: ageOf(neighbor['last-established'], nowMs),
      upSeconds: established ? ageOf(neighbor['last-established'], nowMs) : null,
      prefixesReceived: null,
      prefixesAccepted: null,
      prefixesSent: null,
      description: textOf(neighbor['description']),
    }),
    ...lastNotification(neighbor, nowMs),
    ...timersOf(at(neighbor, 'timers'), established),
    flaps: flapsOf(neighbor, established),
    messagesIn: countOf(at(neighbor, 'received-messages')?.['total-messages']),
    messagesOut: countOf(at(neighbor, 'sent-messages')?.['total-messages']),
    localAddress: localOf(wordOf(at(neighbor, 'transport')?.['local-address'])),
    importPolicy: policiesOf(neighbor['import-policy']),
    exportPolicy: policiesOf(neighbor['export-policy']),
    bfd: bfdOf(at(neighbor, 'failure-detection')?.['enable-bfd']),
  };
  const families = familiesOf(neighbor).filter(({ branch }) => branch['admin-state'] !== 'disable');
  if (families.length === 0) return [base];
  return families.map(({ name, branch }) => ({
    ...base,
    addressFamily: name,
    prefixesReceived: countOf(branch['received-routes']),
    prefixesAccepted: acceptedOf(branch),
    prefixesSent: countOf(branch['sent-routes']),
    maxPrefixes: limitOf(branch, name),
  }));
}

/** Four octets, or null. */
export function routerIdOf(bgp: Branch | null): string | null {
  const id = wordOf(bgp?.['router-id']);
  return id !== null && isIPv4(id) ? id : null;
}

/** Without a session there is no local address: the zero one stands there. */
function localOf(address: string | null): string | null {
  return address === null || address === '0.0.0.0' || address === '::' || !isAddress(address) ? null : address;
}

const olderFamilies = ['ipv4-unicast', 'ipv6-unicast', 'evpn'];

/** Releases before 22.11 have a container for each family, later ones a list. */
function familiesOf(neighbor: Branch): { name: string; branch: Branch }[] {
  const list = listOf(neighbor, 'afi-safi').flatMap((branch) => {
    const name = familyOf(wordOf(branch['afi-safi-name']));
    return name === null ? [] : [{ name, branch }];
  });
  if (list.length > 0) return list;
  return olderFamilies.flatMap((key) => {
    const branch = at(neighbor, key);
    return branch ? [{ name: familyOf(key) ?? key, branch }] : [];
  });
}

const families: Record<string, string> = {
  evpn: 'l2vpn-evpn',
  'evpn-unicast': 'l2vpn-evpn',
  'l3vpn-ipv4-unicast': 'ipv4-vpn',
  'l3vpn-ipv6-unicast': 'ipv6-vpn',
  'ipv4-labelled-unicast': 'ipv4-labeled-unicast',
  'ipv6-labelled-unicast': 'ipv6-labeled-unicast',
  'route-target': 'route-target',
};

/** The family as this project names it. */
export function familyOf(name: string | null): string | null {
  if (name === null) return null;
  return Object.hasOwn(families, name) ? (families[name] ?? name) : name;
}

/** The AS that stands nearest to the neighbour. Null where that place names two, or where its group is none of those told. */
function localAsOf(neighbor: Branch, group: Branch | null, bgp: Branch | null): number | null {
  const [own, ofGroup] = [asNumbersOf(neighbor['local-as']), asNumbersOf(group?.['local-as'])];
  const isGroupMissing = group === null && listOf(bgp, 'group').length > 0 && !isAbsent(neighbor['peer-group']);
  if (own.length === 0 && isGroupMissing) return null;
  const [first, ...others] = [own, ofGroup, [bgp?.['autonomous-system']]].find((one) => one.length > 0) ?? [];
  return others.length > 0 ? null : asNumberOf(first);
}

/** What a `local-as` container, or the list of older releases, names. */
function asNumbersOf(value: Json | undefined): Json[] {
  return [value].flat().flatMap((one) => at(one)?.['as-number'] ?? []);
}

/** The one that came last, from either side; which it was is not known where one of two has no time. */
function lastNotification(neighbor: Branch, nowMs: number | null) {
  const sides = [
    { direction: 'received' as const, branch: at(neighbor, 'received-messages') },
    { direction: 'sent' as const, branch: at(neighbor, 'sent-messages') },
  ].flatMap(({ direction, branch }) => {
    const ms = instantMs(branch?.['last-notification-time']);
    const isTold = ms !== null || !isAbsent(branch?.['last-notification-error-code']);
    return isTold ? [{ direction, branch, ms }] : [];
  });
  const [first, second] = sides;
  if (!first) return wordsOf(neighbor);
  if (second && (first.ms === null || second.ms === null)) return wordsOf(null);
  const { direction, branch } = second && Number(second.ms) > Number(first.ms) ? second : first;
  return {
    ...wordsOf(branch),
    lastNotificationDirection: direction,
    lastResetSeconds: ageOf(branch?.['last-notification-time'], nowMs),
  };
}

/** Older releases have these leaves in the neighbour itself, and do not say who sent the notification, nor when. */
function wordsOf(side: Branch | null) {
  const error = wordOf(side?.['last-notification-error-code']);
  const reason = wordOf(side?.['last-notification-error-subcode']);
  return {
    lastResetReason: [error, reason].filter((one) => one !== null).join(': ') || null,
    ...notificationOf(error, reason),
  };
}

/** How often the session went down: it is counted how often it came up, and of an established one the last is no flap. */
function flapsOf(neighbor: Branch, established: boolean): number | null {
  const ups = countOf(neighbor['established-transitions']);
  return ups === null ? null : Math.max(0, established ? ups - 1 : ups);
}

/** What was negotiated counts while the session is up, else what is configured. */
function timersOf(timers: Branch | null, established: boolean) {
  return {
    holdSeconds: countOf(established ? timers?.['negotiated-hold-time'] : timers?.['hold-time']),
    keepaliveSeconds: countOf(established ? timers?.['negotiated-keepalive-interval'] : timers?.['keepalive-interval']),
  };
}

/** The routes that were received count also those that the import policy rejected. */
function acceptedOf(branch: Branch): number | null {
  const [received, rejected] = [countOf(branch['received-routes']), countOf(branch['rejected-routes'])];
  return received === null || rejected === null || rejected > received ? null : received - rejected;
}

/** The greatest number means that there is no limit. */
function limitOf(branch: Branch, family: string): number | null {
  const limit = countOf(
    at(branch, family, 'prefix-limit-received')?.['max-received-routes'] ??
      at(branch, family, 'prefix-limit')?.['max-received-routes'] ??
      at(branch, 'prefix-limit')?.['max-received-routes'],
  );
  return limit === 4_294_967_295 ? null : limit;
}

function policiesOf(value: Json | undefined): string | null {
  const names = (Array.isArray(value) ? value : [value]).flatMap((one) => wordOf(one) ?? []);
  return names.length > 0 ? names.join(' ') : null;
}

function bfdOf(value: Json | undefined): string | null {
  if (typeof value !== 'boolean') return null;
  return value ? 'enabled' : 'disabled';
}
