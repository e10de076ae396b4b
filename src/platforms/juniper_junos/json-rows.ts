import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { elements, junosAnswers, leaf } from './json-answer.ts';

export interface JsonTable<R> {
  /** The outer element, e.g. `lldp-neighbors-information`; null when none of them is there. */
  answer: string | readonly string[];
  /** The rows of one answer. */
  items: (answer: JsonObject) => JsonObject[];
  /** Null when the row is not understood. */
  read: (item: JsonObject) => R | readonly R[] | null;
  /** The leaf that names a row that was not understood. */
  key: string;
}

/** Every row of the answers; empty where the device says that the protocol is not running. */
export function junosRows<R extends object>(documents: Json[], table: JsonTable<R>): Rows<R> | null {
  const names = typeof table.answer === 'string' ? [table.answer] : table.answer;
  const answers = names.flatMap((name) => junosAnswers(documents, name) ?? []);
  if (answers.length === 0) return isNotRunning(documents) ? { records: [], unparsed: [] } : null;
  const rows: Rows<R> = { records: [], unparsed: [] };
  const items = answers.flatMap(table.items);
  // The rows stand elsewhere in it: a form that is not known is no empty table.
  if (items.length === 0 && answers.some((answer) => holds(answer, table.key))) return null;
  for (const item of items) {
    const read = table.read(item);
    if (read === null) rows.unparsed.push(`${table.key} ${leaf(item, table.key) ?? '?'}`);
    else append(rows.records, Array.isArray(read) ? (read as readonly R[]) : [read as R]);
  }
  return rows;
}

/** True when a leaf of this name stands anywhere below. */
function holds(value: Json, name: string): boolean {
  if (Array.isArray(value)) return value.some((one) => holds(one, name));
  return isJsonObject(value) && (Object.hasOwn(value, name) || Object.values(value).some((one) => holds(one, name)));
}

/** `{"output": [{"data": "OSPF instance is not running"}]}`: what a device answers that does not run the protocol. */
function isNotRunning(documents: Json[]): boolean {
  const said = (junosAnswers(documents, 'output') ?? []).map((output) => leaf({ output }, 'output'));
  return said.length > 0 && said.every((words) => words !== null && notRunning.test(words));
}

/** A protocol without an instance has no neighbours. */
export const notRunning = /^[\w-]{2,20} (?:instance )?is not (?:running|configured)\.?$/i;

/** Rows that stand right below the outer element. */
export function under(...names: readonly string[]): (answer: JsonObject) => JsonObject[] {
  return (answer) =>
    names.reduce<JsonObject[]>((parents, name) => parents.flatMap((parent) => elements(parent, name)), [answer]);
}
