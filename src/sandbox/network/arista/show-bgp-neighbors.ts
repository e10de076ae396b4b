import { type PeerView, peersOf } from '../bgp-peers.ts';
import { holdSeconds, keepaliveSeconds, type NetworkState, type ResetReason } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';

/** `show ip bgp neighbors [P] vrf all | json`; the list is empty when there is no such peer. */
export function showBgpNeighborsJson(state: NetworkState, device: DeviceSpec, address: string | undefined): unknown {
  const peers = peersOf(state, device.name).filter((peer) => !address || peer.address === address);
  return { vrfs: { default: { peerList: peers.map((peer) => neighbor(state, device, peer)) } } };
}

const lastEvents: Record<ResetReason, string> = {
  none: 'RecvKeepAlive',
  'admin-local': 'Stop',
  'admin-remote': 'RecvNotify',
  'interface-down': 'Stop',
  'hold-expired': 'HoldTime',
  'hold-expired-remote': 'RecvNotify',
};

function neighbor(_state: NetworkState, device: DeviceSpec, peer: PeerView) {
  const { session } = peer.link;
  const up = peer.established;
  const reset = peer.localSide.lastReset;
  const received = Math.floor(peer.localSide.messagesIn);
  const sent = Math.floor(peer.localSide.messagesOut);
  const updates = 12 + session.timesEstablished * 3;
  const messages = (total: number, notifications: number) => ({
    rtRefreshes: 0,
    notifications,
    queueDepth: 0,
    updates,
    keepalives: Math.max(0, total - updates),
    opens: session.timesEstablished,
  });
  const hint = peer.peerShut
    ? 'Peer is administratively shut down'
    : peer.local.operUp
      ? null
      : 'Could not find interface for peer';
  return {
    peerAddress: peer.address,
    linkType: 'external',
    description: peer.remoteSpec.name,
    localAsn: String(device.asn),
    asn: String(peer.remoteAs),
    version: 4,
    negotiatedVersion: up ? 4 : 0,
    routerId: up ? peer.remoteSpec.loopback : '0.0.0.0',
    localRouterId: device.loopback,
    vrf: 'default',
    state: peer.state,
    lastState: up ? 'OpenConfirm' : 'Established',
    lastEvent: up ? 'RecvKeepAlive' : lastEvents[reset],
    updownTime: peer.secondsInState,
    establishedTransitions: session.timesEstablished,
    ...(hint && { idleReason: hint, establishFailHint: hint }),
    holdTime: holdSeconds,
    keepaliveTime: keepaliveSeconds,
    confHoldTime: holdSeconds,
    configuredKeepaliveTime: keepaliveSeconds,
    prefixesReceived: peer.prefixes.received,
    prefixesSent: peer.prefixes.sent,
    v6PrefixesReceived: 0,
    v6PrefixesSent: 0,
    v4SrTePrefixesReceived: 0,
    v4SrTePrefixesSent: 0,
    v6SrTePrefixesReceived: 0,
    v6SrTePrefixesSent: 0,
    receivedMessages: received,
    sentMessages: sent,
    receivedUpdates: updates,
    sentUpdates: updates,
    inMessageStats: messages(received, reset === 'admin-remote' || reset === 'hold-expired-remote' ? 1 : 0),
    outMessageStats: messages(sent, reset === 'admin-local' || reset === 'hold-expired' ? 1 : 0),
    peerInUpdateErrors: { inUpdErrDisableAfiSafi: 0, inUpdErrWithdraw: 0, inUpdErrIgnore: 0 },
    dropStats: {
      inDropNhAfV6: 0,
      inDropNhLocal: 0,
      inDropEnforceFirstAs: 0,
      inDropOrigId: 0,
      outDropV6LocalAddr: 0,
      prefixLuDroppedV6: 0,
      outDropV4LocalAddr: 0,
      prefixLuDroppedV4: 0,
      inDropNhInvalid: 0,
      inDropAsloop: 0,
    },
    prefixListInfo: { filterType: 'PrefixList' },
    routeMapInfo: { filterType: 'RouteMap' },
    bgpSoftReconfigInbound: 'Default',
    bgpPeerCaps: 75_759_620,
    bgpPeerHiscaps: 0,
    bgpPeerFlags: [16, 262_144, 0],
    bgpPeerOptions: 35_651_584,
    bgpPeerOptions2: 0,
    bgpPeerOptions3: 98_352,
    miscFlags: 0,
    as4: 1,
    ttl: 1,
    maxTtlHops: null,
    maintenance: false,
    autoLocalAddress: 'disabled',
    noComms: false,
    updateGroupIndex: 1,
    peerTcpInfo: tcpInfo(up),
  };
}

function tcpInfo(up: boolean) {
  const known = (value: number | string) => (up ? value : null);
  return {
    state: known('ESTABLISHED'),
    options: known('timestamps, sack, window-scale'),
    maxSegmentSize: known(1448),
    sndRtt: known(4),
    sndRttVariance: known(2),
    rcvRtt: known(4),
    rcvWindow: known(29_200),
    rcvWindowScale: known(7),
    sendWindowScale: known(7),
    congestionWindow: known(10),
    slowStartThr: known(2_147_483_647),
    retransTimeout: known(204_000),
    totalRetrans: known(0),
    delayedAckTimeout: known(40_000),
    inqLen: known(0),
    inqMaxLen: known(131_072),
    outqLen: known(0),
    outqMaxLen: known(131_072),
  };
}
