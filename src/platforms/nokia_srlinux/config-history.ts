import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { isoTime } from '../../lib/clock.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { textOf } from '../values.ts';
import { instantMs } from './instants.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [{ line: 'info from state system configuration | as json' }],
  parse: (outputs) => several(outputs.map((output) => readTree(output, commitsOf))),
};

function commitsOf(tree: Branch): Rows<ConfigHistoryRecord> | null {
  const configuration =
    at(tree, 'system', 'configuration') ??
    at(tree, 'configuration') ??
    (listOf(tree, 'commit').length > 0 ? tree : null);
  if (!configuration) return null;
  const rows: Rows<ConfigHistoryRecord> = { records: [], unparsed: [] };
  for (const commit of listOf(configuration, 'commit')) {
    const id = typeof commit['id'] === 'number' ? String(commit['id']) : wordOf(commit['id']);
    const atText = textOf(commit['ended'] ?? commit['started']);
    const ms = instantMs(atText ?? undefined);
    if (id === null) rows.unparsed.push('a commit has no number');
    else
      rows.records.push({
        id,
        at: ms === null ? null : isoTime(ms),
        atText,
        user: textOf(commit['username']),
        // The device names the kind of the candidate (shared or private), not the program.
        client: null,
        comment: textOf(commit['comment']),
      });
  }
  return rows;
}
