import { type DeviceConfig, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';
import { bgpGroup } from './active-peers.ts';

/** The configuration as `| display set` prints it. */
export function displaySet(state: NetworkState, device: DeviceSpec, config: DeviceConfig): string[] {
  const views = viewsOf(state, device.name);
  const group = `protocols bgp group ${bgpGroup}`;
  return [
    `set system host-name ${device.name}`,
    ...views.flatMap(({ local }) => [
      `set interfaces ${local.name} description "${local.description}"`,
      ...(config.shutInterfaces.includes(local.name) ? [`set interfaces ${local.name} disable`] : []),
      `set interfaces ${local.name} unit 0 family inet address ${local.address}/31`,
    ]),
    `set interfaces lo0 unit 0 family inet address ${device.loopback}/32`,
    `set routing-options router-id ${device.loopback}`,
    `set routing-options autonomous-system ${device.asn}`,
    `set ${group} type external`,
    `set ${group} hold-time 9`,
    `set ${group} export connected`,
    `set ${group} multipath multiple-as`,
    ...views.flatMap(({ remote, remoteSpec }) => {
      const neighbor = `${group} neighbor ${remote.address}`;
      const shut = config.shutPeers[remote.address];
      return [
        `set ${neighbor} description ${remoteSpec.name}`,
        ...(shut && !shut.inactive ? [`set ${neighbor} shutdown`] : []),
        `set ${neighbor} peer-as ${remoteSpec.asn}`,
        ...(shut?.inactive ? [`deactivate ${neighbor}`] : []),
      ];
    }),
  ];
}

/** `show | compare`: what `after` changes in `before`; "" when nothing. */
export function compare(device: DeviceSpec, state: NetworkState, before: DeviceConfig, after: DeviceConfig): string {
  const blocks: string[] = [];
  for (const { local } of viewsOf(state, device.name)) {
    const [was, is] = [before, after].map((config) => config.shutInterfaces.includes(local.name));
    if (was !== is) blocks.push(`[edit interfaces ${local.name}]\n${is ? '+' : '-'}   disable;\n`);
  }
  for (const { remote } of viewsOf(state, device.name)) {
    const [was, is] = [before, after].map((config) => config.shutPeers[remote.address]);
    const inactive = [was, is].map((shut) => shut?.inactive === true);
    const shutdown = [was, is].map((shut) => shut !== undefined && !shut.inactive);
    if (inactive[0] !== inactive[1]) {
      blocks.push(
        `[edit protocols bgp group ${bgpGroup}]\n!    ${inactive[1] ? 'inactive' : 'active'}: neighbor ${remote.address} { ... }\n`,
      );
    }
    if (shutdown[0] !== shutdown[1]) {
      blocks.push(
        `[edit protocols bgp group ${bgpGroup} neighbor ${remote.address}]\n${shutdown[1] ? '+' : '-'}     shutdown;\n`,
      );
    }
  }
  return blocks.join('');
}

export type Edit = { ok: true } | { ok: false; error: string };

/**
 * Applies one `set`, `delete`, `activate` or `deactivate` line to `candidate` in place.
 * Null when the line is not one of those; `ok: false` with the device's words when it does not fit the configuration.
 */
export function editLine(state: NetworkState, device: DeviceSpec, candidate: DeviceConfig, typed: string): Edit | null {
  const views = viewsOf(state, device.name);
  const port = /^(set|delete) interfaces (\S+) disable$/.exec(typed);
  if (port) {
    const [, verb, name = ''] = port;
    if (!views.some(({ local }) => local.name === name)) return { ok: false, error: 'error: statement not found' };
    const shut = candidate.shutInterfaces.includes(name);
    if (verb === 'delete' && !shut) return { ok: false, error: 'warning: statement not found' };
    candidate.shutInterfaces = candidate.shutInterfaces.filter((one) => one !== name);
    if (verb === 'set') candidate.shutInterfaces.push(name);
    return { ok: true };
  }
  const neighbor = /^(set|delete|activate|deactivate) protocols bgp group (\S+) neighbor (\S+?)( shutdown)?$/.exec(
    typed,
  );
  if (!neighbor) return null;
  const [, verb, group, address = '', shutdown] = neighbor;
  const known = group === bgpGroup && views.some(({ remote }) => remote.address === address);
  if (!known) return { ok: false, error: 'error: statement not found' };
  const current = candidate.shutPeers[address];
  if (verb === 'set' && shutdown) candidate.shutPeers[address] = { ...(current?.inactive && { inactive: true }) };
  else if (verb === 'delete' && shutdown) {
    if (!current || current.inactive) return { ok: false, error: 'warning: statement not found' };
    delete candidate.shutPeers[address];
  } else if (verb === 'deactivate' && !shutdown) candidate.shutPeers[address] = { inactive: true };
  else if (verb === 'activate' && !shutdown) delete candidate.shutPeers[address];
  else return null;
  return { ok: true };
}
