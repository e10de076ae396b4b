import { isJsonObject, type Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';

type ReadDocuments<R> = (documents: Json[]) => Rows<R> | null;

/**
 * Reads also what NX-API puts around the answer of a command: `{"ins_api": {"outputs": {"output": {"body": …}}}}`, and the
 * `{"jsonrpc": "2.0", "result": {"body": …}}` of its other dialect.
 */
export function inEnvelope<R>(read: ReadDocuments<R>): ReadDocuments<R> {
  return (documents) => read(documents.map((document) => bodyOf(document) ?? document));
}

/** Null where there is no envelope, or the command in it had no answer. */
function bodyOf(document: Json): Json | null {
  const outer = objectIn(document, 'ins_api');
  const output = objectIn(objectIn(outer, 'outputs'), 'output') ?? objectIn(document, 'result');
  return objectIn(output, 'body');
}

function objectIn(parent: Json | null, key: string): Json | null {
  const value = isJsonObject(parent) ? parent[key] : undefined;
  return isJsonObject(value) ? value : null;
}
