import { type DeviceLanguage, words } from './language.ts';

export const cisco_nxos: DeviceLanguage = {
  read: {
    shapes: [
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
