import { type DeviceLanguage, words } from './language.ts';

const inVrf = ['', ' vrf <vrf>'];

export const cisco_iosxr: DeviceLanguage = {
  read: {
    shapes: [
      ...inVrf.flatMap((vrf) => [
        `ping${vrf} <address> count <count> timeout <seconds>`,
        `ping${vrf} <address> count <count> timeout <seconds> source <address>`,
        ...['ipv4', 'ipv6'].flatMap((family) => [
          `traceroute${vrf} ${family} <address> numeric timeout 1 probe 3 maxttl 30`,
          `traceroute${vrf} ${family} <address> source <address> numeric timeout 1 probe 3 maxttl 30`,
        ]),
        `show bgp${vrf} neighbors <address>`,
        `show arp${vrf}`,
        `show arp${vrf} <address>`,
        `show ipv6 neighbors${vrf}`,
        ...['ipv4', 'ipv6'].flatMap((family) => [
          `show bgp${vrf} ${family} unicast <prefix>`,
          `show route${vrf} ${family} <address>`,
          `show route${vrf} ${family} <prefix>`,
        ]),
      ]),
      'show bgp all all summary',
      ...['ipv4', 'ipv6'].flatMap((family) => [
        `show bgp vrf all ${family} unicast summary`,
        `show bgp vrf <vrf> ${family} unicast summary`,
      ]),
      'show ospf vrf all-inclusive neighbor detail',
      'show ospf vrf <vrf> neighbor detail',
      'show ospfv3 neighbor detail',
      'show ospfv3 vrf all neighbor detail',
      'show ospfv3 vrf <vrf> neighbor detail',
      'show isis adjacency',
      'show bfd session detail',
      'show bfd ipv6 session detail',
      'show mpls traffic-eng tunnels brief',
      'show segment-routing traffic-eng policy',
      'show interfaces',
      'show interfaces <interface>',
      'show lldp neighbors detail',
      'show logging',
      'show version',
    ],
    topics: words(''),
    words: words(''),
    values: {},
    pipes: [],
  },
  prepare: ['terminal length 0', 'terminal width 512'],
  change: [],
  leave: [],
};
