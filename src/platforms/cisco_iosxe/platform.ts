import { definePlatform } from '../platform.ts';
import { bgpSummary } from './bgp-summary.ts';
import { interfaceDetail } from './interface-detail.ts';
import { iosInterfaceName } from './interface-names.ts';
import { interfaces } from './interfaces.ts';
import { log } from './log.ts';
import { ping } from './ping.ts';
import { rejectedByIosxe } from './rejected.ts';
import { traceroute } from './traceroute.ts';
import { version } from './version.ts';

/** Cisco IOS and IOS-XE. No JSON on the terminal, one command per connection on a channel: a kept terminal. */
export const cisco_iosxe = definePlatform({
  name: 'cisco_iosxe',
  session: 'shell',
  prompt: /^(?!.*\(config)[\w.@/:-]{1,63}[>#] ?$/,
  configPrompt: /^[\w.@/:-]{1,63}\(config[\w.@/:+-]{0,32}\)# ?$/,
  prepareTerminal: ['terminal length 0', 'terminal width 511'],
  elevate: { when: /> ?$/, line: 'enable' },
  rejected: rejectedByIosxe,
  pager: /^ ?--More--/,
  interfaceName: iosInterfaceName,
  diagnostics: {
    interfaces,
    'interface-detail': interfaceDetail,
    optics: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bgp-summary': bgpSummary,
    'bgp-peer': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bgp-route': { unsupported: 'This diagnostic is not read on this platform yet.' },
    route: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'ospf-neighbors': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'isis-adjacencies': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bfd-sessions': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'lldp-neighbors': { unsupported: 'This diagnostic is not read on this platform yet.' },
    arp: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'mac-table': { unsupported: 'This diagnostic is not read on this platform yet.' },
    ping,
    traceroute,
    environment: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'cpu-memory': { unsupported: 'This diagnostic is not read on this platform yet.' },
    log,
    version,
    'config-history': { unsupported: 'This diagnostic is not read on this platform yet.' },
    lag: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'mpls-lsps': { unsupported: 'This diagnostic is not read on this platform yet.' },
    ntp: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'queue-drops': { unsupported: 'This diagnostic is not read on this platform yet.' },
  },
  mitigations: {},
});
