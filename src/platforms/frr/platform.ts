import { definePlatform } from '../platform.ts';
import { arp } from './arp.ts';
import { bfdSessions } from './bfd-sessions.ts';
import { bgpPeer } from './bgp-peer.ts';
import { bgpPeerEnable, bgpPeerShutdown } from './bgp-peer-shutdown.ts';
import { bgpRoute } from './bgp-route.ts';
import { bgpSummary } from './bgp-summary.ts';
import { interfaceDetail } from './interface-detail.ts';
import { frrInterfaceName } from './interface-names.ts';
import { interfaceEnable, interfaceShutdown } from './interface-shutdown.ts';
import { interfaces } from './interfaces.ts';
import { isisAdjacencies } from './isis-adjacencies.ts';
import { mplsLsps } from './mpls-lsps.ts';
import { ospfNeighbors } from './ospf-neighbors.ts';
import { ping } from './ping.ts';
import { rejectedByFrr } from './rejected.ts';
import { route } from './route.ts';
import { traceroute } from './traceroute.ts';
import { beyondVtysh } from './unsupported.ts';
import { version } from './version.ts';

/** FRRouting behind a login that is vtysh: an exec channel runs one command, ping needs a terminal for its Ctrl-C. */
export const frr = definePlatform({
  name: 'frr',
  session: 'exec',
  prompt: /^[\w.@:-]{1,63}[>#] ?$/,
  configPrompt: /^[\w.@:-]{1,63}\(config[\w-]{0,40}\)# ?$/,
  prepareTerminal: ['terminal length 0'],
  elevate: null,
  rejected: rejectedByFrr,
  inText: {
    line: (line) => (line.endsWith(' json') ? line.slice(0, -' json'.length) : null),
    refused: /^% ?(?:Unknown command|Command incomplete|Ambiguous)/i,
  },
  pager: /^ ?--More--/,
  interfaceName: frrInterfaceName,
  diagnostics: {
    interfaces,
    'interface-detail': interfaceDetail,
    'bgp-summary': bgpSummary,
    'bgp-peer': bgpPeer,
    'bgp-route': bgpRoute,
    route,
    'ospf-neighbors': ospfNeighbors,
    'isis-adjacencies': isisAdjacencies,
    'bfd-sessions': bfdSessions,
    'mpls-lsps': mplsLsps,
    arp,
    ping,
    traceroute,
    version,
    ...beyondVtysh,
  },
  mitigations: {
    'interface-shutdown': interfaceShutdown,
    'interface-enable': interfaceEnable,
    'bgp-peer-shutdown': bgpPeerShutdown,
    'bgp-peer-enable': bgpPeerEnable,
  },
});
