import type { NtpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** The servers of the tree. The one that the clock follows is named in `synchronized`; of the others nothing is said. */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: 'info from state system ntp | as json' }],
  parse: (outputs) => several(outputs.map((output) => readTree(output, serversOf))),
};

function serversOf(tree: Branch): Rows<NtpRecord> | null {
  const branch = at(tree, 'system', 'ntp') ?? at(tree, 'ntp') ?? (tree['synchronized'] !== undefined ? tree : null);
  if (!branch) return null;
  const source = wordOf(branch['synchronized']);
  return {
    records: listOf(branch, 'server').flatMap((server): NtpRecord[] => {
      const peer = wordOf(server['address']);
      if (peer === null) return [];
      const synced = source !== null && source === peer;
      const offset = server['offset'];
      return [
        {
          peer: canonicalIp(peer) ?? peer,
          state: synced ? 'synced' : 'configured',
          stratum: countOf(server['stratum']),
          offsetMs: typeof offset === 'number' ? offset : null,
          delayMs: null,
          reach: null,
        },
      ];
    }),
    unparsed: [],
  };
}
