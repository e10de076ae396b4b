import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { CommandLine, Parsed } from '../platform.ts';
import { several } from '../several-outputs.ts';
import type { TextLines } from '../text-lines.ts';
import { peersOf, routerIdOf } from './bgp-branch.ts';
import { isAbsent } from './leaves.ts';
import { at, type Branch, instancesOf, listOf, readTree, wordOf } from './state-tree.ts';

/** The neighbours, and the router id of their instance, which is not among their leaves. */
export function neighborLines(peer: string, vrf: string | undefined): CommandLine[] {
  const bgp = `info from state network-instance ${vrf ?? '*'} protocols bgp`;
  return [{ line: `${bgp} neighbor ${peer} | as json` }, { line: `${bgp} router-id | as json`, optional: true }];
}

/** Reads the answers to both lines, or a whole BGP branch; a report of `show` with `text`. */
export function parseNeighbors(
  outputs: readonly string[],
  args: DiagnosticArguments,
  nowMs: number | null,
  text: (lines: TextLines) => Rows<BgpPeerRecord> | null,
  report?: (documents: readonly Json[]) => Rows<BgpPeerRecord> | null,
): Parsed<BgpPeerRecord> {
  const routerIds = new Map<string | null, string>();
  const whole = several(
    outputs.map((output) => readTree(output, (tree) => neighborsOf(tree, args, nowMs, routerIds), text, report)),
  );
  const records = whole.records.map((peer) => ({
    ...peer,
    routerId: peer.routerId ?? routerIds.get(peer.vrf) ?? null,
  }));
  return { ...whole, records };
}

/** The branch of BGP where the tree begins at it or at one of its neighbours, as newer releases print it. */
function bareOf(tree: Branch, peer: string | undefined): Branch | null {
  if (listOf(tree, 'neighbor').some((one) => one['session-state'] !== undefined)) return tree;
  if (tree['autonomous-system'] !== undefined && tree['router-id'] !== undefined) return tree;
  if (tree['router-id'] !== undefined && Object.keys(tree).length === 1) return tree;
  if (tree['session-state'] === undefined) return null;
  return { neighbor: [peer === undefined ? tree : { 'peer-address': peer, ...tree }] };
}

/** The neighbours of every network instance in the tree; null where no instance holds BGP. */
function neighborsOf(
  tree: Branch,
  { vrf, peer }: DiagnosticArguments,
  nowMs: number | null,
  routerIds: Map<string | null, string>,
): Rows<BgpPeerRecord> | null {
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const { vrf: name, branch } of instancesOf(tree, vrf)) {
    const bgp = at(branch, 'protocols', 'bgp') ?? at(branch, 'bgp') ?? bareOf(branch, peer);
    if (!bgp) continue;
    found = true;
    const routerId = routerIdOf(bgp);
    if (routerId !== null) routerIds.set(name, routerId);
    else if (!isAbsent(bgp['router-id'])) rows.unparsed.push(`the router id of ${name ?? '?'} is none`);
    for (const neighbor of listOf(bgp, 'neighbor')) {
      const peers = peersOf(neighbor, bgp, name, nowMs);
      if (typeof peers === 'string') rows.unparsed.push(`neighbor ${wordOf(neighbor['peer-address']) ?? '?'} ${peers}`);
      else append(rows.records, peers);
    }
  }
  return found ? rows : null;
}
