import { basename } from 'node:path';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
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

/** Parses YAML 1.2 without aliases, merge keys or tags; keeps the line of every key for messages. */
export function parseYaml(text: string): YamlFile {
  if (text.length > largestBytes)
    return { ok: false, problems: [{ line: 1, key: '', what: 'the file is larger than 1 MiB' }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: false, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const problems: FileProblem[] = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    key: '',
    what: `not valid YAML: ${error.message.split('\n')[0]}`,
  }));
  visit(document, {
    Alias: (_, node) => {
      problems.push({ line: lineAt(node.range?.[0] ?? 0), key: '', what: 'aliases (*name) are not allowed' });
    },
    Pair: (_, pair) => {
      if (isScalar(pair.key) && forbiddenKeys.includes(String(pair.key.value)))
        problems.push({
          line: lineAt(pair.key.range?.[0] ?? 0),
          key: String(pair.key.value),
          what: 'this key is not allowed',
        });
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

/** What a schema says against a value, as problems with lines; an unknown key names the nearest known one. */
export function schemaProblems(
  error: z.ZodError,
  lineOf: (path: readonly PropertyKey[]) => number,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[] = () => [],
): FileProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => {
        const [close] = nearest(key, knownKeys(issue.path));
        return {
          line: lineOf([...issue.path, key]),
          key: dotted([...issue.path, key]),
          what: `unknown key${close === undefined ? '' : `; did you mean "${close}"?`}`,
        };
      });
    return [{ line: lineOf(issue.path), key: dotted(issue.path), what: issue.message }];
  });
}

/** All problems as lines for a person. */
export function problemText(file: string, problems: readonly FileProblem[]): string {
  return [...problems]
    .sort((a, b) => a.line - b.line)
    .map(({ line, key, what }) => `${basename(file)}:${line}: ${key === '' ? '' : `${key}: `}${what}`)
    .join('\n');
}
