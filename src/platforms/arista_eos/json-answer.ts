import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { textOf } from '../values.ts';

/** The object that `| json` prints, or the words of its `errors` list; null when the answer is another kind of document. */
export function eosObject(documents: Json[]): { object: JsonObject } | { rejected: string } | null {
  const [only, ...more] = documents;
  if (!isJsonObject(only) || more.length > 0) return null;
  const { errors } = only;
  const words = Array.isArray(errors) ? errors.map(textOf).filter((error) => error !== null) : [];
  return words.length > 0 ? { rejected: words.join('; ') } : { object: only };
}
