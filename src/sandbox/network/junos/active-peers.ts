import { type PeerView, peersOf } from '../bgp-peers.ts';
import type { NetworkState } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';

export const bgpGroup = 'fabric';

export function activePeers(state: NetworkState, device: DeviceSpec): PeerView[] {
  return peersOf(state, device.name).filter(({ peerInactive }) => !peerInactive);
}
