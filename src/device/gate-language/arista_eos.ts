import { type DeviceLanguage, words } from './language.ts';

export const arista_eos: DeviceLanguage = {
  read: {
    shapes: [
      ...[
        '<address>',
        'vrf <name> <address>',
        'vrf <name> ip <address>',
        'vrf <name> ipv6 <address>',
        'ip <address>',
        'ipv6 <address>',
      ].flatMap((to) => [
        ...['', ' source <interface>', ' source <address>', ' interface <interface>'].flatMap((from) => [
          `ping ${to}${from} repeat <count>`,
          `ping ${to} repeat <count>${from}`,
          `ping ${to} repeat <count>${from} timeout <seconds>`,
          `ping ${to} repeat <count> timeout <seconds>${from}`,
          `ping ${to}${from} repeat <count> timeout <seconds>`,
          `ping ${to} repeat <count> size <size>${from}`,
          `traceroute ${to}${from}`,
        ]),
      ]),
      'show running-config section bgp',
      'show running-config section router bgp',
      'show running-config interfaces <interface>',
      'show configuration sessions',
      'show mac address-table',
      'show mac address-table address <mac>',
      ...['arp', 'ipv6 neighbors', 'ip ospf neighbor detail', 'isis neighbors detail'].map(
        (what) => `show ${what} vrf <vrf>`,
      ),
      ...['ip', 'ipv6'].flatMap((family) => [
        `show ${family} bgp <prefix> vrf <vrf>`,
        `show ${family} route vrf <vrf> <prefix> detail`,
        `show ${family} route vrf <vrf> <address> detail`,
      ]),
      ...[
        ...['ospfv3 neighbor', 'bfd peers detail', 'ntp associations', 'port-channel detail', 'processes top once'],
        ...['temperature', 'cooling', 'power'].map((part) => `system environment ${part}`),
        ...['configuration sessions detail', 'configuration checkpoints', 'interfaces counters queue detail'],
        ...['traffic-engineering rsvp tunnel', 'isis segment-routing tunnel'],
      ].map((what) => `show ${what}`),
    ],
    topics: words('interfaces ip ipv6 bgp logging version uptime hostname inventory clock vrf lldp management'),
    words: words(
      'status description counters errors rates discards phy detail transceiver bgp summary neighbors vrf all interface interfaces ' +
        'ipv4 ipv6 unicast bins last hours minutes threshold brief clock ssh',
    ),
    values: {
      interfaces: 'interface',
      interface: 'interface',
      neighbors: 'address',
      vrf: 'vrf',
      logging: 'lines',
      last: 'lines',
    },
    pipes: ['json', 'no-more'],
  },
  prepare: ['terminal length 0', 'terminal width 511', 'terminal width 32767', 'enable'],
  change: [
    'configure session <tag>',
    'interface <interface>',
    'shutdown',
    'no shutdown',
    'router bgp <asn>',
    'vrf <vrf>',
    'neighbor <peer> shutdown',
    'no neighbor <peer> shutdown',
    'show session-config diffs',
    'commit',
    'commit timer <timer>',
    'configure session <tag> commit',
    'exit',
    'end',
  ],
  leave: ['abort', 'end'],
};
