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
import { eosInterfaceName } from './interface-names.ts';
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
import { rejectedByEos } from './rejected.ts';
import { route } from './route.ts';
import { traceroute } from './traceroute.ts';
import { version } from './version.ts';

/** Arista EOS. Every command has a channel of its own; JSON wherever EOS converts the command. */
export const arista_eos = definePlatform({
  name: 'arista_eos',
  session: 'exec',
  prompt: /^(?!.*\(config)[\w.@()/:-][\w.@()/: -]{0,62}[>#] ?$/,
  configPrompt: /^[\w.@()/:-][\w.@()/: -]{0,62}\(config[\w.@/:+-]{0,63}\)# ?$/,
  prepareTerminal: ['terminal length 0', 'terminal width 32767'],
  elevate: { when: /> ?$/, line: 'enable' },
  rejected: rejectedByEos,
  inText: {
    line: (line) => (line.endsWith(' | json') ? line.slice(0, -' | json'.length) : null),
    refused: /^% ?(?:Invalid input|Incomplete|Ambiguous|This is an unconverted)/i,
  },
  pager: /^ ?--More--/,
  interfaceName: eosInterfaceName,
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
