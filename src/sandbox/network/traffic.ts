import { averagePacketOctets, type Lane, type Link, type NetworkState, type Port } from './state.ts';

/** Keepalives, ARP and the like: what an up link carries when no route points at it. */
const idleBitsPerSecond = 12_000;
const averagingMs = 8000;

/** Moves counters and rates on by `elapsedMs`, after deciding which links carry the traffic. */
export function advanceTraffic(state: NetworkState, elapsedMs: number): void {
  for (const link of state.links) {
    link.aToB.offeredBitsPerSecond = offered(state, link, 'aToBBitsPerSecond');
    link.bToA.offeredBitsPerSecond = offered(state, link, 'bToABitsPerSecond');
  }
  if (elapsedMs <= 0) return;
  for (const link of state.links) {
    carry(link.spec.speedBitsPerSecond, link.aToB, link.a, link.b, elapsedMs, state.random());
    carry(link.spec.speedBitsPerSecond, link.bToA, link.b, link.a, elapsedMs, state.random());
  }
}

/** A leaf's or edge's whole load, shared by those of its uplinks that have a session. */
function offered(state: NetworkState, link: Link, direction: 'aToBBitsPerSecond' | 'bToABitsPerSecond'): number {
  if (!link.a.operUp) return 0;
  const uplinks = state.links.filter(({ a }) => a.device === link.a.device);
  const carrying = uplinks.filter(({ session }) => session.established);
  if (!carrying.includes(link)) return idleBitsPerSecond;
  const sum = (links: Link[]) => links.reduce((total, { spec }) => total + spec[direction], 0);
  return (link.spec[direction] * sum(uplinks)) / sum(carrying);
}

function carry(speed: number, lane: Lane, from: Port, to: Port, elapsedMs: number, random: number): void {
  const wanted = lane.offeredBitsPerSecond * (0.97 + 0.06 * random);
  const sent = Math.min(wanted, speed * 0.99);
  const packets = (bits: number) => Math.round((bits / 8 / averagePacketOctets) * (elapsedMs / 1000));
  const sentPackets = packets(sent);
  const damaged = Math.round((sentPackets * lane.lossPercent) / 100);

  from.counters.outPackets += sentPackets;
  from.counters.outOctets += sentPackets * averagePacketOctets;
  from.counters.outDiscards += packets(wanted - sent);
  to.counters.inPackets += sentPackets - damaged;
  to.counters.inOctets += (sentPackets - damaged) * averagePacketOctets;
  to.counters.inErrors += damaged;

  const weight = 1 - Math.exp(-elapsedMs / averagingMs);
  const received = sent * (1 - lane.lossPercent / 100);
  from.rates.outBitsPerSecond += (sent - from.rates.outBitsPerSecond) * weight;
  to.rates.inBitsPerSecond += (received - to.rates.inBitsPerSecond) * weight;
  from.rates.outPacketsPerSecond = from.rates.outBitsPerSecond / 8 / averagePacketOctets;
  to.rates.inPacketsPerSecond = to.rates.inBitsPerSecond / 8 / averagePacketOctets;
}
