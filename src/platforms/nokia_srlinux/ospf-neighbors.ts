import { isIPv4 } from 'node:net';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { ageOf } from './instants.ts';
import { isAddressOrAbsent } from './leaves.ts';
import { ospfReport } from './ospf-report.ts';
import { ospfStates } from './ospf-states.ts';
import { at, type Branch, instancesOf, listOf, readTree, wordOf } from './state-tree.ts';

export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  commands: ({ vrf }) => [{ line: `info from state network-instance ${vrf ?? '*'} protocols ospf | as json` }],
  parse: (outputs, { args, nowMs }) =>
    several(outputs.map((output) => readTree(output, (tree) => neighborsOf(tree, args.vrf, nowMs), ospfReport))),
};

const versions: Record<string, OspfNeighborRecord['version']> = { 'ospf-v2': 2, 'ospf-v3': 3 };

function neighborsOf(tree: Branch, vrf: string | undefined, nowMs: number | null): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const { vrf: name, branch } of instancesOf(tree, vrf)) {
    // Newer releases begin the tree at the branch that was asked for.
    const isBare = listOf(branch, 'instance').some((one) => one['area'] !== undefined);
    const ospf = at(branch, 'protocols', 'ospf') ?? (isBare ? branch : null);
    found ||= ospf !== null;
    for (const instance of listOf(ospf, 'instance'))
      for (const area of listOf(instance, 'area'))
        for (const port of listOf(area, 'interface'))
          for (const neighbor of listOf(port, 'neighbor')) {
            const state = ospfStates[(wordOf(neighbor['adjacency-state']) ?? '').toLowerCase()];
            const neighborId = wordOf(neighbor['router-id']);
            const version = versions[wordOf(instance['version']) ?? 'ospf-v2'];
            if (!state || version === undefined) {
              rows.unparsed.push(`neighbor ${neighborId ?? '?'} has no known state or version`);
              continue;
            }
            if (neighborId === null || !isIPv4(neighborId) || !isAddressOrAbsent(neighbor['address'])) {
              rows.unparsed.push(`neighbor ${neighborId ?? '?'} has no router id or an address that is none`);
              continue;
            }
            rows.records.push({
              version,
              vrf: name,
              process: wordOf(instance['name']),
              area: wordOf(area['area-id']),
              neighborId,
              address: wordOf(neighbor['address']),
              interface: wordOf(port['interface-name']),
              state,
              role: roleOf(neighbor),
              priority: countOf(neighbor['priority']),
              deadSeconds: countOf(neighbor['dead-time']),
              upSeconds: state === 'full' ? upSecondsOf(neighbor, nowMs) : null,
            });
          }
  }
  return found ? rows : null;
}

/** The device counts `up-time` in hundredths of a second (module srl_nokia-ospf). */
function upSecondsOf(neighbor: Branch, nowMs: number | null): number | null {
  const centiseconds = countOf(neighbor['up-time']);
  return centiseconds === null ? ageOf(neighbor['last-established-time'], nowMs) : Math.floor(centiseconds / 100);
}

function roleOf(neighbor: Branch): OspfNeighborRecord['role'] {
  const id = wordOf(neighbor['router-id']);
  const [dr, bdr] = [wordOf(neighbor['designated-router']), wordOf(neighbor['backup-designated-router'])];
  if (id === null || dr === null || dr === '0.0.0.0' || !isIPv4(dr)) return null;
  if (dr === id) return 'dr';
  if (bdr !== null && !isIPv4(bdr)) return null;
  return bdr === id ? 'bdr' : 'drother';
}
