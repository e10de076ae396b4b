import { contains, routingTable } from '../routing.ts';
import { type NetworkState, viewsOf } from '../state.ts';
import { routerUptime } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { frrJson } from './json.ts';

/** `show ip route [PREFIX|ADDRESS] json`. An absent route is `{}`. */
export function showIpRoute(state: NetworkState, device: DeviceSpec, wanted: string | undefined): string {
  const rows = [...routingTable(state)]
    .filter(([, routes]) => routes.has(device.name))
    .map(([prefix, routes]): [string, unknown[]] => [
      prefix,
      [route(state, device, prefix, routes.get(device.name)?.links ?? [])],
    ])
    .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }));
  const chosen = wanted
    ? rows.filter(([prefix]) => prefix === wanted || (!wanted.includes('/') && contains(prefix, wanted)))
    : rows;
  return `${frrJson(Object.fromEntries(chosen))}\n`;
}

function route(state: NetworkState, device: DeviceSpec, prefix: string, links: { spec: { id: string } }[]) {
  const views = viewsOf(state, device.name);
  const through = views.filter(({ link }) => links.includes(link));
  const connected = through.length === 0;
  const seconds = connected
    ? 86_400
    : Math.min(...through.map(({ link }) => (state.nowMs - link.session.sinceMs) / 1000));
  const nexthops = connected
    ? [connectedNexthop(views.find(({ local }) => contains(prefix, local.address))?.local)]
    : through.map(({ local, remote }) => ({
        flags: 3,
        fib: true,
        ip: remote.address,
        afi: 'ipv4',
        interfaceIndex: local.index + 1,
        interfaceName: local.name,
        active: true,
        weight: 1,
      }));
  return {
    prefix,
    prefixLen: Number(prefix.split('/')[1]),
    protocol: connected ? 'connected' : 'bgp',
    vrfId: 0,
    vrfName: 'default',
    selected: true,
    destSelected: true,
    distance: connected ? 0 : 20,
    metric: 0,
    installed: true,
    table: 254,
    internalStatus: 16,
    internalFlags: 8,
    internalNextHopNum: nexthops.length,
    internalNextHopActiveNum: nexthops.length,
    nexthopGroupId: 16,
    installedNexthopGroupId: 16,
    uptime: routerUptime(seconds),
    nexthops,
  };
}

function connectedNexthop(port: { index: number; name: string } | undefined) {
  return {
    flags: 3,
    fib: true,
    directlyConnected: true,
    interfaceIndex: port ? port.index + 1 : 1,
    interfaceName: port?.name ?? 'lo',
    active: true,
  };
}
