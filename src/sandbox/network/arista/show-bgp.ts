import { type PeerView, peersOf } from '../bgp-peers.ts';
import type { NetworkState } from '../state.ts';
import { routerUptime } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';

/** `show ip bgp summary vrf all | json`, the same as `show bgp summary vrf all | json` of older releases. */
export function showBgpSummaryJson(state: NetworkState, device: DeviceSpec): unknown {
  const peers = peersOf(state, device.name);
  return {
    vrfs: {
      default: {
        vrf: 'default',
        routerId: device.loopback,
        asn: String(device.asn),
        peers: Object.fromEntries(peers.map((peer) => [peer.address, summaryPeer(peer)])),
      },
    },
  };
}

/** `show ip bgp summary [vrf all]`. */
export function showBgpSummaryText(state: NetworkState, device: DeviceSpec): string {
  const rows = peersOf(state, device.name).map((peer) => {
    const { received } = peer.prefixes;
    return [
      `  ${peer.remoteSpec.name.padEnd(24)} ${peer.address.padEnd(15)}`,
      ` 4 ${String(peer.remoteAs).padEnd(14)}`,
      ` ${String(Math.floor(peer.localSide.messagesIn)).padStart(7)}`,
      ` ${String(Math.floor(peer.localSide.messagesOut)).padStart(9)}`,
      '    0    0',
      ` ${routerUptime(peer.secondsInState).padStart(8)}`,
      ` ${peer.established ? `Estab   ${String(received).padEnd(6)} ${received}` : stateWithReason(peer)}`,
    ].join('');
  });
  return `BGP summary information for VRF default
Router identifier ${device.loopback}, local AS number ${device.asn}
Neighbor Status Codes: m - Under maintenance
  Description              Neighbor        V AS           MsgRcvd   MsgSent  InQ OutQ  Up/Down State   PfxRcd PfxAcc
${rows.join('\n')}
`;
}

/** Why a session is Idle, in EOS' words; absent where it is trying. */
function idleReason(peer: PeerView): 'Admin' | 'NoInterface' | null {
  if (peer.peerShut) return 'Admin';
  return peer.local.operUp ? null : 'NoInterface';
}

function stateWithReason(peer: PeerView): string {
  const reason = idleReason(peer);
  if (reason === null) return peer.state;
  return `Idle(${reason === 'NoInterface' ? 'NoIf' : reason})`;
}

function summaryPeer(peer: PeerView) {
  const reason = idleReason(peer);
  return {
    msgSent: Math.floor(peer.localSide.messagesOut),
    inMsgQueue: 0,
    ...(reason && { peerStateIdleReason: reason }),
    prefixReceived: peer.prefixes.received,
    upDownTime: peer.sinceMs / 1000,
    version: 4,
    msgReceived: Math.floor(peer.localSide.messagesIn),
    prefixAccepted: peer.prefixes.received,
    peerState: peer.state,
    outMsgQueue: 0,
    underMaintenance: false,
    asn: String(peer.remoteAs),
    description: peer.remoteSpec.name,
  };
}
