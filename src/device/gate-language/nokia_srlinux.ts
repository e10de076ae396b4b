import { type DeviceLanguage, words } from './language.ts';

const state = (path: string): string => `info from state ${path}`;

export const nokia_srlinux: DeviceLanguage = {
  read: {
    shapes: [
      ...['*', '<interface>'].flatMap((name) => [state(`interface ${name}`), state(`interface ${name} transceiver`)]),
      ...['lag', 'admin-state', 'oper-state'].flatMap((leaf) => [
        state(`interface * ${leaf}`),
        state(`interface <interface> ${leaf}`),
      ]),
      state('interface <interface> subinterface <unit>'),
      state('interface * subinterface * ipv4 arp'),
      state('interface * subinterface * ipv6 neighbor-discovery'),
      ...['*', '<vrf>'].flatMap((instance) => [
        ...['bgp neighbor <peer>', 'bgp neighbor *', 'bgp router-id', 'ospf', 'isis'].map((protocol) =>
          state(`network-instance ${instance} protocols ${protocol}`),
        ),
        state(`bfd network-instance ${instance}`),
      ]),
      state('network-instance <vrf> bgp-rib'),
      state('network-instance <vrf> route-table'),
      state('network-instance * bridge-table mac-table'),
      ...['lldp', 'information', 'name', 'ntp', 'configuration'].map((branch) => state(`system ${branch}`)),
      state('platform'),
      state('platform chassis'),
      state('platform control *'),
      state('qos interfaces'),
      'show system logging buffer messages',
      'ping <address> network-instance <vrf> -c 5 -W 2',
      'ping <address> network-instance <vrf> -I <address> -c 5 -W 2',
      'traceroute <address> network-instance <vrf> -w 1 -q 2 -m 20',
      'traceroute <address> network-instance <vrf> -s <address> -w 1 -q 2 -m 20',
    ],
    topics: words(''),
    words: words(''),
    values: {},
    pipes: ['as json'],
    wildcard: true,
  },
  prepare: ['environment cli-engine type basic', 'environment complete-on-space false'],
  change: [],
  leave: [],
};
