import { type DeviceConfig, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';

/** The lines of `show running-config` under a given configuration. */
export function aristaRunningConfig(state: NetworkState, device: DeviceSpec, config: DeviceConfig): string[] {
  const views = viewsOf(state, device.name);
  return [
    `! device: ${device.name} (DCS-7050SX3-48YC8, EOS-4.29.2F)`,
    '!',
    'service routing protocols model multi-agent',
    '!',
    `hostname ${device.name}`,
    '!',
    'spanning-tree mode mstp',
    '!',
    ...views.flatMap(({ local }) => [
      `interface ${local.name}`,
      `   description ${local.description}`,
      ...(config.shutInterfaces.includes(local.name) ? ['   shutdown'] : []),
      '   load-interval 30',
      '   no switchport',
      `   ip address ${local.address}/31`,
      '!',
    ]),
    'interface Loopback0',
    `   ip address ${device.loopback}/32`,
    '!',
    'ip routing',
    '!',
    `router bgp ${device.asn}`,
    `   router-id ${device.loopback}`,
    '   timers bgp 3 9',
    '   maximum-paths 4',
    ...views.flatMap(({ remote, remoteSpec }) => [
      `   neighbor ${remote.address} remote-as ${remoteSpec.asn}`,
      `   neighbor ${remote.address} description ${remoteSpec.name}`,
      ...(config.shutPeers[remote.address] ? [`   neighbor ${remote.address} shutdown`] : []),
    ]),
    '   redistribute connected',
    '!',
    'end',
  ];
}
