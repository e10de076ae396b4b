import { definePlatform } from '../platform.ts';
import { iosInterfaceName } from './interface-names.ts';
import { rejectedByIosxe } from './rejected.ts';

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
    interfaces: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'interface-detail': { unsupported: 'This diagnostic is not read on this platform yet.' },
    optics: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bgp-summary': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bgp-peer': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bgp-route': { unsupported: 'This diagnostic is not read on this platform yet.' },
    route: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'ospf-neighbors': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'isis-adjacencies': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bfd-sessions': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'lldp-neighbors': { unsupported: 'This diagnostic is not read on this platform yet.' },
    arp: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'mac-table': { unsupported: 'This diagnostic is not read on this platform yet.' },
    ping: { unsupported: 'This diagnostic is not read on this platform yet.' },
    traceroute: { unsupported: 'This diagnostic is not read on this platform yet.' },
    environment: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'cpu-memory': { unsupported: 'This diagnostic is not read on this platform yet.' },
    log: { unsupported: 'This diagnostic is not read on this platform yet.' },
    version: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'config-history': { unsupported: 'This diagnostic is not read on this platform yet.' },
    lag: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'mpls-lsps': { unsupported: 'This diagnostic is not read on this platform yet.' },
    ntp: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'queue-drops': { unsupported: 'This diagnostic is not read on this platform yet.' },
  },
  mitigations: {},
});
