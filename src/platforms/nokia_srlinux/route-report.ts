import { canonicalIp, canonicalPrefix, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';
import { readReportJson } from './report-json.ts';
import { isRouteType, isTunnelType, protocolOf } from './route-protocol.ts';

/** `show network-instance * route-table all`, or that of one address family. */
export function routeReport(text: TextLines): Rows<RouteRecord> | null {
  return readReport(text, report);
}

/** The same with `| as json`. */
export function routeReportJson(documents: readonly Json[]): Rows<RouteRecord> | null {
  return readReportJson(documents, report);
}

const report: Report<RouteRecord> = {
  title: /^IPv[46] [Uu]nicast route table of network instance (\S(?:.{0,250}\S)?)$/,
  columns: ['prefix', 'id', 'metric', 'pref', 'next-hop(type)', 'next-hopinterface'],
  optional: new Set(['active', 'best/fib-status(slot)']),
  anchor: 'metric',
  other:
    /^(?:IPv[46] (?:routes total|prefixes with active(?: ECMP)? routes) *: \d+|\d+ IPv[46] (?:routes total|prefixes with active(?: ECMP)? routes))$/,
  nameKey: 'Name',
  row: routeOf,
};

function routeOf(row: GridRow, vrf: string | null): RouteRecord | null {
  const prefix = networkPrefix(cellOf(row, 'prefix'));
  const type = cellOf(row, row.has('routetype') ? 'routetype' : 'owner');
  const [id, metric, pref] = ['id', 'metric', 'pref'].map((name) => cellOf(row, name));
  // The summary of older releases shows routes without saying which are active.
  const best = [...row.keys()].find((name) => /^active$|^best/.test(name));
  const active =
    best === undefined
      ? null
      : cellOf(row, best)
          .replace(/\/success$/, '')
          .toLowerCase();
  const nextHops = nextHopsOf(row);
  if (prefix === null || nextHops === null || !isRouteType(type)) return null;
  if (
    ![id, metric, pref].every((one) => /^\d{1,10}$/.test(one ?? '')) ||
    (active !== null && !/^(?:true|false)$/.test(active))
  )
    return null;
  return {
    vrf,
    prefix,
    protocol: protocolOf(type),
    distance: Number(pref),
    metric: Number(metric),
    nextHops,
    active: active === null ? null : active === 'true',
    ageSeconds: null,
  };
}

const hop = /(None|[\dA-Fa-f.:]{2,45}(?:\/\d{1,3})?)\(([a-z\d/-]{1,40})\)/g;
const port = /(None|(?:ethernet-|mgmt|lag|lo|irb|system|vxlan|lif-)[\w/-]{1,24}?\.\d{1,5})(?=[A-Za-z]|$)/g;

/** What is not resolved by anything: the identities `fib-nexthop-type` of srl_nokia-ip-route-tables. */
const kinds: ReadonlySet<string> = new Set(
  'direct indirect extract discard reject broadcast blackhole mpls tunnel redirect interface-with-mac'.split(' '),
);

/** How a next hop is reached: alone, or with the type of the route or tunnel that leads to it. */
function isKind(type: string): boolean {
  const by = /^indirect\/(.+)$/.exec(type)?.[1];
  return by === undefined ? kinds.has(type) : isRouteType(by) || isTunnelType(by);
}

/** What leads into a tunnel rather than to a route. */
function isTunneled(type: string): boolean {
  const by = type.replace(/^indirect\//, '');
  return by !== type && isTunnelType(by) && !isRouteType(by);
}
/** The prefix of a tunnel is the one address of its other end. */
const tunnelEnd = /^(?=.*\.).*\/32$|^(?=.*:).*\/128$/;

/**
 * Pairs each address with its subinterface. Behind an indirect next hop newer releases print the prefix over which it is
 * reached, which is no address unless it is the end of a tunnel; release 26, which has another column than "Active",
 * prints the address again.
 */
function nextHopsOf(row: GridRow): RouteNextHop[] | null {
  const bare = cellOf(row, 'next-hop(type)').replaceAll(' ', '');
  const ports = cellOf(row, 'next-hopinterface');
  const addresses = [...bare.matchAll(hop)];
  const names = [...ports.matchAll(port)].map(([name]) => name);
  if (addresses.map(([whole]) => whole).join('') !== bare || names.join('') !== ports) return null;
  if (!addresses.every(([, , type = '']) => isKind(type))) return null;
  if (addresses.length === 0 || (names.length > 0 && names.length !== addresses.length)) return null;
  // What is reached through a tunnel, and a broadcast address, has no subinterface; everything else says at least that it has none.
  if (
    names.length === 0 &&
    addresses.some(([, , type = '']) => !/^(?:indirect(?:\/(?!local).*)?|broadcast)$/.test(type))
  )
    return null;
  const all: RouteNextHop[] = [];
  for (const [at, [, text = '', type = '']] of addresses.entries()) {
    const isEnd = isTunneled(type) && tunnelEnd.test(text);
    if (row.has('active') && isTunneled(type) && !text.includes('/')) return null;
    const isVia = text.includes('/') && !isEnd;
    const address = text === 'None' || isVia ? null : canonicalIp(isEnd ? text.replace(/\/.*/, '') : text);
    if (text !== 'None' && !(isVia ? canonicalPrefix(text) : address)) return null;
    const name = names[at];
    const subinterface = name === undefined || name === 'None' ? null : name;
    if (address === null && subinterface === null && !isVia) continue;
    const recursive = type.startsWith('indirect') ? true : type === 'direct' ? false : null;
    all.push({ address, interface: subinterface, weight: null, recursive });
  }
  return all;
}
