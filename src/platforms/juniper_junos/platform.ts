import { definePlatform } from '../platform.ts';
import { arp } from './arp.ts';
import { bfdSessions } from './bfd-sessions.ts';
import { bgpPeer } from './bgp-peer.ts';
import { bgpPeerEnable, bgpPeerShutdown } from './bgp-peer-shutdown.ts';
import { bgpRoute } from './bgp-route.ts';
import { bgpSummary } from './bgp-summary.ts';
import { configHistory } from './config-history.ts';
import { cpuMemory } from './cpu-memory.ts';
import { environment } from './environment.ts';
import { interfaceDetail } from './interface-detail.ts';
import { junosInterfaceName } from './interface-names.ts';
import { interfaceEnable, interfaceShutdown } from './interface-shutdown.ts';
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
import { queueDrops } from './queue-drops.ts';
import { rejectedByJunos } from './rejected.ts';
import { route } from './route.ts';
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
  inText: {
    line: (line) => (line.includes(' | display json') ? line.replace(' | display json', '') : null),
    refused: /syntax error|unknown command|No valid completions/i,
  },
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
    optics,
    'bgp-route': bgpRoute,
    route,
    'ospf-neighbors': ospfNeighbors,
    'isis-adjacencies': isisAdjacencies,
    'bfd-sessions': bfdSessions,
    'lldp-neighbors': lldpNeighbors,
    arp,
    'mac-table': macTable,
    environment,
    'cpu-memory': cpuMemory,
    'config-history': configHistory,
    lag,
    'mpls-lsps': mplsLsps,
    ntp,
    'queue-drops': queueDrops,
  },
  mitigations: {
    'interface-shutdown': interfaceShutdown,
    'interface-enable': interfaceEnable,
    'bgp-peer-shutdown': bgpPeerShutdown,
    'bgp-peer-enable': bgpPeerEnable,
  },
});
