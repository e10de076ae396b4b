import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject, type JsonReading, readJson } from '../../lib/safe-json.ts';
import { withBentKeys } from '../bent-keys.ts';
import { incomplete, notUnderstood, parseForms, type Rows } from '../parsed.ts';
import type { Parsed } from '../platform.ts';
import { meaningful, type TextLines, textLines } from '../text-lines.ts';
import { withoutContext, withoutIndent } from './around-answer.ts';
import { withBranches } from './info-place.ts';
import { type InfoTree, infoTree } from './info-text.ts';
import { rejectedBySrlinux } from './rejected.ts';

/** A branch of the state tree, its keys without the names of modules. */
export type Branch = JsonObject;

/**
 * Reads an answer in JSON, or the same in braces, with `read`, a report of `show` with `text`. The document is what `info
 * from state` prints (from the root), or what the JSON-RPC interface returns (a list of the answers, each below the path
 * that was asked). `read` gives null for a tree that does not hold the answer; no lists at all are an empty answer only
 * where the device says so by `{}`. A report of `show` in JSON is read with `report`.
 */
export function readTree<R>(
  output: string,
  read: (tree: Branch) => Rows<R> | null,
  text?: (lines: TextLines) => Rows<R> | null,
  report?: (documents: readonly Json[]) => Rows<R> | null,
): Parsed<R> {
  const bare = withoutIndent(withoutContext(withBranches(output)));
  return parseForms<R>(bare, {
    rejected: rejectedBySrlinux,
    shape: withoutModules,
    json: (documents) => {
      const refused = documents.map(errorOf).find((words) => words !== null);
      if (refused !== undefined) return { records: [], unparsed: [], rejected: refused };
      const answers = documents.flatMap(answersIn);
      const records: R[] = [];
      const unparsed: string[] = [];
      let isAnswer = documents.every((one) => Array.isArray(one) && one.length === 0);
      for (const branch of answers) {
        const rows = rowsOf(branch, read, text);
        // A text of several lines may be a damaged report; leaves and branches of other trees stand beside ours.
        if (rows === null && typeof branch === 'string' && branch.includes('\n'))
          append(unparsed, meaningful(branch.split('\n')));
        if (rows === null) continue;
        isAnswer = true;
        for (const record of rows.records) records.push(record);
        for (const line of rows.unparsed) unparsed.push(line);
        if (rows.incomplete !== undefined) return { records, unparsed, incomplete: rows.incomplete };
      }
      return isAnswer ? { records, unparsed } : (report?.(answers) ?? null);
    },
    text: (lines) => infoRows(infoTree(lines), read) ?? text?.(lines) ?? null,
  });
}

/** A branch of the tree, or the text of a report, which the JSON-RPC interface puts into a string. */
function rowsOf<R>(
  answer: Json,
  read: (tree: Branch) => Rows<R> | null,
  text: ((lines: TextLines) => Rows<R> | null) | undefined,
): Rows<R> | null {
  if (typeof answer === 'string') return text?.(textLines(answer)) ?? null;
  if (!isJsonObject(answer)) return null;
  return isEmpty(answer) ? nothing : read(answer);
}

/** The answers of a document: those of the JSON-RPC interface may stand in its envelope. */
function answersIn(document: Json): Json[] {
  const result = isEnvelope(document) ? document['result'] : undefined;
  return [result ?? document].flat();
}

/** What the JSON-RPC interface says where it did not take a command, or null. */
function errorOf(document: Json): string | null {
  const error = isEnvelope(document) ? at(document, 'error') : null;
  return wordOf(error?.['message']);
}

function isEnvelope(document: Json): document is JsonObject {
  return isJsonObject(document) && document['jsonrpc'] !== undefined;
}

function infoRows<R>(info: InfoTree | null, read: (tree: Branch) => Rows<R> | null): Rows<R> | null {
  if (!info) return null;
  if (!info.closed)
    return { records: [], unparsed: [], incomplete: 'the last brace is not closed: the answer was cut off' };
  const rows = withBentKeys([info.tree] as const, ([tree]) => read(tree));
  return rows && { ...rows, unparsed: [...rows.unparsed, ...info.unparsed] };
}

/**
 * Reads a text with `read`, also one that came inside JSON: the answer of JSON-RPC to a ping is a list with one string,
 * or its `text`. Any other JSON is an answer that is cut, or not an answer at all.
 */
export function readText<R>(output: string, read: (text: string) => Parsed<R>): Parsed<R> {
  const bare = withoutContext(output);
  const reading = readJson(bare);
  const inside = textIn(reading);
  if (inside === null) return notText<R>(bare, reading) ?? read(bare);
  return notText<R>(inside, readJson(inside)) ?? read(inside);
}

function textIn(reading: JsonReading): string | null {
  if (reading.kind !== 'documents') return null;
  const [only] = reading.documents.flatMap(answersIn);
  const text = isJsonObject(only) ? only['text'] : only;
  return typeof text === 'string' ? text : null;
}

/** An answer in JSON that is cut, or not an answer at all, for readers of text. */
export function notText<R>(output: string, reading = readJson(output)): Parsed<R> | null {
  if (reading.kind === 'incomplete') return incomplete([], 'the JSON ends in the middle: the answer was cut off');
  return reading.kind === 'none' ? null : notUnderstood(output);
}

const nothing: Rows<never> = { records: [], unparsed: [] };

function isEmpty(branch: Branch): boolean {
  for (const _key in branch) return false;
  return true;
}

/** `srl_nokia-bgp:bgp` to `bgp`, at every level; a key that would then be there twice keeps its module. */
function withoutModules(document: Json): Json {
  // What `info from state` prints names none.
  return namesModules(document) ? renamedInside(document) : document;
}

function namesModules(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(namesModules);
  if (!isJsonObject(value)) return false;
  for (const key in value) if (key.includes(':') || namesModules(value[key])) return true;
  return false;
}

function renamed(branch: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(branch)) {
    const short = key.slice(key.lastIndexOf(':') + 1);
    result[Object.hasOwn(result, short) || refused.has(short) ? key : short] = renamedInside(value);
  }
  return result;
}

const refused = new Set(['__proto__', 'constructor', 'prototype']);

function renamedInside(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamedInside);
  return isJsonObject(value) ? renamed(value) : value;
}

/** The branch at a path of containers, or null. */
export function at(branch: Json | undefined, ...path: string[]): Branch | null {
  let current = branch;
  for (const key of path) {
    if (!isJsonObject(current)) return null;
    current = current[key];
  }
  return isJsonObject(current) ? current : null;
}

/** The entries of a list; none where it is absent. */
export function listOf(branch: Branch | null, key: string): Branch[] {
  const value = branch?.[key];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A word without the name of its module: `srl_nokia-common:ipv4-unicast` to `ipv4-unicast`. */
export function wordOf(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  return value.trim().replace(/^srl_nokia-[\w-]{1,60}:/, '');
}

/** `enable` and `disable`. */
export function adminOf(value: Json | undefined): 'up' | 'down' | null {
  return value === 'enable' ? 'up' : value === 'disable' ? 'down' : null;
}

/** Network instances with their names, wherever the tree begins. */
export function instancesOf(tree: Branch, asked: string | undefined): { vrf: string | null; branch: Branch }[] {
  const instances = listOf(tree, 'network-instance');
  if (instances.length > 0) return instances.map((branch) => ({ vrf: wordOf(branch['name']), branch }));
  return [{ vrf: asked ?? null, branch: tree }];
}
