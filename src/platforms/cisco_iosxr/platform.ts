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
import { xrInterfaceName } from './interface-names.ts';
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
import { rejectedByIosxr } from './rejected.ts';
import { route } from './route.ts';
import { traceroute } from './traceroute.ts';
import { version } from './version.ts';

/** Cisco IOS-XR. No JSON on the terminal, one command per connection on older releases: a kept terminal. */
export const cisco_iosxr = definePlatform({
  name: 'cisco_iosxr',
  session: 'shell',
  prompt: /^(?!.*\(config)RP\/\d{1,3}\/\w{1,8}\/CPU\d{1,2}:[\w.@-]{1,64}(?:\(\w{1,16}\))?# ?$/,
  configPrompt: /^RP\/\d{1,3}\/\w{1,8}\/CPU\d{1,2}:[\w.@-]{1,64}\(config[\w.@/:+-]{0,63}\)# ?$/,
  prepareTerminal: ['terminal length 0', 'terminal width 512'],
  elevate: null,
  rejected: rejectedByIosxr,
  pager: /^ ?--More--/,
  interfaceName: xrInterfaceName,
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
    'queue-drops': queueDrops,
  },
  mitigations: {},
});
