import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord, OspfState } from '../../domain/routing-records.ts';

const states: Record<string, OspfState> = {
  down: 'down',
  deleted: 'down',
  attempt: 'attempt',
  init: 'init',
  '2-way': 'twoway',
  twoway: 'twoway',
  exstart: 'exstart',
  exchange: 'exchange',
  exchang: 'exchange',
  loading: 'loading',
  full: 'full',
};

const roles: Record<string, OspfNeighborRecord['role']> = { dr: 'dr', backup: 'bdr', bdr: 'bdr', drother: 'drother' };

/** Links without a designated router. */
const withoutRole = new Set(['-', 'pointtopoint', 'ptmultipoint']);

/**
 * `Full/DR`, `2-Way/DROther`, `Full/-` on a link without a designated router, `Full` where the role is not printed.
 * Null for a word that is no state.
 */
export function ospfState(words: string): { state: OspfState; role: OspfNeighborRecord['role'] } | null {
  const [name = '', role, ...more] = words.trim().toLowerCase().split('/');
  const state = Object.hasOwn(states, name) ? states[name] : undefined;
  if (state === undefined || more.length > 0) return null;
  if (role === undefined || withoutRole.has(role)) return { state, role: null };
  return Object.hasOwn(roles, role) ? { state, role: roles[role] ?? null } : null;
}

/** `-`, `noNbrId` and `neighbor` stand for a neighbor of the configuration that has not said its router id: ospfd holds 0.0.0.0. */
export function neighborIdOf(printed: string): string | null {
  return printed === '-' || printed === 'noNbrId' || printed === 'neighbor' ? '0.0.0.0' : canonicalIp(printed);
}

/** `eth1:198.51.100.0`: the address of the router's own end is not part of the name. */
export function interfaceOf(nameAndAddress: string): string {
  return nameAndAddress.split(':')[0] ?? nameAndAddress;
}

/** What a neighbor of OSPFv3 is, by its own choice of routers; null where it chose none (a link without them). */
export function roleOf(
  neighborId: string,
  designated: string | null,
  backup: string | null,
): OspfNeighborRecord['role'] {
  if (designated === null || designated === '0.0.0.0') return null;
  if (designated === neighborId) return 'dr';
  return backup === neighborId ? 'bdr' : 'drother';
}

/** What BFD says of a neighbor stands below its block. */
export const bfdOfNeighbor =
  /^ {2}(?:BFD: Type: (?:single hop|multihop)|Profile: \S{1,64}|Detect Multiplier: \d{1,3}, Min Rx interval: \d{1,9}, Min Tx interval: \d{1,9}|Status: (?:Up|Down|Admin Down|Unknown), Last update: \S{1,20})$/;
