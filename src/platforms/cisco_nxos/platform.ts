import { definePlatform } from '../platform.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { rejectedByNxos } from './rejected.ts';

/** Cisco NX-OS. Every command has a channel of its own; JSON wherever NX-OS converts the command. */
export const cisco_nxos = definePlatform({
  name: 'cisco_nxos',
  session: 'exec',
  prompt: /^[\w.-]{1,63}(?:\(maint-mode\))?[>#] ?$/,
  configPrompt: /^[\w.-]{1,63}(?:\(maint-mode\))?\(conf[\w.@/:+-]{0,63}\)# ?$/,
  prepareTerminal: ['terminal length 0', 'terminal width 511'],
  elevate: null,
  rejected: rejectedByNxos,
  pager: /^ ?--More--/,
  interfaceName: nxosInterfaceName,
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
