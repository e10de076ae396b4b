import type { Random } from './random.ts';
import {
  averagePacketOctets,
  type DeviceConfig,
  deviceSpec,
  keepaliveSeconds,
  type Lane,
  type Link,
  type LogEvent,
  macAddress,
  type NetworkState,
  type Port,
  type SessionSide,
} from './state.ts';
import { deviceSpecs, type LinkSpec, linkSpecs } from './topology.ts';

const dayMs = 86_400_000;

export function initialState(random: Random, nowMs: number): NetworkState {
  const bootMs = new Map(deviceSpecs.map((spec, index) => [spec.name, nowMs - (23 + index * 9) * dayMs]));
  const links = linkSpecs.map((spec) => initialLink(spec, random, nowMs));
  return {
    nowMs,
    random,
    links,
    configs: new Map(deviceSpecs.map((spec) => [spec.name, emptyConfig()])),
    reverts: [],
    log: links.flatMap(history).sort((one, other) => one.atMs - other.atMs),
    bootMs,
  };
}

/** How a link came up, some days ago: no device has an empty log. */
function history({ a, b, session }: Link): LogEvent[] {
  return [
    [a, b],
    [b, a],
  ].flatMap(([port, remote]) => {
    if (!port || !remote) return [];
    const peer = { peer: remote.address, remoteAs: deviceSpec(remote.device).asn };
    return [
      {
        atMs: port.lastChangeMs,
        device: port.device,
        event: { kind: 'interface', interface: port.name, up: true, admin: false },
      },
      { atMs: session.sinceMs, device: port.device, event: { kind: 'session', ...peer, up: true, reason: 'none' } },
    ] satisfies LogEvent[];
  });
}

function emptyConfig(): DeviceConfig {
  return { shutInterfaces: [], shutPeers: {} };
}

function initialLink(spec: LinkSpec, random: Random, nowMs: number): Link {
  const upMs = nowMs - Math.round((9 + random() * 8) * dayMs);
  const lane = (bitsPerSecond: number): Lane => ({
    lossPercent: 0,
    lossCarry: random(),
    offeredBitsPerSecond: bitsPerSecond,
  });
  const side = (): SessionSide => ({
    lastReset: 'none',
    lastResetMs: upMs,
    shutdownMessage: null,
    messagesIn: Math.floor((nowMs - upMs) / (keepaliveSeconds * 1000)),
    messagesOut: Math.floor((nowMs - upMs) / (keepaliveSeconds * 1000)) + Math.floor(random() * 40),
  });
  return {
    spec,
    a: initialPort(spec, 'a', random, upMs),
    b: initialPort(spec, 'b', random, upMs),
    cut: false,
    aToB: lane(spec.aToBBitsPerSecond),
    bToA: lane(spec.bToABitsPerSecond),
    session: {
      established: true,
      sinceMs: upMs + 2000,
      establishedMs: upMs + 2000,
      timesEstablished: 1,
      timesDropped: 0,
      starvedSinceMs: null,
      reconnectMs: null,
      a: side(),
      b: side(),
    },
  };
}

function initialPort(spec: LinkSpec, end: 'a' | 'b', random: Random, upMs: number): Port {
  const here = spec[end];
  const there = spec[end === 'a' ? 'b' : 'a'];
  const inRate = end === 'a' ? spec.bToABitsPerSecond : spec.aToBBitsPerSecond;
  const outRate = end === 'a' ? spec.aToBBitsPerSecond : spec.bToABitsPerSecond;
  // Counters cleared about a day ago, so that they are large but keep every digit.
  const seconds = 80_000 + Math.floor(random() * 9000);
  const octets = (rate: number) => Math.floor((rate / 8) * seconds);
  const index = Number(/\d+$/.exec(here.interface)?.[0] ?? 0) + (here.interface.startsWith('et-') ? 1 : 0);
  return {
    device: here.device,
    name: here.interface,
    index,
    mac: macAddress(here.device, index),
    address: end === 'a' ? spec.aAddress : spec.bAddress,
    description: `to ${there.device} ${there.interface}`,
    operUp: true,
    lastChangeMs: upMs,
    lastUpMs: null,
    lastDownMs: null,
    linkUps: 0,
    linkDowns: 0,
    counters: {
      inOctets: octets(inRate),
      outOctets: octets(outRate),
      inPackets: Math.floor(octets(inRate) / averagePacketOctets),
      outPackets: Math.floor(octets(outRate) / averagePacketOctets),
      inErrors: 0,
      inDiscards: 0,
      outDiscards: 0,
    },
    rates: {
      inBitsPerSecond: inRate,
      outBitsPerSecond: outRate,
      inPacketsPerSecond: inRate / 8 / averagePacketOctets,
      outPacketsPerSecond: outRate / 8 / averagePacketOctets,
    },
  };
}
