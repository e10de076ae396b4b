import { definePlatform } from '../platform.ts';
import { srlInterfaceName } from './interface-names.ts';
import { rejectedBySrlinux } from './rejected.ts';

/** Nokia SR Linux. JSON of the state tree. */
export const nokia_srlinux = definePlatform({
  name: 'nokia_srlinux',
  session: 'exec',
  prompt: /^[A-Z]:[\w.@-]{1,63}# ?$/,
  configPrompt: /^[A-Z]:[\w.@-]{1,63}# ?$/,
  prepareTerminal: ['environment cli-engine type basic', 'environment complete-on-space false'],
  elevate: null,
  rejected: rejectedBySrlinux,
  pager: /^--More--/,
  interfaceName: srlInterfaceName,
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
