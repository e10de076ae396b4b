import { type PeerView, peersOf } from '../bgp-peers.ts';
import { holdSeconds, keepaliveSeconds, type NetworkState, type ResetReason } from '../state.ts';
import { routerUptime } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { frrJson } from './json.ts';

/** `show bgp [vrf V] neighbors [PEER] json`; `bgpNoSuchNeighbor` when there is no such peer. */
export function showBgpNeighbors(
  state: NetworkState,
  device: DeviceSpec,
  options: { allVrfs: boolean; peer?: string | undefined },
): string {
  const peers = peersOf(state, device.name).filter((peer) => !options.peer || peer.address === options.peer);
  const entries = Object.fromEntries(peers.map((peer) => [peer.address, neighbor(state, device, peer)]));
  if (options.peer && peers.length === 0) return `${frrJson({ bgpNoSuchNeighbor: true })}\n`;
  const document = frrJson(options.allVrfs ? { default: { vrfId: 0, vrfName: 'default', ...entries } } : entries);
  // bgpd escapes slashes in this output, zebra in none.
  return `${document.replaceAll('/', '\\/')}\n`;
}

/** What bgpd says about the last reset, with its numbers for it. */
const resets: Record<Exclude<ResetReason, 'none'>, Record<string, unknown>> = {
  'admin-local': { lastResetDueTo: 'Admin. shutdown', lastResetCode: 11 },
  'admin-remote': {
    lastErrorCodeSubcode: '0602',
    lastNotificationReason: 'Cease/Administrative Shutdown',
    lastNotificationHardReset: true,
    lastResetDueTo: 'BGP Notification received',
    lastResetCode: 13,
  },
  'interface-down': { lastResetDueTo: 'Interface down', lastResetCode: 16 },
  'hold-expired': {
    lastErrorCodeSubcode: '0400',
    lastNotificationReason: 'Hold Timer Expired',
    lastNotificationHardReset: false,
    lastResetDueTo: 'BGP Notification send',
    lastResetCode: 14,
  },
  'hold-expired-remote': {
    lastErrorCodeSubcode: '0400',
    lastNotificationReason: 'Hold Timer Expired',
    lastNotificationHardReset: false,
    lastResetDueTo: 'BGP Notification received',
    lastResetCode: 13,
  },
};

function neighbor(state: NetworkState, device: DeviceSpec, peer: PeerView) {
  const { session } = peer.link;
  const up = peer.established;
  const here = peer.localSide;
  const updates = 12 + session.timesEstablished * 3;
  const reset =
    here.lastReset === 'none' ? { lastResetDueTo: 'Waiting for peer OPEN', lastResetCode: 32 } : resets[here.lastReset];
  return {
    remoteAs: peer.remoteAs,
    localAs: device.asn,
    nbrExternalLink: true,
    localRole: 'undefined',
    remoteRole: 'undefined',
    nbrDesc: peer.remoteSpec.name,
    hostname: peer.remoteSpec.name,
    ...(peer.peerShut && { adminShutDown: true }),
    bgpVersion: 4,
    remoteRouterId: up ? peer.remoteSpec.loopback : '0.0.0.0',
    localRouterId: device.loopback,
    bgpState: peer.state,
    ...(up && {
      bgpTimerUpMsec: peer.secondsInState * 1000,
      bgpTimerUpString: routerUptime(peer.secondsInState),
      bgpTimerUpEstablishedEpoch: Math.floor(peer.sinceMs / 1000),
    }),
    bgpTimerLastRead: up ? 1000 : peer.secondsInState * 1000,
    bgpTimerLastWrite: up ? 1000 : peer.secondsInState * 1000,
    bgpInUpdateElapsedTimeMsecs: peer.secondsInState * 1000,
    bgpTimerConfiguredHoldTimeMsecs: holdSeconds * 1000,
    bgpTimerConfiguredKeepAliveIntervalMsecs: keepaliveSeconds * 1000,
    bgpTimerHoldTimeMsecs: holdSeconds * 1000,
    bgpTimerKeepAliveIntervalMsecs: keepaliveSeconds * 1000,
    extendedOptionalParametersLength: false,
    bgpTimerConfiguredConditionalAdvertisementsSec: 60,
    ...(up && { neighborCapabilities: capabilities(device, peer) }),
    gracefulRestartInfo: gracefulRestart(up),
    messageStats: {
      depthInq: 0,
      depthOutq: 0,
      opensSent: session.timesEstablished,
      opensRecv: session.timesEstablished,
      notificationsSent: here.lastReset === 'admin-local' || here.lastReset === 'hold-expired' ? 1 : 0,
      notificationsRecv: here.lastReset === 'admin-remote' || here.lastReset === 'hold-expired-remote' ? 1 : 0,
      updatesSent: updates,
      updatesRecv: updates + 2,
      keepalivesSent: Math.max(0, Math.floor(here.messagesOut) - updates),
      keepalivesRecv: Math.max(0, Math.floor(here.messagesIn) - updates - 2),
      routeRefreshSent: 0,
      routeRefreshRecv: 0,
      capabilitySent: 0,
      capabilityRecv: 0,
      totalSent: Math.floor(here.messagesOut),
      totalRecv: Math.floor(here.messagesIn),
    },
    minBtwnAdvertisementRunsTimerMsecs: 0,
    addressFamilyInfo: {
      ipv4Unicast: {
        ...(up && { updateGroupId: 1, subGroupId: 1, packetQueueLength: 0 }),
        inboundSoftConfigPermit: true,
        commAttriSentToNbr: 'extendedAndStandard',
        acceptedPrefixCounter: peer.prefixes.received,
        ...(up && { sentPrefixCounter: peer.prefixes.sent }),
      },
    },
    connectionsEstablished: session.timesEstablished,
    connectionsDropped: session.timesDropped,
    lastResetTimerMsecs: Math.floor((state.nowMs - here.lastResetMs) / 1000) * 1000,
    ...reset,
    ...(here.shutdownMessage && { lastShutdownDescription: here.shutdownMessage }),
    externalBgpNbrMaxHopsAway: 1,
    ...connection(peer),
    connectRetryTimer: 2,
    ...(!up && !peer.peerShut && { nextConnectTimerDueInMsecs: 1000 }),
    readThread: up ? 'on' : 'off',
    writeThread: up ? 'on' : 'off',
  };
}

function connection(peer: PeerView) {
  if (!peer.established) {
    return { hostLocal: 'Unknown', portLocal: -1, hostForeign: 'Unknown', portForeign: -1 };
  }
  return {
    hostLocal: peer.local.address,
    portLocal: 179,
    hostForeign: peer.address,
    portForeign: 40_000 + peer.local.index,
    nexthop: peer.local.address,
    nexthopGlobal: '::',
    nexthopLocal: '::',
    bgpConnection: 'sharedNetwork',
  };
}

function capabilities(device: DeviceSpec, peer: PeerView) {
  return {
    '4byteAs': 'advertisedAndReceived',
    extendedMessage: 'advertisedAndReceived',
    addPath: { ipv4Unicast: { rxAdvertisedAndReceived: true } },
    longLivedGracefulRestart: 'advertisedAndReceived',
    longLivedGracefulRestartByPeer: {},
    routeRefresh: 'advertisedAndReceivedOldNew',
    enhancedRouteRefresh: 'advertisedAndReceived',
    multiprotocolExtensions: { ipv4Unicast: { advertisedAndReceived: true } },
    hostName: {
      advHostName: device.name,
      advDomainName: 'n/a',
      rcvHostName: peer.remoteSpec.name,
      rcvDomainName: 'n/a',
    },
    gracefulRestart: 'advertisedAndReceived',
    gracefulRestartRemoteTimerMsecs: 120_000,
    addressFamiliesByPeer: 'none',
  };
}

function gracefulRestart(up: boolean) {
  const endOfRib = up ? { ipv4Unicast: true } : {};
  return {
    endOfRibSend: endOfRib,
    endOfRibRecv: endOfRib,
    localGrMode: 'Helper*',
    remoteGrMode: up ? 'Helper' : 'NotApplicable',
    rBit: up,
    nBit: up,
    timers: { configuredRestartTimer: 120, receivedRestartTimer: 120 },
    ...(up && {
      ipv4Unicast: {
        fBit: false,
        endOfRibStatus: { endOfRibSend: true, endOfRibSentAfterUpdate: true, endOfRibRecv: true },
        timers: { stalePathTimer: 360 },
      },
    }),
  };
}
