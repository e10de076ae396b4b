import type { PeerView } from '../bgp-peers.ts';
import { holdSeconds, keepaliveSeconds, type NetworkState, type ResetReason } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';
import { activePeers, bgpGroup } from './active-peers.ts';
import { flag, leaf, leaves, xmlns } from './json.ts';

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
