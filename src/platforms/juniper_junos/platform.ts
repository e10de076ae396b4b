import { definePlatform } from '../platform.ts';
import { bgpPeer } from './bgp-peer.ts';
import { bgpPeerEnable, bgpPeerShutdown } from './bgp-peer-shutdown.ts';
import { bgpSummary } from './bgp-summary.ts';
import { interfaceDetail } from './interface-detail.ts';
import { junosInterfaceName } from './interface-names.ts';
import { interfaceEnable, interfaceShutdown } from './interface-shutdown.ts';
import { interfaces } from './interfaces.ts';
import { log } from './log.ts';
import { ping } from './ping.ts';
import { rejectedByJunos } from './rejected.ts';
import { traceroute } from './traceroute.ts';
import { version } from './version.ts';

/** Juniper Junos. `| no-more` stands in every command: on an exec channel paging cannot be switched off. */
export const juniper_junos = definePlatform({
  name: 'juniper_junos',
  session: 'exec',
  prompt: /^[\w.@()/:-]{1,63}> ?$/,
  configPrompt: /^[\w.@()/:-]{1,63}# ?$/,
  prepareTerminal: [
    'set cli screen-length 0',
    'set cli screen-width 1024',
    'set cli complete-on-space off',
    'set cli timestamp disable',
  ],
  elevate: null,
  rejected: rejectedByJunos,
  pager: /^---\(more(?: \d{1,3}%)?\)---/,
  interfaceName: junosInterfaceName,
  diagnostics: {
    interfaces,
    'interface-detail': interfaceDetail,
    'bgp-summary': bgpSummary,
    'bgp-peer': bgpPeer,
    ping,
    traceroute,
    log,
    version,
    optics: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bgp-route': { unsupported: 'This diagnostic is not read on this platform yet.' },
    route: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'ospf-neighbors': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'isis-adjacencies': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bfd-sessions': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'lldp-neighbors': { unsupported: 'This diagnostic is not read on this platform yet.' },
    arp: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'mac-table': { unsupported: 'This diagnostic is not read on this platform yet.' },
    environment: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'cpu-memory': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'config-history': { unsupported: 'This diagnostic is not read on this platform yet.' },
    lag: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'mpls-lsps': { unsupported: 'This diagnostic is not read on this platform yet.' },
    ntp: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'queue-drops': { unsupported: 'This diagnostic is not read on this platform yet.' },
  },
  mitigations: {
    'interface-shutdown': interfaceShutdown,
    'interface-enable': interfaceEnable,
    'bgp-peer-shutdown': bgpPeerShutdown,
    'bgp-peer-enable': bgpPeerEnable,
  },
});
