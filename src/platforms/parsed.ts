import { type Json, readJson } from '../lib/safe-json.ts';
import { withBentKeys } from './bent-keys.ts';
import { withoutMargin } from './margin.ts';
import type { Parsed } from './platform.ts';
import { behindBreaks, isNoise, meaningful, type TextLines, textLines } from './text-lines.ts';

/** What a reader found. `rejected` and `incomplete` carry the reason in words. */
export interface Rows<R> {
  records: R[];
  /** Rows of the table that were not understood. */
  unparsed: string[];
  rejected?: string;
  incomplete?: string;
}

export interface Forms<R> {
  /** The first matching line, among the first lines of the text, means that the device refused the command. */
  rejected: RegExp;
  /** Puts a document into the shape that `json` reads. */
  shape?: (document: Json) => Json;
  /** Reads the documents; null when they are not an answer to this question. */
  json?: (documents: Json[]) => Rows<R> | null;
  /** Reads the text form; null when the text is not an answer to this question. */
  text?: (text: TextLines) => Rows<R> | null;
}

const mostUnparsed = 200;
const longestUnparsed = 500;
/** A refusal stands at the top; a caret line or an echo may come before it. */
const refusalWithin = 5;
/** Above an answer may stand the way to the shell, its greeting and the command, with empty lines between them. */
const echoWithin = 10;

/** Reads an output in whichever form it has. Never throws; takes linear time. */
export function parseForms<R>(output: string, forms: Forms<R>): Parsed<R> {
  const reading = readJson(withoutEcho(output));
  switch (reading.kind) {
    case 'incomplete':
      return incomplete([], 'the JSON ends in the middle: the answer was cut off');
    case 'refused':
      return { ...notUnderstood(output), error: `the JSON was not read: ${reading.why}` };
    case 'documents': {
      const { json, shape } = forms;
      const documents = shape ? reading.documents.map(shape) : reading.documents;
      const rows = json ? withBentKeys(documents, json) : null;
      if (!rows) return notUnderstood(output);
      return settle({ ...rows, unparsed: [...rows.unparsed, ...meaningful(reading.rest.split('\n'))] });
    }
    case 'none':
      return parseIndented(output, forms);
  }
}

/** The text from its first line that says something. */
function withoutEcho(output: string): string {
  let start = 0;
  for (let lines = 0; lines < echoWithin; lines += 1) {
    const end = output.indexOf('\n', start);
    if (end === -1 || !isNoise(output.slice(start, end))) break;
    start = end + 1;
  }
  return output.slice(start);
}

/** The one-line answer of a device that did not take the command, or null. */
export function refusal(output: string, pattern: RegExp): string | null {
  const words = meaningful(output.slice(0, 4_000).split('\n')).slice(0, refusalWithin);
  return words.find((line) => pattern.test(line.trim()))?.trim() ?? null;
}

export function rejected<R>(words: string): Parsed<R> {
  return { outcome: 'rejected', records: [], unparsed: [], error: words };
}

export function incomplete<R>(records: R[], why: string, unparsed: string[] = []): Parsed<R> {
  return { outcome: 'incomplete', records, unparsed: bounded(unparsed), error: why };
}

/** Nothing of it is an answer to the question: every line is handed back. */
export function notUnderstood<R>(output: string): Parsed<R> {
  return {
    outcome: 'partial',
    records: [],
    unparsed: firstMeaningful(output, isNoise),
    error: 'the answer has a form that is not known',
  };
}

export function settle<R>(rows: Rows<R>): Parsed<R> {
  if (rows.rejected !== undefined) return rejected(rows.rejected);
  if (rows.incomplete !== undefined) return incomplete(rows.records, rows.incomplete, rows.unparsed);
  if (rows.unparsed.length > 0) {
    const error = `${rows.unparsed.length} ${rows.unparsed.length === 1 ? 'row was' : 'rows were'} not understood`;
    return { outcome: 'partial', records: rows.records, unparsed: bounded(rows.unparsed), error };
  }
  return { outcome: rows.records.length > 0 ? 'ok' : 'empty', records: rows.records, unparsed: [], error: null };
}

/** `rows` of a table whose last line may be cut: without its line break nobody knows whether a number is whole. */
export function withCut<R>(rows: Rows<R>, text: TextLines): Rows<R> {
  if (text.cut === null) return rows;
  return { ...rows, incomplete: `the last line has no end and may be cut: "${text.cut.trim().slice(0, 80)}"` };
}

/** A text that somebody moved to the right as a whole is read without its margin, unless less is understood then. */
function parseIndented<R>(output: string, forms: Forms<R>): Parsed<R> {
  const parsed = parseText(output, forms);
  const bare = parsed.outcome === 'rejected' ? null : withoutMargin(output);
  if (bare === null) return parsed;
  const again = parseText(bare, forms);
  const gain = again.records.length - parsed.records.length;
  return gain > 0 || (gain === 0 && again.outcome === 'ok') ? again : parsed;
}

function parseText<R>(output: string, forms: Forms<R>): Parsed<R> {
  const text = textLines(output);
  if (text.cut === null && text.lines.every(isNoise)) return incomplete([], 'the device printed nothing');
  const words = refusal(output, forms.rejected);
  if (words !== null) return rejected(words);
  const rows = forms.text?.(text) ?? null;
  return rows ? settle(rows) : notUnderstood(output);
}

/** The first lines that say something, then how many lines there are behind them. */
function firstMeaningful(output: string, isNothing: (line: string) => boolean): string[] {
  const kept: string[] = [];
  let start = 0;
  while (start < output.length && kept.length < mostUnparsed) {
    start = behindBreaks(output, start);
    const end = output.indexOf('\n', start);
    const line = output.slice(start, end === -1 ? output.length : end);
    if (!isNothing(line)) kept.push(line.slice(0, longestUnparsed));
    start = end === -1 ? output.length : end + 1;
  }
  let more = 0;
  for (let at = output.indexOf('\n', start); at !== -1; at = output.indexOf('\n', at + 1)) more += 1;
  // What looks like an echo alone is handed back as it stands.
  if (kept.length === 0 && isNothing === isNoise) return firstMeaningful(output, (line) => line.trim() === '');
  return more > 0 ? [...kept, `… and ${more} more lines`] : kept;
}

function bounded(lines: readonly string[]): string[] {
  const kept = lines.slice(0, mostUnparsed).map((line) => line.slice(0, longestUnparsed));
  return lines.length > mostUnparsed ? [...kept, `… and ${lines.length - mostUnparsed} more lines`] : kept;
}
