import type { QueueDropsRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { isAbsent } from './leaves.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** The output queues of every port, with what they dropped. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'info from state qos interfaces | as json' }],
  parse: (outputs) => several(outputs.map((output) => readTree(output, dropsOf))),
};

function dropsOf(tree: Branch): Rows<QueueDropsRecord> | null {
  // Newer releases begin the tree at the branch that was asked for.
  const isBare = listOf(tree, 'interface').some((one) => one['interface-id'] !== undefined);
  const interfaces = at(tree, 'qos', 'interfaces') ?? (isBare ? tree : null);
  if (!interfaces) return null;
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  for (const port of listOf(interfaces, 'interface')) {
    const name = wordOf(port['interface-id']);
    const queues = at(port, 'output', 'queues') ?? at(port, 'output');
    for (const queue of listOf(queues, 'queue')) {
      const statistics =
        at(queue, 'queue-statistics', 'aggregate-statistics') ??
        at(queue, 'queue-statistics') ??
        at(queue, 'statistics');
      const id =
        wordOf(queue['queue-name']) ??
        (countOf(queue['queue-id']) === null ? null : String(countOf(queue['queue-id'])));
      const told = countsOf(statistics, 'dropped-packets');
      const droppedPackets = sumOf(told);
      // A queue without counters is one that is only configured.
      if (told.length === 0) continue;
      if (name === null || id === null || droppedPackets === null)
        rows.unparsed.push(`queue ${id ?? '?'} of ${name ?? '?'} has no name or a count that is none`);
      else
        rows.records.push({
          interface: name,
          queue: id,
          droppedPackets,
          droppedBytes: sumOf(countsOf(statistics, 'dropped-octets')),
        });
    }
  }
  return rows;
}

const profiles = ['in-profile', 'in-plus-profile', 'out-profile', 'exceed-profile'];

/** The counter of a queue, or on hardware that counts each profile by itself those of the profiles; none where it has none. */
function countsOf(statistics: Branch | null, leaf: string): (number | null)[] {
  const branches = [statistics, ...profiles.map((profile) => at(statistics ?? {}, profile))];
  const told = branches.flatMap((branch) => (isAbsent(branch?.[leaf]) ? [] : [countOf(branch[leaf])]));
  return isAbsent(statistics?.[leaf]) ? told : told.slice(0, 1);
}

/** Null without a count, and where one of them is none. */
function sumOf(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return counts.length === 0 || known.length < counts.length ? null : known.reduce((sum, count) => sum + count, 0);
}
