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
import { srlInterfaceName } from './interface-names.ts';
import { interfaces } from './interfaces.ts';
import { isisAdjacencies } from './isis-adjacencies.ts';
import { lag } from './lag.ts';
import { lldpNeighbors } from './lldp-neighbors.ts';
import { log } from './log.ts';
import { macTable } from './mac-table.ts';
import { ntp } from './ntp.ts';
import { optics } from './optics.ts';
import { ospfNeighbors } from './ospf-neighbors.ts';
import { ping } from './ping.ts';
import { queueDrops } from './queue-drops.ts';
import { rejectedBySrlinux } from './rejected.ts';
import { route } from './route.ts';
import { traceroute } from './traceroute.ts';
import { version } from './version.ts';

/** Nokia SR Linux. JSON of the state tree; the same in braces, and what `show` prints, are read as well. */
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
    'mpls-lsps': {
      unsupported:
        'SR Linux has tunnels instead of LSPs of its own: ask route for the next hop, or bgp-peer for the session over it.',
    },
    ntp,
    'queue-drops': queueDrops,
  },
  mitigations: {},
});
