import { networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { isPeerAddress } from './leaves.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';
import { readReportJson } from './report-json.ts';

/** `show network-instance * protocols bgp routes ipv4|ipv6 summary`. */
export function bgpRouteReport(text: TextLines): Rows<BgpRouteRecord> | null {
  return readReport(text, report);
}

/** The same with `| as json`. */
export function bgpRouteReportJson(documents: readonly Json[]): Rows<BgpRouteRecord> | null {
  return readReportJson(documents, report);
}

const report: Report<BgpRouteRecord> = {
  title: /^Show report for the BGP route table of network-instance "([^"]{1,64})"$/,
  columns: ['status', 'network', 'nexthop', 'med', 'locpref', 'pathval'],
  // Release 26.7 leaves MED and LocPref empty where there is none, older ones the status of a route that is not valid.
  anchor: ['med', 'status'],
  other:
    /^(?:Status codes: u=used, \*=valid, >=best, x=stale[\w ,=*-]{0,60}|Origin codes: i=IGP, e=EGP, \?=incomplete|\d+ received BGP routes ?: \d+ used,? \d+ valid(?:, \d+ stale)?)$/,
  end: /^\d+ available destinations: \d+ with ECMP multipaths$/,
  row: (row, name) => routeOf(row, name),
};

const origins: Record<string, BgpRouteRecord['origin']> = { i: 'igp', e: 'egp', '?': 'incomplete' };

function routeOf(row: GridRow, vrf: string | null): BgpRouteRecord | null {
  const prefix = networkPrefix(cellOf(row, 'network'));
  const nextHop = cellOf(row, 'nexthop');
  const [med, localPreference] = [cellOf(row, 'med'), cellOf(row, 'locpref')];
  const path = (row.get('pathval') ?? []).join(' ').trimEnd();
  const [, older, origin, newer] = /^(?:\[(.{1,2000})\])? ([ie?])(?:\[(.{1,2000})\])?$/.exec(path) ?? [];
  const status = cellOf(row, 'status');
  const asPath = (older ?? newer ?? '')
    .split(/[, ] ?/)
    .filter(Boolean)
    .map(asNumberOf);
  if (prefix === null || !isPeerAddress(nextHop) || !/^u?\*?>?x?b?w?$/.test(status)) return null;
  if (origin === undefined || (older !== undefined && newer !== undefined) || asPath.includes(null)) return null;
  // A row has a dash for what is not there, or leaves it empty.
  const values = [med, localPreference];
  if (!values.every((one) => /^(?:-?|\d{1,10})$/.test(one)) || (values.includes('') && values.includes('-')))
    return null;
  if (older !== undefined && values.includes('')) return null;
  return {
    ...blankBgpRoute(vrf, prefix),
    best: status.includes('>'),
    valid: status.includes('*'),
    nextHop,
    asPath: asPath.filter((one) => one !== null),
    origin: origins[origin] ?? null,
    localPreference: numberOf(localPreference),
    med: numberOf(med),
  };
}

function numberOf(text: string): number | null {
  return text === '' || text === '-' ? null : Number(text);
}
