import { severityOf } from './record-severity.ts';
import type {
  BfdSessionRecord,
  BgpRouteRecord,
  IsisAdjacencyRecord,
  MplsLspRecord,
  OspfNeighborRecord,
  RouteRecord,
} from './routing-records.ts';
import { duration, inBrackets, list } from './verdict-words.ts';

/** What the records about routes and routing neighbours say, what is wrong first. */

export function ofBgpRoute(records: readonly BgpRouteRecord[]): string {
  const prefix = list([...new Set(records.map((record) => record.prefix))]);
  const paths = `${records.length} ${records.length === 1 ? 'path' : 'paths'} to ${prefix}`;
  const best = records.find((record) => record.best);
  if (!best) return `${paths}, none of them best`;
  const path = best.asPath.map((hop) => (Array.isArray(hop) ? `{${hop.join(' ')}}` : String(hop))).join(' ');
  const via = best.nextHop === null ? 'the best has no next hop' : `the best goes via ${best.nextHop}`;
  const invalid = records.filter(({ rpki }) => rpki === 'invalid').length;
  return [paths, path === '' ? `${via}, originated here` : `${via}, AS path ${path}`]
    .concat(invalid > 0 ? [`${invalid} RPKI invalid`] : [])
    .join('; ');
}

export function ofRoute(records: readonly RouteRecord[]): string {
  return list(
    records.map(({ prefix, protocol, nextHops, active, metric, ageSeconds }) => {
      const hops = nextHops.map(({ address, interface: name }) =>
        address === null ? (name ?? 'nowhere') : `${address}${inBrackets(name)}`,
      );
      const way = hops.length === 0 ? 'no next hop' : `via ${list(hops)}`;
      const origin = [protocol ?? 'unknown protocol', metric === null ? '' : `metric ${metric}`].filter(Boolean);
      const age = ageSeconds === null ? '' : `, for ${duration(ageSeconds)}`;
      return `${prefix} ${way} (${origin.join(', ')})${age}${active === false ? ', not in use' : ''}`;
    }),
  );
}

export function ofOspfNeighbors(records: readonly OspfNeighborRecord[]): string {
  return neighbours(
    records,
    'OSPF neighbours',
    'full',
    ({ neighborId, state, interface: name }) => `${neighborId} ${state}${inBrackets(name)}`,
  );
}

export function ofIsisAdjacencies(records: readonly IsisAdjacencyRecord[]): string {
  return neighbours(
    records,
    'IS-IS adjacencies',
    'up',
    ({ hostname, systemId, state, interface: name }) =>
      `${hostname ?? systemId ?? 'unknown system'} ${state}${inBrackets(name)}`,
  );
}

export function ofBfdSessions(records: readonly BfdSessionRecord[]): string {
  return neighbours(
    records,
    'BFD sessions',
    'up',
    ({ peer, interface: name, state, diagnosticCode }) =>
      `${peer ?? name ?? 'unknown peer'} ${state}${inBrackets(diagnosticCode)}`,
  );
}

export function ofMplsLsps(records: readonly MplsLspRecord[]): string {
  if (records.every(({ state }) => state === null))
    return `${records.length} label-switched paths, the device does not say in which state`;
  return neighbours(
    records,
    'label-switched paths',
    'up',
    ({ name, to, state }) => `${name ?? to ?? 'unnamed'} ${state ?? 'unknown'}`,
  );
}

function neighbours<R extends object>(
  records: readonly R[],
  what: string,
  good: string,
  named: (record: R) => string,
): string {
  const bad = records.filter((record) => severityOf(record) === 2);
  const shut = records.filter((record) => severityOf(record) === 1).length;
  const closed = shut > 0 ? `; ${shut} shut down on purpose` : '';
  if (bad.length === 0) return `${records.length - shut} of ${records.length} ${what} ${good}${closed}`;
  return `${bad.length} of ${records.length} ${what} not ${good}: ${list(bad.map(named))}${closed}`;
}
