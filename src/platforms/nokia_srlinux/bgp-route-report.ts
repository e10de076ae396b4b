import { networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { isPeerAddress } from './leaves.ts';
import { readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';

/** `show network-instance * protocols bgp routes ipv4|ipv6 summary`. */
export function bgpRouteReport(text: TextLines): Rows<BgpRouteRecord> | null {
  return readReport(text, {
    title: /^Show report for the BGP route table of network-instance "([^"]{1,64})"$/,
    columns: ['status', 'network', 'nexthop', 'med', 'locpref', 'pathval'],
    anchor: 'med',
    other:
      /^(?:Status codes: u=used, \*=valid, >=best, x=stale[\w ,=*-]{0,60}|Origin codes: i=IGP, e=EGP, \?=incomplete|\d+ received BGP routes ?: \d+ used,? \d+ valid(?:, \d+ stale)?)$/,
    end: /^\d+ available destinations: \d+ with ECMP multipaths$/,
    row: (row, title) => routeOf(row, title?.[1] ?? null),
  });
}

const origins: Record<string, BgpRouteRecord['origin']> = { i: 'igp', e: 'egp', '?': 'incomplete' };

function routeOf(row: GridRow, vrf: string | null): BgpRouteRecord | null {
  const prefix = networkPrefix(cellOf(row, 'network'));
  const nextHop = cellOf(row, 'nexthop');
  const [med, localPreference] = [numberOrDash(cellOf(row, 'med')), numberOrDash(cellOf(row, 'locpref'))];
  const path = /^(?:\[(.{1,2000})\])? ([ie?])$/.exec((row.get('pathval') ?? []).join(' ').trimEnd());
  const status = cellOf(row, 'status');
  const asPath = (path?.[1] ?? '')
    .split(/[, ] ?/)
    .filter(Boolean)
    .map(asNumberOf);
  if (prefix === null || !isPeerAddress(nextHop) || !/^u?\*?>?x?b?$/.test(status)) return null;
  if (!path || med === undefined || localPreference === undefined || asPath.includes(null)) return null;
  return {
    ...blankBgpRoute(vrf, prefix),
    best: status.includes('>'),
    valid: status.includes('*'),
    nextHop,
    asPath: asPath.filter((one) => one !== null),
    origin: origins[path[2] ?? ''] ?? null,
    localPreference,
    med,
  };
}

function numberOrDash(text: string): number | null | undefined {
  if (text === '-') return null;
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
