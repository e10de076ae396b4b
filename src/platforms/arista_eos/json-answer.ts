import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { textOf } from '../values.ts';

/** The object that `| json` prints, or the words of its `errors` list; null when the answer is another kind of document. */
export function eosObject(documents: Json[]): { object: JsonObject } | { rejected: string } | null {
  const [only, ...more] = documents;
  if (!isJsonObject(only) || more.length > 0) return null;
  const { errors } = only;
  const words = Array.isArray(errors) ? errors.map(textOf).filter((error) => error !== null) : [];
  return words.length > 0 ? { rejected: words.join('; ') } : { object: only };
}

export interface EosVrf {
  name: string;
  body: JsonObject;
}

/** Reads `{ "vrfs": { name: {…} } }`. Null when a VRF has another shape: then the document answers another question. */
export function eosVrfs<R>(documents: Json[], read: (vrf: EosVrf, rows: Rows<R>) => boolean): Rows<R> | null {
  return eosRows(documents, ({ vrfs }, rows: Rows<R>) => {
    if (!isJsonObject(vrfs)) return false;
    return Object.entries(vrfs).every(([name, body]) => isJsonObject(body) && read({ name, body }, rows));
  });
}

/** Rows of the object that `| json` prints; a refusal keeps its words. Null when `read` says that it is another answer. */
export function eosRows<R>(documents: Json[], read: (object: JsonObject, rows: Rows<R>) => boolean): Rows<R> | null {
  const answer = eosObject(documents);
  if (!answer) return null;
  const rows: Rows<R> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  return read(answer.object, rows) ? rows : null;
}

/** What stands below a key, where it is an object; nothing otherwise. */
export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
