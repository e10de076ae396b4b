import { basename } from 'node:path';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { nearest } from './nearest.ts';

/** One thing that is wrong with a file: `ringdown.yaml:14: people.ana.slack: …`. */
export interface FileProblem {
  line: number;
  /** Dotted key; "" for the file as a whole. */
  key: string;
  what: string;
}

export type YamlFile =
  | { ok: true; value: unknown; lineOf: (path: readonly PropertyKey[]) => number }
  | { ok: false; problems: FileProblem[] };

const largestBytes = 1024 * 1024;
const forbiddenKeys = ['__proto__', 'constructor', 'prototype'];
/** A person mends these and looks again; a hostile file does not fill the screen. */
const mostShown = 20;

/** Parses YAML 1.2 without aliases, merge keys or tags; keeps the line of every key for messages. */
export function parseYaml(text: string): YamlFile {
  if (Buffer.byteLength(text) > largestBytes)
    return { ok: false, problems: [{ line: 1, key: '', what: 'the file is larger than 1 MiB' }] };
  const lines = new LineCounter();
  // The library compares every key with every other; a file with very many keys would take minutes. See doubledKeys.
  const document = parseDocument(text, { lineCounter: lines, merge: false, uniqueKeys: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  // A warning is a tag that is not known: the value would silently be read as something else.
  const problems: FileProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    line: lineAt(error.pos[0]),
    key: '',
    what: `not valid YAML: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`,
  }));
  const refuse = (node: { range?: readonly number[] | null }, key: string, what: string) =>
    void problems.push({ line: lineAt(node.range?.[0] ?? 0), key, what });
  visit(document, {
    Alias: (_, node) => refuse(node, '', 'aliases (*name) are not allowed'),
    Map: (_, map) => {
      for (const key of doubledKeys(map)) refuse(key, String(key.value), 'this key stands here twice');
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && forbiddenKeys.includes(String(key.value)))
        refuse(key, String(key.value), 'this key is not allowed');
      else if (isMap(key) || isSeq(key)) refuse(key, '', 'a key is a plain word');
    },
  });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
    lineOf: (path) => {
      let node: unknown = document.contents;
      let offset = 0;
      for (const step of path) {
        const found = child(node, step);
        if (!found) break;
        offset = found.offset;
        node = found.node;
      }
      return lineAt(offset);
    },
  };
}

function doubledKeys(map: YAMLMap) {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const isDouble = seen.has(String(key.value));
    seen.add(String(key.value));
    return isDouble ? [key] : [];
  });
}

function child(node: unknown, step: PropertyKey): { node: unknown; offset: number } | null {
  if (isMap(node)) {
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
    );
    if (!pair || !isScalar(pair.key)) return null;
    return { node: pair.value, offset: pair.key.range?.[0] ?? 0 };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)] as { range?: [number, number, number] } | undefined;
    return item ? { node: item, offset: item.range?.[0] ?? 0 } : null;
  }
  return null;
}

/** "people.ana.slack", "steps[2].device". */
export function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

/**
 * What a schema says against a value, as problems with lines; an unknown key names the nearest known one. Parse with
 * `reportInput: true`, so that a word outside a list can name the nearest one in it.
 */
export function schemaProblems(
  error: z.ZodError,
  lineOf: (path: readonly PropertyKey[]) => number,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[] = () => [],
): FileProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, mostShown + 1).map((key) => {
        const known = knownKeys(issue.path);
        const [close] = nearest(key, known);
        const hint =
          close === undefined
            ? known.length > 0
              ? ` (known: ${known.join(', ')})`
              : ''
            : `; did you mean "${close}"?`;
        return { line: lineOf([...issue.path, key]), key: dotted([...issue.path, key]), what: `unknown key${hint}` };
      });
    return [{ line: lineOf(issue.path), key: dotted(issue.path), what: issueText(issue) }];
  });
}

const typeNames: Record<string, string> = {
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

/** The schema's own words where it has some; never the value of a text, which could be a secret in the wrong place. */
function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return `is missing; expected ${typeNames[issue.expected] ?? issue.expected}`;
    const given =
      issue.input === null ? 'nothing' : Array.isArray(issue.input) ? 'a list' : typeNames[typeof issue.input];
    return issue.message.startsWith('Invalid input')
      ? `expected ${typeNames[issue.expected] ?? issue.expected}, found ${given ?? 'something else'}${typeof issue.input === 'string' && /^(boolean|number|int)$/.test(issue.expected) ? ' (is it in quotes?)' : ''}`
      : issue.message;
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    const [close] = nearest(String(issue.input), known);
    return `"${String(issue.input).slice(0, 60)}" is not one of ${known.join(', ')}${close === undefined ? '' : `; did you mean ${close}?`}`;
  }
  if (issue.code === 'too_big') return `too large: at most ${issue.maximum}`;
  if (issue.code === 'too_small')
    return issue.minimum === 1 && issue.origin !== 'number' && issue.origin !== 'int'
      ? 'is empty'
      : `too small: at least ${issue.minimum}`;
  return issue.message;
}

/** The first problems as lines for a person, by line; the same words for one line stand there once. */
export function problemText(file: string, problems: readonly FileProblem[]): string {
  const lines = [...problems]
    .sort((a, b) => a.line - b.line)
    .map(({ line, key, what }) => `${basename(file)}:${line}: ${key === '' ? '' : `${key}: `}${what}`);
  const different = [...new Set(lines)];
  const more = different.length - mostShown;
  return [...different.slice(0, mostShown), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}
