import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { flagOf } from './flag.ts';
import { frrObjects } from './json-answer.ts';

/** `{ "16": { inLabel: 16, installed: true, nexthops: [...] } }`. Null when the documents hold anything else. */
export function frrMplsTable(documents: Json[]): Rows<MplsLspRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    // `show mpls table LABEL json` gives the one entry itself.
    for (const entry of object['inLabel'] === undefined ? Object.values(object) : [object]) {
      const label = isJsonObject(entry) ? countOf(entry['inLabel']) : null;
      if (!isJsonObject(entry) || label === null || !Array.isArray(entry['nexthops'])) return null;
      for (const [index, hop] of entry['nexthops'].entries()) {
        if (!isJsonObject(hop)) return null;
        const record = readHop(label, entry, hop);
        if (record) rows.records.push(record);
        else rows.unparsed.push(`way ${index + 1} of label ${label}`);
      }
    }
  }
  return rows;
}

/** A label that is not in the kernel carries nothing, whatever its way out says. */
function readHop(label: number, entry: JsonObject, hop: JsonObject): MplsLspRecord | null {
  const [entered, used] = [flagOf(entry['installed']), flagOf(hop['installed'])];
  if (entered === null || used === null) return null;
  const type = textOf(hop['type']);
  return {
    name: String(label),
    type: type === null ? null : lspType(type),
    from: null,
    to: null,
    state: entered && used ? 'up' : 'down',
    upSeconds: null,
  };
}

/** `LDP`, `BGP`, `Static`, `SR (IS-IS)`, `SR (OSPF)`, in the contract's words. */
export function lspType(word: string): string {
  const lower = word.toLowerCase();
  return lower.startsWith('sr (') ? 'segment-routing' : lower;
}
