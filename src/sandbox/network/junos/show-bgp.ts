import type { PeerView } from '../bgp-peers.ts';
import type { NetworkState } from '../state.ts';
import { junosElapsed } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { activePeers } from './active-peers.ts';
import { leaf, leaves, xmlns } from './json.ts';

/** `show bgp summary | display json`. A deactivated neighbor is not in the table at all. */
export function showBgpSummaryJson(state: NetworkState, device: DeviceSpec): unknown {
  const peers = activePeers(state, device);
  return {
    'bgp-information': [
      {
        attributes: { xmlns: xmlns('routing') },
        'bgp-thread-mode': leaf('BGP I/O'),
        'thread-state': [{}],
        ...leaves({
          'group-count': 1,
          'peer-count': peers.length,
          'down-peer-count': peers.filter(({ established }) => !established).length,
        }),
        'bgp-rib': [ribTotals(peers)],
        'bgp-peer': peers.map((peer, index) => summaryPeer(peer, index === 0)),
      },
    ],
  };
}

const heading =
  'Peer                     AS      InPkt     OutPkt    OutQ   Flaps Last Up/Dwn State|#Active/Received/Accepted/Damped...';

/** `show bgp summary`. */
export function showBgpSummaryText(state: NetworkState, device: DeviceSpec): string {
  const peers = activePeers(state, device);
  const total = peers.reduce((sum, { prefixes }) => sum + prefixes.received, 0);
  const active = peers.reduce((sum, { prefixes }) => sum + prefixes.active, 0);
  const rows = peers.map((peer) => {
    const { received, active: used } = peer.prefixes;
    const line = [
      peer.address.padEnd(20),
      String(peer.remoteAs).padStart(7),
      String(Math.floor(peer.localSide.messagesIn)).padStart(11),
      String(Math.floor(peer.localSide.messagesOut)).padStart(11),
      '       0',
      String(peer.link.session.timesDropped).padStart(8),
      ` ${junosElapsed(peer.secondsInState).padStart(11)}`,
      ` ${peer.established ? 'Establ' : peer.state}`,
    ].join('');
    return peer.established ? `${line}\n  inet.0: ${used}/${received}/${received}/0\n` : `${line}\n`;
  });
  return `Threading mode: BGP I/O
Groups: 1 Peers: ${peers.length} Down peers: ${peers.filter(({ established }) => !established).length}
Table          Tot Paths  Act Paths Suppressed    History Damp State    Pending
inet.0               
                      ${String(total).padStart(2)}         ${String(active).padStart(2)}          0          0          0          0
${heading}
${rows.join('')}`;
}

function ribTotals(peers: PeerView[]) {
  const received = peers.reduce((sum, { prefixes }) => sum + prefixes.received, 0);
  const active = peers.reduce((sum, { prefixes }) => sum + prefixes.active, 0);
  return {
    attributes: { 'junos:style': 'brief' },
    ...leaves({
      name: 'inet.0',
      'total-prefix-count': received,
      'received-prefix-count': received,
      'accepted-prefix-count': received,
      'active-prefix-count': active,
      'suppressed-prefix-count': 0,
      'history-prefix-count': 0,
      'damped-prefix-count': 0,
      'total-external-prefix-count': received,
      'active-external-prefix-count': active,
      'accepted-external-prefix-count': received,
      'suppressed-external-prefix-count': 0,
      'total-internal-prefix-count': 0,
      'active-internal-prefix-count': 0,
      'accepted-internal-prefix-count': 0,
      'suppressed-internal-prefix-count': 0,
      'pending-prefix-count': 0,
      'bgp-rib-state': 'BGP restart is complete',
    }),
  };
}

function summaryPeer(peer: PeerView, first: boolean) {
  const { received, active } = peer.prefixes;
  return {
    attributes: { 'junos:style': 'terse', ...(first && { heading }) },
    ...leaves({
      'peer-address': peer.address,
      'peer-as': peer.remoteAs,
      'input-messages': Math.floor(peer.localSide.messagesIn),
      'output-messages': Math.floor(peer.localSide.messagesOut),
      'route-queue-count': 0,
      'flap-count': peer.link.session.timesDropped,
    }),
    'elapsed-time': leaf(junosElapsed(peer.secondsInState), { 'junos:seconds': String(peer.secondsInState) }),
    ...(peer.established
      ? {
          'peer-state': leaf('Established', { 'junos:format': 'Establ' }),
          'bgp-rib': [
            {
              attributes: { 'junos:style': 'terse' },
              ...leaves({
                name: 'inet.0',
                'active-prefix-count': active,
                'received-prefix-count': received,
                'accepted-prefix-count': received,
                'suppressed-prefix-count': 0,
              }),
            },
          ],
        }
      : { 'peer-state': leaf(peer.state) }),
  };
}
