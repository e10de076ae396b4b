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
import { nxosInterfaceName } from './interface-names.ts';
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
import { rejectedByNxos } from './rejected.ts';
import { route } from './route.ts';
import { traceroute } from './traceroute.ts';
import { version } from './version.ts';

/** Cisco NX-OS. Every command has a channel of its own; JSON wherever NX-OS converts the command. */
export const cisco_nxos = definePlatform({
  name: 'cisco_nxos',
  session: 'exec',
  prompt: /^(?!.*\(config)[\w.@/-]{1,64}(?:\(maint-mode\))?[>#] ?$/,
  configPrompt: /^[\w.@/-]{1,64}(?:\(maint-mode\))?\(config[\w.@/:+-]{0,63}\)# ?$/,
  prepareTerminal: ['terminal length 0', 'terminal width 511'],
  elevate: null,
  rejected: rejectedByNxos,
  inText: {
    line: (line) => (line.endsWith(' | json') ? line.slice(0, -' | json'.length) : null),
    refused: /^%{1,2} ?(?:Invalid|Incomplete|Ambiguous)|^Syntax error|\b(?:json|xml|structured)\b/i,
  },
  pager: /^ ?--More--/,
  interfaceName: nxosInterfaceName,
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
