import { type DeviceLanguage, words } from './language.ts';

export const cisco_nxos: DeviceLanguage = {
  read: {
    shapes: [
      'show bgp vrf <vrf> all summary',
      'show bgp vrf <vrf> all neighbors <address>',
      'show bgp vrf <vrf> ipv4 unicast <prefix>',
      'show bgp vrf <vrf> ipv6 unicast <prefix>',
      ...['ip', 'ipv6'].flatMap((family) => [
        `show ${family} route <address> vrf <vrf>`,
        `show ${family} route <prefix> vrf <vrf>`,
      ]),
      'show ip ospf neighbors detail vrf <vrf>',
      'show ipv6 ospfv3 neighbors detail vrf <vrf>',
      'show isis adjacency detail vrf <vrf>',
      'show bfd neighbors vrf <vrf> details',
      ...['ip arp', 'ipv6 neighbor'].flatMap((table) => [
        `show ${table} detail vrf <vrf>`,
        `show ${table} <address> detail vrf <vrf>`,
      ]),
      'show mac address-table',
      'show mac address-table address <mac>',
      ...['', ' source <address>'].flatMap((from) =>
        ['', ' vrf <vrf>'].flatMap((vrf) => [
          `ping <address> count <count>${from} timeout <seconds>${vrf}`,
          `ping6 <address> count <count>${from} timeout <seconds>${vrf}`,
          `traceroute <address>${vrf}${from}`,
          `traceroute6 <address>${vrf}${from}`,
        ]),
      ),
      'show logging last <lines>',
      'show version',
      'show lldp neighbors detail',
      'show environment',
      'show system resources',
      'show processes cpu sort',
      'show checkpoint summary',
      'show ntp peer-status',
      'show queuing interface',
    ],
    topics: words('interface port-channel'),
    words: words('transceiver details summary interface'),
    values: { interface: 'interface' },
    pipes: ['json'],
  },
  prepare: ['terminal length 0', 'terminal width 511'],
  change: [],
  leave: [],
};
