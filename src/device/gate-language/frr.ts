import { type DeviceLanguage, words } from './language.ts';

export const frr: DeviceLanguage = {
  read: {
    shapes: [
      ...['ping', 'traceroute'].flatMap((tool) =>
        ['<address>', 'ip <address>', 'ipv6 <address>', 'vrf <name> <address>', 'vrf <name> ip <address>'].map(
          (to) => `${tool} ${to}`,
        ),
      ),
      ...['ipv4', 'ipv6']
        .flatMap((family) => [`show bgp ${family} unicast <prefix>`, `show bgp vrf <vrf> ${family} unicast <prefix>`])
        .flatMap(inBothForms),
      ...['ip', 'ipv6']
        .flatMap((family) =>
          ['<prefix>', '<address>', 'vrf <vrf> <prefix>', 'vrf <vrf> <address>'].map(
            (target) => `show ${family} route ${target}`,
          ),
        )
        .flatMap(inBothForms),
      ...[
        'show ip ospf vrf <vrf> neighbor detail',
        'show ipv6 ospf6 vrf <vrf> neighbor detail',
        'show isis vrf <vrf> neighbor detail',
        'show bfd peers',
        'show bfd vrf <vrf> peers',
        'show mpls table',
      ].flatMap(inBothForms),
      'show ip neigh',
      'show running-config bgpd',
      'show running-config zebra',
      'show running-config',
    ],
    topics: words('interface interfaces bgp ip ipv6 logging version vrf'),
    words: words('json brief description vrf all bgp summary neighbors neighbor ipv4 ipv6 unicast route'),
    values: { interface: 'interface', neighbors: 'peer', neighbor: 'peer', vrf: 'vrf' },
    pipes: [],
  },
  prepare: ['terminal length 0', 'terminal no paginate', 'no terminal paginate', 'enable'],
  change: [
    'configure terminal',
    'interface <interface>',
    'shutdown',
    'no shutdown',
    'router bgp <asn>',
    'router bgp <asn> vrf <vrf>',
    'neighbor <peer> shutdown',
    'neighbor <peer> shutdown message <tag>',
    'no neighbor <peer> shutdown',
    'no neighbor <peer> shutdown message <tag>',
    'exit',
    'end',
  ],
  leave: ['end'],
};

/** Older releases know some of them in text only. */
function inBothForms(shape: string): string[] {
  return [shape, `${shape} json`];
}
