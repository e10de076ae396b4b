import { definePlatform } from '../platform.ts';
import { srosInterfaceName } from './interface-names.ts';
import { rejectedBySros } from './rejected.ts';

/** Nokia SR OS, classic and MD-CLI. No JSON on the terminal: a kept one. */
export const nokia_sros = definePlatform({
  name: 'nokia_sros',
  session: 'shell',
  prompt: /^\*?[abcd]:[\w\s.@-]{1,63}# ?$/i,
  configPrompt: /^\*?[abcd]:[\w\s.@-]{1,63}>config[\w.>@"-]{0,63}# ?$/i,
  prepareTerminal: ['environment no more'],
  elevate: null,
  rejected: rejectedBySros,
  pager: /^Press any key to continue/,
  interfaceName: srosInterfaceName,
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
