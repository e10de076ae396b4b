import { type DeviceLanguage, words } from './language.ts';

/** Both command lines take a command from the root when a slash stands in front. */
const inRouter = (rest: string): string[] => [`/show router ${rest}`, `/show router <vrf> ${rest}`];

const probes = ['/ping <address> count 5 timeout 2', '/traceroute <address> ttl 20 wait 2000'];
const sources = ['', ' source <address>', ' source-address <address>'];
const routers = ['', ' router <vrf>', ' router-instance <vrf>'];

export const nokia_sros: DeviceLanguage = {
  read: {
    shapes: [
      ...probes.flatMap((probe) => sources.flatMap((from) => routers.map((router) => `${probe}${from}${router}`))),
      '/show port',
      '/show port <port>',
      '/show port <port> detail',
      '/show port <port> optical',
      '/show port description',
      '/show port optical',
      '/show router interface',
      '/show router interface <interface>',
      '/show router bgp summary all',
      ...[
        'bgp summary',
        'bgp neighbor <peer>',
        'bgp routes <prefix> ipv4 hunt',
        'bgp routes <prefix> ipv6 hunt',
        'route-table <prefix> extensive',
        'route-table <address> extensive',
        'ospf neighbor',
        'ospf3 neighbor',
        'isis all adjacency',
        'bfd session',
        'arp',
        'arp <address>',
        'neighbor',
        'neighbor <address>',
      ].flatMap(inRouter),
      '/show router mpls lsp',
      '/show service fdb-mac',
      '/show service fdb-mac <mac>',
      '/show system lldp neighbor',
      '/show system information',
      '/show system cpu',
      '/show system cpu sample-period 60',
      '/show system memory-pools',
      '/show system ntp all',
      '/show system rollback',
      '/show system management-interface commit-history',
      '/show chassis',
      '/show chassis detail',
      '/show chassis environment',
      '/show chassis power-supply',
      '/show card detail',
      '/show log log-id 99',
      '/show lag',
      '/show lag port',
      '/show lag <unit>',
      '/show lag <unit> port',
    ],
    topics: words(''),
    words: words(''),
    values: {},
    pipes: [],
  },
  prepare: [
    'environment no more',
    'environment more false',
    '//environment no more',
    'environment console width 512',
    'environment command-completion space false',
  ],
  change: [],
  leave: [],
};
