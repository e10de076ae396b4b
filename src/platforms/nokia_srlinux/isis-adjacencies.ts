import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { ageOf } from './instants.ts';
import { levelOf } from './isis-levels.ts';
import { isisReport } from './isis-report.ts';
import { isisState } from './isis-states.ts';
import { at, type Branch, instancesOf, listOf, readTree, wordOf } from './state-tree.ts';

export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: ({ vrf }) => [{ line: `info from state network-instance ${vrf ?? '*'} protocols isis | as json` }],
  parse: (outputs, { args, nowMs }) =>
    several(
      outputs.map((output) =>
        readTree(
          output,
          (tree) => adjacenciesOf(tree, args.vrf, nowMs),
          (text) => isisReport(text, nowMs),
        ),
      ),
    ),
};

function adjacenciesOf(tree: Branch, vrf: string | undefined, nowMs: number | null): Rows<IsisAdjacencyRecord> | null {
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const { branch } of instancesOf(tree, vrf)) {
    // Newer releases begin the tree at the branch that was asked for.
    const isBare = listOf(branch, 'instance').some((one) => one['interface'] !== undefined);
    const isis = at(branch, 'protocols', 'isis') ?? (isBare ? branch : null);
    found ||= isis !== null;
    for (const instance of listOf(isis, 'instance')) {
      const names = new Map(
        listOf(at(instance, 'hostnames'), 'hostname').map((one) => [
          wordOf(one['system-id']),
          wordOf(one['host-name']),
        ]),
      );
      for (const port of listOf(instance, 'interface'))
        for (const adjacency of listOf(port, 'adjacency')) {
          const state = isisState(wordOf(adjacency['state']));
          const systemId = wordOf(adjacency['neighbor-system-id']);
          if (state === null) {
            rows.unparsed.push(`adjacency ${systemId ?? '?'} has no known state`);
            continue;
          }
          rows.records.push({
            process: wordOf(instance['name']),
            systemId: systemId?.toLowerCase() ?? null,
            // Newer releases name the neighbour beside its system id.
            hostname: wordOf(adjacency['neighbor-hostname']) ?? names.get(systemId) ?? null,
            interface: wordOf(port['interface-name']),
            level: levelOf(wordOf(adjacency['adjacency-level']) ?? wordOf(adjacency['neighbor-circuit-type'])),
            state,
            holdSeconds: countOf(adjacency['remaining-holdtime']),
            upSeconds: state === 'up' ? ageOf(adjacency['last-up-down-transition'], nowMs) : null,
            snpa: wordOf(adjacency['neighbor-snpa'])?.toLowerCase() ?? null,
          });
        }
    }
  }
  return found ? rows : null;
}
