import { prefixCounts, routingTable } from './routing.ts';
import { type LinkView, type NetworkState, viewsOf } from './state.ts';
import type { DeviceName } from './topology.ts';

/** A BGP peer as one device sees it. */
export interface PeerView extends LinkView {
  address: string;
  remoteAs: number;
  established: boolean;
  /** `Idle` also covers an administrative shutdown: see `peerShut`. */
  state: 'Established' | 'Idle' | 'Active' | 'Connect';
  sinceMs: number;
  secondsInState: number;
  prefixes: { received: number; sent: number; active: number };
}

export function peersOf(state: NetworkState, device: DeviceName): PeerView[] {
  const table = routingTable(state);
  return viewsOf(state, device).map((view) => {
    const { session } = view.link;
    return {
      ...view,
      address: view.remote.address,
      remoteAs: view.remoteSpec.asn,
      established: session.established,
      state: stateWord(state, view),
      sinceMs: session.sinceMs,
      secondsInState: Math.floor((state.nowMs - session.sinceMs) / 1000),
      prefixes: prefixCounts(table, device, view.link),
    };
  });
}

function stateWord(state: NetworkState, view: LinkView): PeerView['state'] {
  if (view.link.session.established) return 'Established';
  if (view.peerShut || !view.local.operUp) return 'Idle';
  // A router tries to connect for a while, then listens for a while.
  return Math.floor(state.nowMs / 2000) % 2 === 0 ? 'Active' : 'Connect';
}
