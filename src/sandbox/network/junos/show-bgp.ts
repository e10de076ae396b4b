import { type PeerView, peersOf } from '../bgp-peers.ts';
import { holdSeconds, keepaliveSeconds, type NetworkState, type ResetReason } from '../state.ts';
import { junosElapsed } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { flag, leaf, leaves, xmlns } from './json.ts';

export const bgpGroup = 'fabric';

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

/** `show bgp neighbor [P] | display json`. */
export function showBgpNeighborJson(state: NetworkState, device: DeviceSpec, address: string | undefined): unknown {
  const peers = activePeers(state, device).filter((peer) => !address || peer.address === address);
  return {
    'bgp-information': [
      {
        attributes: { xmlns: xmlns('routing') },
        ...(peers.length > 0 && { 'bgp-peer': peers.map((peer) => neighbor(device, peer)) }),
      },
    ],
  };
}

function activePeers(state: NetworkState, device: DeviceSpec): PeerView[] {
  return peersOf(state, device.name).filter(({ peerInactive }) => !peerInactive);
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

const lastWords: Record<ResetReason, { event: string; error: string }> = {
  none: { event: 'RecvKeepAlive', error: 'None' },
  'admin-local': { event: 'Stop', error: 'Cease' },
  'admin-remote': { event: 'RecvNotify', error: 'Cease' },
  'interface-down': { event: 'Stop', error: 'None' },
  'hold-expired': { event: 'HoldTime', error: 'Hold Timer Expired Error' },
  'hold-expired-remote': { event: 'RecvNotify', error: 'Hold Timer Expired Error' },
};

function neighbor(device: DeviceSpec, peer: PeerView) {
  const { session } = peer.link;
  const up = peer.established;
  const { lastReset, messagesIn, messagesOut } = peer.localSide;
  const words = lastWords[lastReset];
  const updates = 12 + session.timesEstablished * 3;
  return {
    attributes: { 'junos:style': 'detail' },
    ...leaves({
      'peer-address': up ? `${peer.address}+179` : peer.address,
      'peer-as': peer.remoteAs,
      'local-address': up ? `${peer.local.address}+${52_000 + peer.local.index}` : peer.local.address,
      'local-as': device.asn,
      description: peer.remoteSpec.name,
      'peer-group': bgpGroup,
      'peer-cfg-rti': 'master',
      'peer-fwd-rti': 'master',
      'peer-type': 'External',
      'peer-state': peer.state,
      'peer-flags': peer.peerShut ? 'Idled' : up ? 'Sync' : '',
      'last-state': up ? 'OpenConfirm' : 'Established',
      'last-event': up ? 'RecvKeepAlive' : words.event,
      'last-error': words.error,
    }),
    'bgp-option-information': [
      {
        attributes: { xmlns: xmlns('routing') },
        'bgp-options': leaf('HoldTime AddressFamily PeerAS Refresh'),
        'bgp-options2': [{}],
        'bgp-options-extended': leaf('GracefulShutdownRcv'),
        ...leaves({
          'export-policy': 'connected',
          'address-families': 'inet-unicast',
          holdtime: holdSeconds,
          preference: 170,
          'gshut-recv-local-preference': 0,
        }),
      },
    ],
    'flap-count': leaf(session.timesDropped),
    ...(session.timesDropped > 0 && { 'last-flap-event': leaf(words.event) }),
    ...(words.error !== 'None' && {
      'bgp-error': [
        leaves({
          name: words.error,
          'send-count': lastReset === 'admin-local' || lastReset === 'hold-expired' ? 1 : 0,
          'receive-count': lastReset === 'admin-remote' || lastReset === 'hold-expired-remote' ? 1 : 0,
        }),
      ],
    }),
    ...(up && established(device, peer)),
    ...(!up && { 'local-id': leaf(device.loopback) }),
    'bgp-traffic': [
      leaves({
        'last-received': 1,
        'last-sent': 2,
        'last-checked': peer.secondsInState,
        'input-messages': Math.floor(messagesIn),
        'input-updates': updates,
        'input-refreshes': 0,
        'input-octets': Math.floor(messagesIn) * 19,
      }),
    ],
    ...leaves({
      'output-messages': Math.floor(messagesOut),
      'output-updates': updates,
      'output-refreshes': 0,
      'output-octets': Math.floor(messagesOut) * 19,
    }),
  };
}

function established(device: DeviceSpec, peer: PeerView) {
  const { received, active, sent } = peer.prefixes;
  return {
    ...leaves({
      'peer-id': peer.remoteSpec.loopback,
      'local-id': device.loopback,
      'active-holdtime': holdSeconds,
      'keepalive-interval': keepaliveSeconds,
      'group-index': 0,
      'peer-index': peer.local.index - 1,
      'snmp-index': peer.local.index - 1,
    }),
    'bgp-peer-iosession': [leaves({ 'iosession-thread-name': 'bgpio-0', 'iosession-state': 'Enabled' })],
    'bgp-bfd': [leaves({ 'bfd-configuration-state': 'disabled', 'bfd-operational-state': 'down' })],
    'local-interface-name': leaf(`${peer.local.name}.0`),
    ...leaves({
      'peer-restart-nlri-configured': 'inet-unicast',
      'nlri-type-peer': 'inet-unicast',
      'nlri-type-session': 'inet-unicast',
      'peer-refresh-capability': 2,
      'peer-stale-route-time-configured': 300,
    }),
    'peer-no-restart': flag(),
    ...leaves({ 'peer-end-of-rib-received': 'inet-unicast', 'peer-end-of-rib-sent': 'inet-unicast' }),
    'peer-end-of-rib-scheduled': [{}],
    'peer-no-llgr-restarter': flag(),
    'peer-4byte-as-capability-advertised': leaf(peer.remoteAs),
    'peer-addpath-not-supported': flag(),
    'bgp-rib': [
      {
        attributes: { 'junos:style': 'detail' },
        ...leaves({
          name: 'inet.0',
          'rib-bit': '20000',
          'bgp-rib-state': 'BGP restart is complete',
          'send-state': 'in sync',
          'active-prefix-count': active,
          'received-prefix-count': received,
          'accepted-prefix-count': received,
          'suppressed-prefix-count': 0,
          'advertised-prefix-count': sent,
        }),
      },
    ],
  };
}
