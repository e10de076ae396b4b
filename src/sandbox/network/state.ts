import type { Random } from './random.ts';
import { type DeviceName, type DeviceSpec, deviceSpecs, type LinkSpec } from './topology.ts';

/** What an operator has switched off on one device. Everything else is as built. */
export interface DeviceConfig {
  shutInterfaces: string[];
  /** By peer address; `inactive` is Junos' deactivate, which also takes the peer out of the session table. */
  shutPeers: Record<string, { message?: string; inactive?: boolean }>;
}

interface Counters {
  inOctets: number;
  outOctets: number;
  inPackets: number;
  outPackets: number;
  /** Damaged frames: CRC errors, which are all the input errors there are. */
  inErrors: number;
  inDiscards: number;
  outDiscards: number;
}

interface Rates {
  inBitsPerSecond: number;
  outBitsPerSecond: number;
  inPacketsPerSecond: number;
  outPacketsPerSecond: number;
}

export interface Port {
  device: DeviceName;
  name: string;
  /** Position on its device, from 1. */
  index: number;
  mac: string;
  address: string;
  description: string;
  operUp: boolean;
  lastChangeMs: number;
  /** Null: never since boot. */
  lastUpMs: number | null;
  lastDownMs: number | null;
  linkUps: number;
  linkDowns: number;
  counters: Counters;
  /** Averaged over some seconds, as a load interval does. */
  rates: Rates;
}

/** One direction of a link. */
export interface Lane {
  lossPercent: number;
  /** Fraction of a probe that is due to be lost: carries over, so that a short ping shows the loss every time. */
  lossCarry: number;
  offeredBitsPerSecond: number;
}

export interface Link {
  spec: LinkSpec;
  a: Port;
  b: Port;
  cut: boolean;
  aToB: Lane;
  bToA: Lane;
  session: Session;
}

export type ResetReason =
  | 'none'
  | 'admin-local'
  | 'admin-remote'
  | 'interface-down'
  | 'hold-expired'
  | 'hold-expired-remote';

/** One end's view of a BGP session. */
export interface SessionSide {
  lastReset: ResetReason;
  lastResetMs: number;
  /** The text the other end sent with its shutdown (RFC 8203). */
  shutdownMessage: string | null;
  messagesIn: number;
  messagesOut: number;
}

interface Session {
  established: boolean;
  /** Since when it is in this state. */
  sinceMs: number;
  /** When it last came up; null when never. */
  establishedMs: number | null;
  timesEstablished: number;
  timesDropped: number;
  /** Since when keepalives no longer get through. */
  starvedSinceMs: number | null;
  reconnectMs: number | null;
  a: SessionSide;
  b: SessionSide;
}

export interface LogEvent {
  atMs: number;
  device: DeviceName;
  event:
    | { kind: 'interface'; interface: string; up: boolean; admin: boolean }
    | { kind: 'session'; peer: string; remoteAs: number; up: boolean; reason: ResetReason }
    | { kind: 'configured'; user: string; comment: string };
}

interface PendingRevert {
  device: DeviceName;
  /** Name of the configuration session or of the confirmed commit. */
  name: string;
  atMs: number;
  restore: DeviceConfig;
}

export interface NetworkState {
  nowMs: number;
  random: Random;
  links: Link[];
  configs: Map<DeviceName, DeviceConfig>;
  reverts: PendingRevert[];
  log: LogEvent[];
  bootMs: Map<DeviceName, number>;
}

export const holdSeconds = 9;
export const keepaliveSeconds = 3;

export function deviceSpec(name: DeviceName): DeviceSpec {
  const spec = deviceSpecs.find((candidate) => candidate.name === name);
  if (!spec) throw new Error(`no device "${name}" in the simulated network`);
  return spec;
}

export function configOf(state: NetworkState, device: DeviceName): DeviceConfig {
  const config = state.configs.get(device);
  if (!config) throw new Error(`no device "${device}" in the simulated network`);
  return config;
}

/** A link as one of its devices sees it. */
export interface LinkView {
  link: Link;
  local: Port;
  remote: Port;
  remoteSpec: DeviceSpec;
  outbound: Lane;
  inbound: Lane;
  localSide: SessionSide;
  /** Shut by this end. */
  adminDown: boolean;
  peerShut: boolean;
  peerInactive: boolean;
}

/** The links of a device, in the order of its interfaces. */
export function viewsOf(state: NetworkState, device: DeviceName): LinkView[] {
  return state.links
    .filter((link) => link.a.device === device || link.b.device === device)
    .map((link) => viewFrom(state, link, device))
    .sort((one, other) => one.local.index - other.local.index);
}

function viewFrom(state: NetworkState, link: Link, device: DeviceName): LinkView {
  const isA = link.a.device === device;
  const local = isA ? link.a : link.b;
  const remote = isA ? link.b : link.a;
  const config = configOf(state, device);
  const shutPeer = config.shutPeers[remote.address];
  return {
    link,
    local,
    remote,
    remoteSpec: deviceSpec(remote.device),
    outbound: isA ? link.aToB : link.bToA,
    inbound: isA ? link.bToA : link.aToB,
    localSide: isA ? link.session.a : link.session.b,
    adminDown: config.shutInterfaces.includes(local.name),
    peerShut: shutPeer !== undefined,
    peerInactive: shutPeer?.inactive === true,
  };
}

export const averagePacketOctets = 780;

/** Locally administered (02:…), one block per device. */
export function macAddress(device: DeviceName, index: number): string {
  const number = deviceSpecs.findIndex((spec) => spec.name === device) + 1;
  const hex = (value: number) => value.toString(16).padStart(2, '0');
  return `02:1c:5e:10:${hex(number)}:${hex(index)}`;
}
