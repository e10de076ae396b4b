import { configOf, type DeviceConfig, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';

/** `show running-config`. */
export function frrRunningConfig(
  state: NetworkState,
  device: DeviceSpec,
  config: DeviceConfig = configOf(state, device.name),
): string {
  const views = viewsOf(state, device.name);
  const lines = [
    'frr version 8.4.4',
    'frr defaults traditional',
    `hostname ${device.name}`,
    'log file /var/log/frr/frr.log informational',
    'log timestamp precision 3',
    'service integrated-vtysh-config',
    '!',
    ...views.flatMap(({ local }) => [
      `interface ${local.name}`,
      ` description ${local.description}`,
      ` ip address ${local.address}/31`,
      ...(config.shutInterfaces.includes(local.name) ? [' shutdown'] : []),
      'exit',
      '!',
    ]),
    'interface lo',
    ` ip address ${device.loopback}/32`,
    'exit',
    '!',
    `router bgp ${device.asn}`,
    ` bgp router-id ${device.loopback}`,
    ' bgp log-neighbor-changes',
    ' no bgp ebgp-requires-policy',
    ' bgp bestpath as-path multipath-relax',
    ' timers bgp 3 9',
    ...views.flatMap(({ remote, remoteSpec }) => {
      const shut = config.shutPeers[remote.address];
      return [
        ` neighbor ${remote.address} remote-as ${remoteSpec.asn}`,
        ` neighbor ${remote.address} description ${remoteSpec.name}`,
        ...(shut ? [` neighbor ${remote.address} shutdown${shut.message ? ` message ${shut.message}` : ''}`] : []),
      ];
    }),
    ' !',
    ' address-family ipv4 unicast',
    '  redistribute connected',
    ...device.prefixes.map((prefix) => `  network ${prefix}`),
    '  maximum-paths 4',
    ' exit-address-family',
    'exit',
    '!',
    'end',
  ];
  return `Building configuration...\n\nCurrent configuration:\n!\n${lines.join('\n')}\n`;
}
