import { inPrefixes, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { largest } from '../../lib/largest.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { ageOf } from './instants.ts';
import { ipRouteReport } from './ip-route-report.ts';
import { isAbsent, isAddressOrAbsent } from './leaves.ts';
import { routeDetail } from './route-detail.ts';
import { isRouteType, protocolOf } from './route-protocol.ts';
import { routeReport, routeReportJson } from './route-report.ts';
import { at, type Branch, instancesOf, listOf, readTree, wordOf } from './state-tree.ts';

/** The route table with its next hops. Of an address the longest prefix that holds it is picked out. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ vrf }) => [{ line: `info from state network-instance ${vrf ?? 'default'} route-table | as json` }],
  parse: (outputs, { args, nowMs }) => {
    const all = several(
      outputs.map((output) =>
        readTree(
          output,
          (tree) => routesOf(tree, args.vrf, nowMs),
          (text) => routeReport(text) ?? ipRouteReport(text) ?? routeDetail(text, nowMs),
          routeReportJson,
        ),
      ),
    );
    if (args.target === undefined || all.records.length === 0) return all;
    const records = picked(all.records, args.target);
    return { ...all, records, outcome: all.outcome === 'ok' && records.length === 0 ? 'empty' : all.outcome };
  },
};

function picked(records: RouteRecord[], target: string): RouteRecord[] {
  if (target.includes('/')) {
    const prefix = networkPrefix(target);
    return records.filter((one) => one.prefix === prefix);
  }
  const holding = records.filter((one) => inPrefixes(target, [one.prefix]));
  const longest = largest(holding.map(lengthOf));
  return holding.filter((one) => lengthOf(one) === longest);
}

function lengthOf({ prefix }: RouteRecord): number {
  return Number(prefix.split('/')[1]);
}

function routesOf(tree: Branch, vrf: string | undefined, nowMs: number | null): Rows<RouteRecord> | null {
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const { vrf: name, branch } of instancesOf(tree, vrf)) {
    // Newer releases begin the tree at the branch that was asked for.
    const table = at(branch, 'route-table') ?? (branch['next-hop-group'] === undefined ? null : branch);
    if (!table) continue;
    found = true;
    const hops = new Map(listOf(table, 'next-hop').map((hop) => [String(hop['index']), hop]));
    const groups = new Map(listOf(table, 'next-hop-group').map((group) => [String(group['index']), group]));
    for (const [family, key] of [
      ['ipv4-unicast', 'ipv4-prefix'],
      ['ipv6-unicast', 'ipv6-prefix'],
    ] as const)
      for (const one of listOf(at(table, family), 'route')) {
        const prefix = networkPrefix(wordOf(one[key]) ?? '');
        const nextHops = nextHopsOf(groupOf(one, name), groups, hops);
        const type = wordOf(one['route-type']) ?? wordOf(one['owner']);
        if (prefix === null) rows.unparsed.push(`a route of ${family} has no prefix`);
        else if (nextHops === null)
          rows.unparsed.push(`a next hop of ${prefix} is missing or has an address that is none`);
        else if (type !== null && !isRouteType(type)) rows.unparsed.push(`the route of ${prefix} has the type ${type}`);
        else
          rows.records.push({
            vrf: name,
            prefix,
            protocol: protocolOf(type),
            distance: countOf(one['preference']),
            metric: countOf(one['metric']),
            nextHops,
            active: typeof one['active'] === 'boolean' ? one['active'] : null,
            ageSeconds: ageOf(one['last-app-update'], nowMs),
          });
      }
  }
  return found ? rows : null;
}

/** The index of its group; undefined where that is in another network instance, as for a route that was leaked. */
function groupOf(route: Branch, vrf: string | null): Json | undefined {
  const owner = wordOf(route['next-hop-group-network-instance']);
  return owner === null || vrf === null || owner === vrf ? route['next-hop-group'] : undefined;
}

/** Null when one of them is not in the tables, or its address is none. What has neither address nor subinterface leads nowhere else. */
function nextHopsOf(
  index: Json | undefined,
  groups: ReadonlyMap<string, Branch>,
  hops: ReadonlyMap<string, Branch>,
): RouteNextHop[] | null {
  // A part of the route table without its groups says nothing of the next hops.
  if (isAbsent(index) || groups.size === 0) return [];
  const group = groups.get(String(index));
  if (!group) return null;
  const all: RouteNextHop[] = [];
  for (const entry of listOf(group, 'next-hop')) {
    if (isAbsent(entry['next-hop'])) continue;
    const hop = hops.get(String(entry['next-hop']));
    if (!hop || !isAddressOrAbsent(hop['ip-address'])) return null;
    const type = wordOf(hop['type']);
    const address = wordOf(hop['ip-address']);
    const subinterface = wordOf(hop['subinterface']);
    if (address === null && subinterface === null) continue;
    const recursive = type === 'indirect' ? true : type === 'direct' ? false : null;
    all.push({ address, interface: subinterface, weight: countOf(entry['weight']), recursive });
  }
  return all;
}
