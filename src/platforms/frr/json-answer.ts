import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { textOf } from '../values.ts';

/**
 * The objects that ` json` prints: one, or one per daemon that answered. A `warning` is the refusal of the daemon.
 * Null when one of the documents is no object.
 */
export function frrObjects(documents: Json[]): { objects: JsonObject[] } | { rejected: string } | null {
  const objects = documents.filter(isJsonObject);
  if (objects.length < documents.length) return null;
  for (const object of objects) {
    const warning = textOf(object['warning']) ?? textOf(object['error']);
    if (warning !== null) return { rejected: warning };
  }
  return { objects };
}
