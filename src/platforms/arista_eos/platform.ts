import { definePlatform } from '../platform.ts';
import { bgpPeer } from './bgp-peer.ts';
import { bgpPeerEnable, bgpPeerShutdown } from './bgp-peer-shutdown.ts';
import { bgpSummary } from './bgp-summary.ts';
import { interfaceDetail } from './interface-detail.ts';
import { eosInterfaceName } from './interface-names.ts';
import { interfaceEnable, interfaceShutdown } from './interface-shutdown.ts';
import { interfaces } from './interfaces.ts';
import { lldpNeighbors } from './lldp-neighbors.ts';
import { log } from './log.ts';
import { macTable } from './mac-table.ts';
import { ping } from './ping.ts';
import { rejectedByEos } from './rejected.ts';
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
    optics: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bgp-route': { unsupported: 'This diagnostic is not read on this platform yet.' },
    route: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'ospf-neighbors': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'isis-adjacencies': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'bfd-sessions': { unsupported: 'This diagnostic is not read on this platform yet.' },
    'lldp-neighbors': lldpNeighbors,
    arp: { unsupported: 'This diagnostic is not read on this platform yet.' },
    'mac-table': macTable,
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
