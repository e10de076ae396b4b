import { parseIpAddress, parseVrf } from '../domain/arguments.ts';
import type { MitigationArguments } from '../domain/mitigation.ts';
import type { MitigationFacts } from './platform.ts';

/** Why an interface is not to be changed, in plain words; null when everything that is needed is known. */
export function adminChangeProblem(
  args: MitigationArguments,
  facts: MitigationFacts,
  wanted: 'up' | 'down',
  interfaceName: (text: string) => string | null,
): string | null {
  const name = args.interface;
  if (name === undefined || interfaceName(name) !== name) return 'the interface is not named in full';
  if (!isTag(facts.tag)) return 'the change has no valid tag';
  if (facts.interface === null || facts.interface.interface !== name) return `the device did not list ${name}`;
  const { adminStatus, reason } = facts.interface;
  if (adminStatus === null) return `the device did not say whether ${name} is switched on`;
  if (adminStatus !== wanted) return null;
  const why = reason === null ? '' : ` (${reason})`;
  return wanted === 'down' ? `${name} is shut already` : `${name} is switched on already${why}`;
}

export type PeerChange =
  | { ok: true; peer: string; localAs: number; vrf: string | null }
  | { ok: false; reason: string };

/** AS numbers that no router of ours can have: reserved, or a stand-in for a longer one (R7). */
const reservedAs = new Set([0, 23_456, 65_535, 4_294_967_295]);

/** What a change of one BGP peer needs. `vrf` is null for the default one. */
export function peerChange(args: MitigationArguments, facts: MitigationFacts, wanted: 'shut' | 'enabled'): PeerChange {
  const refuse = (reason: string): PeerChange => ({ ok: false, reason });
  const peer = args.peer;
  if (peer === undefined || parseIpAddress(peer) !== peer) return refuse('the peer is not a canonical address');
  if (!isTag(facts.tag)) return refuse('the change has no valid tag');
  if (facts.peer === null || facts.peer.peer !== peer) return refuse(`the device knows no BGP peer ${peer}`);
  const { localAs, adminDown, vrf: peerVrf } = facts.peer;
  if (localAs === null || reservedAs.has(localAs)) return refuse('the local AS number is not known');
  if (peerVrf === null) return refuse(`the device did not say in which VRF ${peer} is`);
  if (args.vrf !== undefined && args.vrf !== peerVrf) return refuse(`${peer} is in VRF ${peerVrf}, not in ${args.vrf}`);
  if (parseVrf(peerVrf) !== peerVrf) return refuse(`the name of the VRF of ${peer} is not one that can be sent`);
  if (adminDown === (wanted === 'shut')) return refuse(`${peer} is ${wanted === 'shut' ? 'shut' : 'enabled'} already`);
  return { ok: true, peer, localAs, vrf: peerVrf === 'default' ? null : peerVrf };
}

function isTag(tag: string): boolean {
  return /^ringdown-[A-Za-z0-9-]{1,32}$/.test(tag);
}
