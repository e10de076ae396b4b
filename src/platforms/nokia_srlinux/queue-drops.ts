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
  const interfaces = at(tree, 'qos', 'interfaces');
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
      const droppedPackets = countOf(statistics?.['dropped-packets']);
      // A queue without counters is one that is only configured.
      if (isAbsent(statistics?.['dropped-packets'])) continue;
      if (name === null || id === null || droppedPackets === null)
        rows.unparsed.push(`queue ${id ?? '?'} of ${name ?? '?'} has no name or a count that is none`);
      else
        rows.records.push({
          interface: name,
          queue: id,
          droppedPackets,
          droppedBytes: countOf(statistics?.['dropped-octets']),
        });
    }
  }
  return rows;
}
