import { type PeerView, peersOf } from '../bgp-peers.ts';
import { routingTable } from '../routing.ts';
import type { NetworkState } from '../state.ts';
import { routerUptime } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { frrJson } from './json.ts';

/** `show bgp [vrf all] summary [json]`. */
export function showBgpSummary(
  state: NetworkState,
  device: DeviceSpec,
  options: { allVrfs: boolean; json: boolean },
): string {
  const peers = peersOf(state, device.name);
  const prefixes = [...routingTable(state).values()].filter((routes) => routes.has(device.name)).length;
  if (!options.json) return summaryText(device, peers, prefixes);
  const family = frrJson({
    routerId: device.loopback,
    as: device.asn,
    vrfId: 0,
    vrfName: 'default',
    tableVersion: prefixes + peers.length,
    ribCount: prefixes * 2 - 1,
    ribMemory: (prefixes * 2 - 1) * 192,
    peerCount: peers.length,
    peerMemory: peers.length * 741_464,
    peers: Object.fromEntries(peers.map((peer) => [peer.address, summaryPeer(state, device, peer)])),
    failedPeers: peers.filter((peer) => !peer.established).length,
    displayedPeers: peers.length,
    totalPeers: peers.length,
    dynamicPeers: 0,
    bestPath: { multiPathRelax: 'true' },
  });
  const document = `{\n"ipv4Unicast":${family}\n}\n`;
  return options.allVrfs ? `{\n"default":${document}}\n` : document;
}

function summaryPeer(state: NetworkState, device: DeviceSpec, peer: PeerView) {
  const { session } = peer.link;
  return {
    hostname: peer.remoteSpec.name,
    remoteAs: peer.remoteAs,
    localAs: device.asn,
    version: 4,
    msgRcvd: Math.floor(peer.localSide.messagesIn),
    msgSent: Math.floor(peer.localSide.messagesOut),
    tableVersion: 0,
    outq: 0,
    inq: 0,
    peerUptime: routerUptime(peer.secondsInState),
    peerUptimeMsec: peer.secondsInState * 1000,
    peerUptimeEstablishedEpoch: Math.floor((session.establishedMs ?? state.nowMs) / 1000),
    pfxRcd: peer.prefixes.received,
    pfxSnt: peer.prefixes.sent,
    state: peer.peerShut ? 'Idle (Admin)' : peer.state,
    peerState: peer.peerShut ? 'Admin' : 'OK',
    connectionsEstablished: session.timesEstablished,
    connectionsDropped: session.timesDropped,
    desc: peer.remoteSpec.name,
    idType: 'ipv4',
  };
}

function summaryText(device: DeviceSpec, peers: PeerView[], prefixes: number): string {
  const rows = peers.map((peer) => {
    const stateOrPrefixes = peer.peerShut
      ? 'Idle (Admin)'
      : peer.established
        ? String(peer.prefixes.received)
        : peer.state;
    return [
      peer.address.padEnd(15),
      ' 4 ',
      String(peer.remoteAs).padStart(10),
      String(Math.floor(peer.localSide.messagesIn)).padStart(10),
      String(Math.floor(peer.localSide.messagesOut)).padStart(10),
      '        0    0    0 ',
      routerUptime(peer.secondsInState).padStart(8),
      ` ${stateOrPrefixes.padStart(12)}`,
      ` ${String(peer.prefixes.sent).padStart(8)}`,
      ` ${peer.remoteSpec.name}`,
    ].join('');
  });
  return `
IPv4 Unicast Summary (VRF default):
BGP router identifier ${device.loopback}, local AS number ${device.asn} vrf-id 0
BGP table version ${prefixes + peers.length}
RIB entries ${prefixes * 2 - 1}, using ${Math.ceil(((prefixes * 2 - 1) * 192) / 1024)} KiB of memory
Peers ${peers.length}, using ${Math.floor((peers.length * 741_464) / 1024)} KiB of memory

Neighbor        V         AS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc
${rows.join('\n')}

Total number of neighbors ${peers.length}
`;
}
