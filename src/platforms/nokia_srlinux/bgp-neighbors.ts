import type { BgpPeerRecord } from '../../domain/diagnostics.ts';
import type { Rows } from '../parsed.ts';
import { peersOf } from './bgp-branch.ts';
import { at, type Branch, instancesOf, listOf, wordOf } from './state-tree.ts';

/** The neighbours of every network instance in the tree; null where no instance holds BGP. */
export function neighborsOf(tree: Branch, vrf: string | undefined, nowMs: number | null): Rows<BgpPeerRecord> | null {
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const { vrf: name, branch } of instancesOf(tree, vrf)) {
    const bgp = at(branch, 'protocols', 'bgp') ?? at(branch, 'bgp');
    if (!bgp) continue;
    found = true;
    for (const neighbor of listOf(bgp, 'neighbor')) {
      const peers = peersOf(neighbor, bgp, name, nowMs);
      if (peers) rows.records.push(...peers);
      else rows.unparsed.push(`neighbor ${wordOf(neighbor['peer-address']) ?? '?'} has no session state`);
    }
  }
  return found ? rows : null;
}
