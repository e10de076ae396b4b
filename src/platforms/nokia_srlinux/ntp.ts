import type { NtpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { isAbsent } from './leaves.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/**
 * The servers of the tree. The one that the clock follows is named in `synchronized`; of the others nothing is said. The
 * device gives offsets in microseconds (module srl_nokia-ntp, revision 2022-06-30).
 */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: 'info from state system ntp | as json' }],
  parse: (outputs) => several(outputs.map((output) => readTree(output, serversOf))),
};

function serversOf(tree: Branch): Rows<NtpRecord> | null {
  const branch = at(tree, 'system', 'ntp') ?? at(tree, 'ntp') ?? (tree['synchronized'] !== undefined ? tree : null);
  if (!branch) return null;
  const rows: Rows<NtpRecord> = { records: [], unparsed: [] };
  const source = sourceOf(branch['synchronized']);
  if (source === undefined) {
    rows.unparsed.push('what the clock is synchronized to is no address');
    return rows;
  }
  for (const server of listOf(branch, 'server')) {
    const peer = hostOf(wordOf(server['address']) ?? '');
    if (peer === null) {
      rows.unparsed.push(`server ${wordOf(server['address']) ?? '?'} has no address`);
      continue;
    }
    // A 64-bit leaf, which JSON may carry as text.
    const offset = countOf(server['offset']);
    rows.records.push({
      peer,
      state: peer === source ? 'synced' : 'configured',
      stratum: countOf(server['stratum']),
      offsetMs: offset === null ? null : offset / 1_000,
      delayMs: null,
      reach: null,
    });
  }
  return rows;
}

/** The address of the server that the clock follows, or null: `unsynchronized`, or `false` over JSON-RPC. Undefined for anything else. */
function sourceOf(value: Json | undefined): string | null | undefined {
  if (isAbsent(value) || value === false || value === 'unsynchronized') return null;
  return canonicalIp(wordOf(value) ?? '') ?? undefined;
}

/** An address or the name of a host. */
function hostOf(text: string): string | null {
  return canonicalIp(text) ?? (/^(?!\d+(?:\.|$))\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){0,8}\.?$/.test(text) ? text : null);
}
