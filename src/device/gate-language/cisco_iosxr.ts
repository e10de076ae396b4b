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
      ]),
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
