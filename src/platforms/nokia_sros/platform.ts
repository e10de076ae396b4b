import { definePlatform } from '../platform.ts';
import { arp } from './arp.ts';
import { bfdSessions } from './bfd-sessions.ts';
import { bgpPeer } from './bgp-peer.ts';
import { bgpRoute } from './bgp-route.ts';
import { bgpSummary } from './bgp-summary.ts';
import { configHistory } from './config-history.ts';
import { cpuMemory } from './cpu-memory.ts';
import { environment } from './environment.ts';
import { interfaceDetail } from './interface-detail.ts';
import { srosInterfaceName } from './interface-names.ts';
import { interfaces } from './interfaces.ts';
import { isisAdjacencies } from './isis-adjacencies.ts';
import { lag } from './lag.ts';
import { lldpNeighbors } from './lldp-neighbors.ts';
import { log } from './log.ts';
import { macTable } from './mac-table.ts';
import { mplsLsps } from './mpls-lsps.ts';
import { ntp } from './ntp.ts';
import { optics } from './optics.ts';
import { ospfNeighbors } from './ospf-neighbors.ts';
import { ping } from './ping.ts';
import { rejectedBySros } from './rejected.ts';
import { route } from './route.ts';
import { traceroute } from './traceroute.ts';
import { version } from './version.ts';

/** Nokia SR OS, classic and MD-CLI. No JSON on the terminal: a kept one. */
export const nokia_sros = definePlatform({
  name: 'nokia_sros',
  session: 'shell',
  prompt: /^\*?[abcd]:[\w\s.@-]{1,63}# ?$/i,
  configPrompt: /^\*?[abcd]:[\w\s.@-]{1,63}>config[\w.>@"-]{0,63}# ?$/i,
  // Each engine refuses the other's line, which costs nothing.
  prepareTerminal: ['environment no more', 'environment more false', 'environment console width 512'],
  elevate: null,
  rejected: rejectedBySros,
  pager: /^Press (?:any key to continue|Q to quit, Enter to print)/,
  interfaceName: srosInterfaceName,
  diagnostics: {
    interfaces,
    'interface-detail': interfaceDetail,
    optics,
    'bgp-summary': bgpSummary,
    'bgp-peer': bgpPeer,
    'bgp-route': bgpRoute,
    route,
    'ospf-neighbors': ospfNeighbors,
    'isis-adjacencies': isisAdjacencies,
    'bfd-sessions': bfdSessions,
    'lldp-neighbors': lldpNeighbors,
    arp,
    'mac-table': macTable,
    ping,
    traceroute,
    environment,
    'cpu-memory': cpuMemory,
    log,
    version,
    'config-history': configHistory,
    lag,
    'mpls-lsps': mplsLsps,
    ntp,
    'queue-drops': {
      unsupported:
        'SR OS counts drops for each queue of a service or port, in many forms: ask interface-detail for the discards of a port.',
    },
  },
  mitigations: {},
});
