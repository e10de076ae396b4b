import type { NetworkState } from '../state.ts';
import { longDuration } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { choose, type EosInterface } from './interface-list.ts';

const loadIntervalSeconds = 30;

/** `show interfaces [X] | json`; null when there is no such interface. */
export function showInterfacesJson(state: NetworkState, device: DeviceSpec, name: string | undefined): unknown {
  const chosen = choose(state, device, name);
  return chosen && { interfaces: Object.fromEntries(chosen.map((one) => [one.name, json(state, one)])) };
}

/** `show interfaces [X]`. */
export function showInterfacesText(state: NetworkState, device: DeviceSpec, name: string | undefined): string | null {
  return (
    choose(state, device, name)
      ?.map((one) => text(state, one))
      .join('') ?? null
  );
}

function json(state: NetworkState, one: EosInterface) {
  const common = {
    lastStatusChangeTimestamp: one.lastChangeMs / 1000,
    name: one.name,
    interfaceStatus: one.status,
  };
  const addressing = {
    interfaceAddress: [
      {
        secondaryIpsOrderedList: [],
        broadcastAddress: '255.255.255.255',
        secondaryIps: {},
        primaryIp: { maskLen: one.prefixLength, address: one.address },
        virtualIp: { maskLen: 0, address: '0.0.0.0' },
      },
    ],
  };
  if (!one.view) {
    return {
      ...common,
      mtu: 65_535,
      hardware: 'loopback',
      bandwidth: 0,
      forwardingModel: 'routed',
      lineProtocolStatus: 'up',
      ...addressing,
      description: one.description,
    };
  }
  const { local, link } = one.view;
  const { counters, rates } = local;
  return {
    ...common,
    autoNegotiate: 'off',
    burnedInAddress: one.mac,
    loopbackMode: 'loopbackNone',
    interfaceStatistics: {
      inBitsRate: rates.inBitsPerSecond,
      inPktsRate: rates.inPacketsPerSecond,
      outBitsRate: rates.outBitsPerSecond,
      updateInterval: loadIntervalSeconds,
      outPktsRate: rates.outPacketsPerSecond,
    },
    mtu: 1500,
    hardware: 'ethernet',
    duplex: 'duplexFull',
    bandwidth: link.spec.speedBitsPerSecond,
    forwardingModel: 'routed',
    lineProtocolStatus: one.up ? 'up' : 'down',
    interfaceCounters: {
      outBroadcastPkts: 2,
      linkStatusChanges: 2 + local.linkUps + local.linkDowns,
      totalOutErrors: 0,
      inMulticastPkts: 0,
      counterRefreshTime: state.nowMs / 1000,
      inBroadcastPkts: 2,
      outputErrorsDetail: { deferredTransmissions: 0, txPause: 0, collisions: 0, lateCollisions: 0 },
      inOctets: counters.inOctets,
      outDiscards: counters.outDiscards,
      outOctets: counters.outOctets,
      inUcastPkts: counters.inPackets,
      inputErrorsDetail: {
        runtFrames: 0,
        rxPause: 0,
        fcsErrors: counters.inErrors,
        alignmentErrors: 0,
        giantFrames: 0,
        symbolErrors: 0,
      },
      outUcastPkts: counters.outPackets,
      outMulticastPkts: 0,
      totalInErrors: counters.inErrors,
      inDiscards: counters.inDiscards,
    },
    ...addressing,
    physicalAddress: one.mac,
    description: one.description,
  };
}

function text(state: NetworkState, one: EosInterface): string {
  const duration = longDuration((state.nowMs - one.lastChangeMs) / 1000);
  const state1 = one.status === 'disabled' ? 'administratively down' : one.up ? 'up' : 'down';
  const head = `${one.name} is ${state1}, line protocol is ${one.up ? 'up' : 'down'} (${one.status})\n`;
  if (!one.view) {
    return `${head}  Hardware is Loopback
  Internet address is ${one.address}/32
  Broadcast address is 255.255.255.255
  IP MTU 65535 bytes (default)
  Up ${duration}
`;
  }
  const { local, link } = one.view;
  const { counters, rates } = local;
  const speed = link.spec.speedBitsPerSecond;
  const rate = (bits: number, packets: number) =>
    `${humanRate(bits)} (${((100 * bits) / speed).toFixed(1)}% with framing overhead), ${Math.round(packets)} packets/sec`;
  return `${head}  Hardware is Ethernet, address is ${dotted(one.mac)} (bia ${dotted(one.mac)})
  Description: ${one.description}
  Internet address is ${one.address}/31
  Broadcast address is 255.255.255.255
  IP MTU 1500 bytes (default), BW ${speed / 1000} kbit
  Full-duplex, ${speed / 1e9}Gb/s, auto negotiation: off, uni-link: n/a
  ${one.up ? 'Up' : 'Down'} ${duration}
  Loopback Mode : None
  ${2 + local.linkUps + local.linkDowns} link status changes since last clear
  Last clearing of "show interface" counters never
  ${loadIntervalSeconds} seconds input rate ${rate(rates.inBitsPerSecond, rates.inPacketsPerSecond)}
  ${loadIntervalSeconds} seconds output rate ${rate(rates.outBitsPerSecond, rates.outPacketsPerSecond)}
     ${counters.inPackets} packets input, ${counters.inOctets} bytes
     Received 2 broadcasts, 0 multicast
     0 runts, 0 giants
     ${counters.inErrors} input errors, ${counters.inErrors} CRC, 0 alignment, 0 symbol, ${counters.inDiscards} input discards
     0 PAUSE input
     ${counters.outPackets} packets output, ${counters.outOctets} bytes
     Sent 2 broadcasts, 0 multicast
     0 output errors, 0 collisions
     0 late collision, 0 deferred, ${counters.outDiscards} output discards
     0 PAUSE output
`;
}

/** `2.10 Gbps`, `12.0 kbps`, `426 bps` */
function humanRate(bits: number): string {
  if (bits >= 1e9) return `${(bits / 1e9).toFixed(2)} Gbps`;
  if (bits >= 1e6) return `${(bits / 1e6).toFixed(1)} Mbps`;
  if (bits >= 1e3) return `${(bits / 1e3).toFixed(1)} kbps`;
  return `${Math.round(bits)} bps`;
}

/** `0200.5e10.0101` */
function dotted(mac: string): string {
  return (mac.replaceAll(':', '').match(/.{4}/g) ?? []).join('.');
}
