import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { isisAge, isisName, isisSnpa, isisState, levelOf } from './isis-words.ts';
import { frrObjects } from './json-answer.ts';

/**
 * `show isis [vrf V|all] neighbor [detail] json`: areas with circuits; a circuit without `adj` has no adjacency. One
 * document, or one per VRF. Null when the documents hold anything else.
 */
export function frrIsisAdjacencies(documents: Json[]): Rows<IsisAdjacencyRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    if (Object.keys(object).length === 0) continue;
    if (!Array.isArray(object['areas'])) return null;
    for (const area of object['areas']) {
      if (!isJsonObject(area)) return null;
      const circuits = area['circuits'] ?? [];
      if (!Array.isArray(circuits)) return null;
      for (const circuit of circuits) {
        if (!isJsonObject(circuit)) return null;
        if (circuit['adj'] !== undefined) readCircuit(circuit, textOf(area['area']), rows);
      }
    }
  }
  return rows;
}

/** The detailed form has an object where the short one has the name of the interface. */
function readCircuit(circuit: JsonObject, process: string | null, rows: Rows<IsisAdjacencyRecord>): void {
  const detail = isJsonObject(circuit['interface']) ? circuit['interface'] : null;
  const place = textOf(detail ? detail['name'] : circuit['interface']);
  const words = textOf((detail ?? circuit)['state']) ?? textOf(circuit['state']);
  const state = isisState(words ?? '');
  const name = textOf(circuit['adj']);
  if (state === null || place === null || name === null) {
    rows.unparsed.push(`adjacency ${name} on ${place} in state ${words}`);
    return;
  }
  rows.records.push({
    process,
    ...isisName(name),
    interface: place,
    level: levelOf(countOf(circuit['level'])),
    state,
    holdSeconds: isisAge(textOf(circuit['expires-in']) ?? textOf(circuit['expiresIn']) ?? ''),
    upSeconds: state === 'up' && detail ? isisAge(textOf(detail['last-ago']) ?? textOf(detail['lastAgo']) ?? '') : null,
    snpa: isisSnpa(textOf((detail ?? circuit)['snpa']) ?? ''),
  });
}
