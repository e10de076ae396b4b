import { BlockList, isIP } from 'node:net';
import type { InterfaceRecord } from './interface-records.ts';
import type { MitigationArguments, MitigationName } from './mitigation.ts';
import type { BgpSummaryRecord } from './routing-records.ts';

/** What was read from the device a moment ago. Null means that it could not be read: unknown is a refusal, not a zero. */
export interface LiveState {
  interfaces: readonly InterfaceRecord[] | null;
  peers: readonly BgpSummaryRecord[] | null;
  /** The address that our own SSH session uses. */
  managementAddress: string;
}

export type BlastRadius = { ok: true; facts: string[] } | { ok: false; why: string };

/**
 * Counts what a change takes away and what stays. Refuses when the last established peer would go, when the change
 * would cut the session that makes it, and when the device did not say enough to know.
 */
export function blastRadius(mitigation: MitigationName, args: MitigationArguments, live: LiveState): BlastRadius {
  if (mitigation === 'interface-enable' || mitigation === 'bgp-peer-enable')
    return { ok: true, facts: ['Brings something back; nothing is taken away.'] };
  if (live.peers === null)
    return { ok: false, why: 'the BGP peers of the device could not be read, so nobody knows what would remain' };
  const established = live.peers.filter((peer) => peer.state === 'established');
  if (mitigation === 'bgp-peer-shutdown') return afterLosing(established, (peer) => peer.peer === args.peer);
  const name = args.interface ?? '';
  // Units and subinterfaces (ge-0/0/0.0, Ethernet1.100) go down with the port that carries them.
  const targets =
    live.interfaces?.filter((record) => record.interface === name || record.interface.startsWith(`${name}.`)) ?? [];
  if (!targets.some((record) => record.interface === name))
    return {
      ok: false,
      why: `the device did not list ${name === '' ? 'the interface' : name}, so nobody knows what would be lost`,
    };
  const addresses = targets.flatMap((record) => record.ipAddresses);
  if (addresses.some((cidr) => cidr.split('/')[0] === live.managementAddress))
    return { ok: false, why: `${name} carries the session that would make the change` };
  const attached = networksOf(addresses);
  const names = targets.map((record) => record.interface);
  return afterLosing(
    established,
    (peer) => names.includes(peer.peer) || (isIP(peer.peer) !== 0 && attached.check(peer.peer, familyOf(peer.peer))),
  );
}

function afterLosing(
  established: readonly BgpSummaryRecord[],
  isLost: (peer: BgpSummaryRecord) => boolean,
): BlastRadius {
  const lost = new Set(established.filter(isLost).map((peer) => peer.peer));
  const remaining = new Set(established.filter((peer) => !isLost(peer)).map((peer) => peer.peer));
  if (remaining.size === 0)
    return { ok: false, why: 'no other established BGP peer would remain on the device: this is its last way out' };
  return {
    ok: true,
    facts: [
      lost.size === 0
        ? 'No established BGP peer goes down with it.'
        : `Goes down with it: BGP ${[...lost].join(', ')}.`,
      `Remains: ${remaining.size} established BGP ${remaining.size === 1 ? 'peer' : 'peers'} (${[...remaining].join(', ')}).`,
    ],
  };
}

function networksOf(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of addresses) {
    const [address = '', length = ''] = cidr.split('/');
    if (isIP(address) !== 0 && /^\d{1,3}$/.test(length)) list.addSubnet(address, Number(length), familyOf(address));
  }
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
