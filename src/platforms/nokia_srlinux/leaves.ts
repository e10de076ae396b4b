import { canonicalIp } from '../../domain/ip.ts';
import type { Json } from '../../lib/safe-json.ts';
import { srlInterfaceName } from './interface-names.ts';
import { adminOf, type Branch, wordOf } from './state-tree.ts';

/** `oper-state` of srl_nokia-common: what every interface, member and component of the tree has. */
const operStates = new Set(
  'up down empty testing downloading booting starting failed synchronizing upgrading low-power degraded warm-reboot waiting'.split(
    ' ',
  ),
);

export function isOperState(word: string): boolean {
  return operStates.has(word);
}

/** True when neither of the two states is there in another word than the tree knows. Either may be absent. */
export function hasKnownStates(branch: Branch): boolean {
  const oper = branch['oper-state'];
  return hasKnownAdmin(branch) && (isAbsent(oper) || operStates.has(wordOf(oper) ?? ''));
}

export function hasKnownAdmin(branch: Branch): boolean {
  const admin = branch['admin-state'];
  return isAbsent(admin) || adminOf(admin) !== null;
}

/** True for an address, with or without the subinterface of a link-local one (`fe80::1%ethernet-1/1.0`). */
export function isAddress(text: string): boolean {
  return canonicalIp(text.replace(/%[\w./-]{1,64}$/, '')) !== null;
}

/** As `isAddress`, where a link-local address has to name a subinterface of known form. */
export function isPeerAddress(text: string): boolean {
  const [address = '', zone] = text.split('%');
  return canonicalIp(address) !== null && (zone === undefined || srlInterfaceName(zone) !== null);
}

/** True for the form of a family's or a protocol's name (`ipv4-unicast`, `ospfv2`). Releases add names, and agents bring their own. */
export function isIdentity(word: string): boolean {
  return /^[a-z][a-z\d]{0,30}(?:[-_][a-z\d]{1,30}){0,6}$/.test(word);
}

/** True when the leaf is absent or an address. */
export function isAddressOrAbsent(value: Json | undefined): boolean {
  return isAbsent(value) || isAddress(wordOf(value) ?? '');
}

export function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}
