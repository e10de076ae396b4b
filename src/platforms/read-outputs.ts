import type { DiagnosticArguments, DiagnosticName, DiagnosticRecords } from '../domain/diagnostics.ts';
import { withoutMemory } from '../lib/pattern.ts';
import { type CommandLine, type DiagnosticReader, type Parsed, type Platform, readerOf } from './platform.ts';

/** What the device printed for one question, command by command, and what was known when it was printed. */
export interface Outputs {
  /** Sanitised and redacted, in the order of `commands(args)`. */
  texts: readonly string[];
  /** Of each command; null where the device told none. */
  exitCodes: readonly (number | null)[];
  /** When the last text was read. Null: ages that need a clock are null. */
  nowMs: number | null;
}

/**
 * Makes an answer of whole outputs, of today or of an old record. A refused optional command is left out as long as
 * another one was taken; any other refusal, in the device's words, is the answer. Never throws for what a text holds.
 */
export function readOutputs<N extends DiagnosticName>(
  platform: Platform,
  diagnostic: N,
  args: DiagnosticArguments,
  outputs: Outputs,
): Parsed<DiagnosticRecords[N]> | { outcome: 'unsupported'; records: never[]; unparsed: never[]; error: string } {
  const reader = readerOf(platform, diagnostic);
  if ('unsupported' in reader) return { outcome: 'unsupported', records: [], unparsed: [], error: reader.unsupported };
  return readWith(platform, reader, args, outputs);
}

function readWith<N extends DiagnosticName>(
  platform: Platform,
  reader: DiagnosticReader<N>,
  args: DiagnosticArguments,
  { texts, exitCodes, nowMs }: Outputs,
): Parsed<DiagnosticRecords[N]> {
  const ended = texts.map((text, index) => (isEndTold(platform, text, exitCodes[index]) ? withEnd(text) : text));
  const { taken, refusal } = takenAnswers(platform, reader.commands(args), ended);
  if (refusal !== null) return { outcome: 'rejected', records: [], unparsed: [], error: refusal };
  const said = reader.silentWhenNone ? taken.filter((text) => text.trim() !== '') : taken;
  if (taken.length > 0 && said.length === 0 && isSureOfSilence(platform, texts, exitCodes))
    return { outcome: 'empty', records: [], unparsed: [], error: null };
  return withExitCode(reader.parse(said.length > 0 ? said : taken, { args, nowMs }), exitCodes, texts);
}

function isSureOfSilence(platform: Platform, texts: readonly string[], exitCodes: readonly (number | null)[]): boolean {
  return texts.every((text, index) => text.trim() !== '' || isKnownWhole(platform, exitCodes[index]));
}

/** A terminal showed its prompt behind the answer; a channel of its own must have ended well. */
function isKnownWhole({ session }: Platform, exitCode: number | null | undefined): boolean {
  return session === 'shell' || exitCode === 0;
}

/** What a prompt is glued to may be the beginning of a line that the device gave up. */
function isEndTold(platform: Platform, text: string, exitCode: number | null | undefined): boolean {
  return isKnownWhole(platform, exitCode) && (exitCode === 0 || text.endsWith('\n'));
}

/**
 * With the end that a reader of a pasted text has to see: an unended last line may be cut in the middle of a number, and
 * some forms tell only by an empty line that nothing more belongs to their last block.
 */
function withEnd(text: string): string {
  if (text === '' || text.endsWith('\n\n')) return text;
  return text.endsWith('\n') ? `${text}\n` : `${text}\n\n`;
}

function takenAnswers(
  platform: Platform,
  commands: readonly CommandLine[],
  texts: readonly string[],
): { taken: readonly string[]; refusal: string | null } {
  const refusals = texts.map((text) => refusalIn(platform, [text]));
  const taken = texts.filter((_, index) => refusals[index] === null);
  const decisive = refusals.find((words, index) => words !== null && commands[index]?.optional !== true);
  if (decisive !== undefined) return { taken, refusal: decisive };
  return { taken, refusal: taken.length === 0 ? (refusals[0] ?? null) : null };
}

/** The device's own words when it refused one of the commands; they stand at the beginning of an output. */
export function refusalIn({ rejected: pattern }: Platform, outputs: readonly string[]): string | null {
  const plain = withoutMemory(pattern);
  for (const output of outputs) {
    const refusal = firstWords(output).find((line) => plain.test(line));
    if (refusal !== undefined) return refusal.trim();
  }
  return null;
}

/** A caret line, an echo or a banner may come before the refusal. */
const refusalWithin = 10;

/** The first lines that are not blank. */
function firstWords(output: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < output.length && lines.length < refusalWithin) {
    const feed = output.indexOf('\n', start);
    const end = feed === -1 ? output.length : feed;
    const line = output.slice(start, end);
    if (line.trim() !== '') lines.push(line);
    start = end + 1;
  }
  return lines;
}

/** A failing exit status outweighs an answer without a record: tools such as ping fail and still tell something. */
function withExitCode<R>(
  parsed: Parsed<R>,
  exitCodes: readonly (number | null)[],
  texts: readonly string[],
): Parsed<R> {
  const index = exitCodes.findIndex((code) => code !== null && code !== 0);
  if (index === -1 || parsed.records.length > 0 || parsed.outcome === 'rejected') return parsed;
  const words = texts[index]?.trim().split('\n').at(-1)?.trim();
  const error = words === undefined || words === '' ? `exit status ${exitCodes[index]}` : words;
  return { outcome: 'rejected', records: [], unparsed: [], error };
}
