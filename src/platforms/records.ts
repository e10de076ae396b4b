import type { OpticsRecord } from '../domain/device-records.ts';
import type { InterfaceDetailRecord, InterfaceRecord } from '../domain/interface-records.ts';
import type { BgpPeerRecord, BgpRouteRecord, BgpSummaryRecord } from '../domain/routing-records.ts';

/** Records of which nothing is known yet but their key: a parser fills in what the device said. */

export function blankInterface(name: string): InterfaceRecord {
  return {
    interface: name,
    description: null,
    adminStatus: null,
    operStatus: 'unknown',
    reason: null,
    speedBitsPerSecond: null,
    duplex: null,
    mediaType: null,
    mtuBytes: null,
    mtuLayer: null,
    vrf: null,
    lag: null,
    ipAddresses: [],
  };
}

export function blankInterfaceDetail(base: InterfaceRecord): InterfaceDetailRecord {
  return {
    ...base,
    lastChangeSeconds: null,
    carrierTransitions: null,
    inErrors: null,
    outErrors: null,
    crcErrors: null,
    inDiscards: null,
    outDiscards: null,
    inBitsPerSecond: null,
    outBitsPerSecond: null,
    inPacketsPerSecond: null,
    outPacketsPerSecond: null,
    rateIntervalSeconds: null,
    inOctets: null,
    outOctets: null,
    countersClearedSeconds: null,
    fec: null,
  };
}

/** Idle until its block says otherwise; a block that never does is handed back. */
export function blankPeer({
  peer,
  ...known
}: Pick<BgpSummaryRecord, 'peer'> & Partial<BgpSummaryRecord>): BgpPeerRecord {
  return {
    vrf: null,
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer,
    remoteAs: null,
    state: 'idle',
    adminDown: false,
    reason: null,
    stateSeconds: null,
    upSeconds: null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
    ...known,
    lastResetReason: null,
    lastErrorCode: null,
    lastErrorSubcode: null,
    lastNotificationDirection: null,
    lastResetSeconds: null,
    holdSeconds: null,
    keepaliveSeconds: null,
    messagesIn: null,
    messagesOut: null,
    flaps: null,
    maxPrefixes: null,
    localAddress: null,
    importPolicy: null,
    exportPolicy: null,
    bfd: null,
  };
}

/** A record without its counters and rates. */
export function stateOnly(detail: InterfaceDetailRecord): InterfaceRecord {
  const { description, adminStatus, operStatus, reason, speedBitsPerSecond, duplex, mediaType } = detail;
  const { mtuBytes, mtuLayer, vrf, lag, ipAddresses } = detail;
  return {
    interface: detail.interface,
    description,
    adminStatus,
    operStatus,
    reason,
    speedBitsPerSecond,
    duplex,
    mediaType,
    mtuBytes,
    mtuLayer,
    vrf,
    lag,
    ipAddresses,
  };
}

export function blankOptics(name: string): OpticsRecord {
  return {
    interface: name,
    lane: null,
    type: null,
    vendor: null,
    partNumber: null,
    serial: null,
    rxPowerDbm: null,
    txPowerDbm: null,
    noLight: null,
    biasMilliamps: null,
    temperatureCelsius: null,
    voltageVolts: null,
    thresholds: {},
    alarms: [],
  };
}

export function blankBgpRoute(vrf: string | null, prefix: string): BgpRouteRecord {
  return {
    vrf,
    prefix,
    pathId: null,
    best: false,
    bestReason: null,
    valid: null,
    nextHop: null,
    asPath: [],
    origin: null,
    localPreference: null,
    med: null,
    communities: [],
    largeCommunities: [],
    extendedCommunities: [],
    peer: null,
    ageSeconds: null,
    rpki: null,
  };
}
