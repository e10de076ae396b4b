import { definePlatform } from '../platform.ts';
import { xrInterfaceName } from './interface-names.ts';
import { rejectedByIosxr } from './rejected.ts';

/** Cisco IOS-XR. No JSON on the terminal: a kept one. */
export const cisco_iosxr = definePlatform({
  name: 'cisco_iosxr',
  session: 'shell',
  prompt: /^(?!.*\(config)[\w.@/:-]{1,63}(?:\(admin\))?# ?$/,
  configPrompt: /^[\w.@/:-]{1,63}\(config[\w.@/:+-]{0,63}\)# ?$/,
  prepareTerminal: ['terminal length 0', 'terminal width 512', 'terminal exec prompt no-timestamp'],
  elevate: null,
  rejected: rejectedByIosxr,
  pager: /^ ?--More--/,
  interfaceName: xrInterfaceName,
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
