import { hash } from 'node:crypto';
import type {
  CommandRun,
  DiagnosticArguments,
  DiagnosticName,
  DiagnosticResult,
  Outcome,
} from '../domain/diagnostics.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import { withoutMemory } from '../lib/pattern.ts';
import { redact } from '../lib/redact.ts';
import { readJson } from '../lib/safe-json.ts';
import { sanitise } from '../lib/sanitise.ts';
import { type CommandLine, type Platform, readerOf } from '../platforms/platform.ts';
import { type Outputs, readOutputs, refusalIn } from '../platforms/read-outputs.ts';
import { failedReply } from './command-reply.ts';
import type { Gate } from './gate.ts';
import type { Device } from './inventory.ts';
import { type Platforms, platformOf } from './platform-table.ts';
import type { Pool, PoolCommand, TimedReply } from './pool.ts';

export interface DiagnosticRequest {
  diagnostic: DiagnosticName;
  /** Validated; see DiagnosticArguments. */
  args: DiagnosticArguments;
  /** Asks the device even when somebody asked the same a moment ago. */
  fresh?: boolean;
}

/** One answer and the texts it was read from, sanitised and redacted, by the hash that the answer names. */
export interface Reading {
  result: DiagnosticResult;
  artifacts: { sha256: string; text: string }[];
  /** What the texts were read with besides the arguments; null where no whole answer came. Reading them again needs it. */
  readWith: { at: string | null; exitCodes: (number | null)[] } | null;
}

export interface ReadParts {
  platforms: Platforms;
  pool: Pool;
  gate: Gate;
  clock: Clock;
}

/** Asks one device one question. Never rejects: whatever happens is an outcome of the result. */
export async function readDiagnostic(
  { platforms, pool, gate, clock }: ReadParts,
  device: Device,
  request: DiagnosticRequest,
  signal?: AbortSignal,
): Promise<Reading> {
  const reading = startReading(device, request, clock);
  const platform = platformOf(platforms, device.platform);
  const reader = readerOf(platform, request.diagnostic);
  if ('unsupported' in reader) return reading.end('unsupported', reader.unsupported);
  try {
    const commands = reader.commands(request.args);
    const passed = passAll(gate, device, commands);
    if (!passed.ok) return reading.end('refused', passed.error);
    const run = async (lines: readonly CommandLine[], asked: readonly PoolCommand[]): Promise<Answer[]> => {
      const replies = await pool.run(device, asked, { signal, fresh: request.fresh });
      return replies.map((timed, index) => answerOf(lines[index]?.line ?? '', timed));
    };
    let answers = await run(commands, passed.commands);
    let parsed = parsedOf(platform, request, answers);
    const inText = parsed === null ? [] : linesInText(platform, commands, answers, parsed);
    if (inText.length > 0) {
      const lines = inText.map(({ command }) => command);
      const passedInText = passAll(gate, device, lines);
      if (!passedInText.ok) return reading.end('refused', passedInText.error);
      const more = await run(lines, passedInText.commands);
      // Each stands in the place of the line that it was asked instead of.
      for (const [index, answer] of more.entries()) answers = answers.with(inText[index]?.place ?? 0, answer);
      parsed = parsedOf(platform, request, answers);
    }
    for (const answer of answers) reading.keep(answer);
    const failed = answers.find(({ timed }) => timed.reply.outcome !== 'complete');
    if (failed || parsed === null) {
      const { outcome, error, truncated } = failed?.timed.reply ?? failedReply('incomplete', 'no answer came');
      return reading.end(outcome as Outcome, explain(device, failed?.line, error ?? ''), truncated);
    }
    const { nowMs, exitCodes } = outputsOf(answers);
    return reading.parsed(parsed, { at: nowMs === null ? null : isoTime(nowMs), exitCodes: [...exitCodes] });
  } catch (error) {
    return reading.end(
      'incomplete',
      `${device.name}: ringdown failed while reading ${request.diagnostic}: ${(error as Error).message}. This is a bug of ringdown.`,
    );
  }
}

/** What one line gave; `text` is sanitised and redacted, as the parser and the record see it. */
interface Answer {
  line: string;
  timed: TimedReply;
  text: string;
}

function answerOf(line: string, timed: TimedReply): Answer {
  return { line, timed, text: redact(sanitise(timed.reply.output)) };
}

function outputsOf(answers: readonly Answer[]): Outputs {
  return {
    texts: answers.map(({ text }) => text),
    exitCodes: answers.map(({ timed }) => timed.reply.exitCode),
    nowMs: answers.at(-1)?.timed.finishedMs ?? null,
  };
}

/** Null as long as one of them is not whole. */
function parsedOf(
  platform: Platform,
  { diagnostic, args }: DiagnosticRequest,
  answers: readonly Answer[],
): ReturnType<typeof readOutputs> | null {
  if (answers.some(({ timed }) => timed.reply.outcome !== 'complete')) return null;
  return readOutputs(platform, diagnostic, args, outputsOf(answers));
}

/**
 * The lines to ask once more in text: those whose JSON form the device does not know, and those whose JSON is none that
 * may be read. None where the answer is one all the same.
 */
function linesInText(
  { inText }: Platform,
  commands: readonly CommandLine[],
  answers: readonly Answer[],
  { outcome, records }: ReturnType<typeof readOutputs>,
): { place: number; command: CommandLine }[] {
  const isNone = outcome === 'rejected' || (outcome === 'partial' && records.length === 0);
  if (!isNone || inText === undefined) return [];
  const unknown = withoutMemory(inText.refused);
  return answers.flatMap(({ line, text }, place) => {
    const asText = inText.line(line);
    const start = text.slice(0, 1_000).split('\n');
    const isRefused = start.some((words) => unknown.test(words.trim())) || readJson(text).kind === 'refused';
    return asText !== null && isRefused ? [{ place, command: { ...commands[place], line: asText } }] : [];
  });
}

/** Runs read-only lines outside the catalogue of diagnostics, such as what a plan needs to know. Never rejects. */
export async function readLines(
  { platforms, pool, gate }: ReadParts,
  device: Device,
  commands: readonly CommandLine[],
  signal?: AbortSignal,
): Promise<{ ok: true; outputs: string[] } | { ok: false; error: string }> {
  if (commands.length === 0) return { ok: true, outputs: [] };
  const passed = passAll(gate, device, commands);
  if (!passed.ok) return passed;
  const replies = await pool.run(device, passed.commands, { signal, fresh: true });
  const failed = replies.find(({ reply }) => reply.outcome !== 'complete');
  if (failed)
    return { ok: false, error: explain(device, commands[replies.length - 1]?.line, failed.reply.error ?? '') };
  const outputs = replies.map(({ reply }) => redact(sanitise(reply.output)));
  const refusal = refusalIn(platformOf(platforms, device.platform), outputs);
  return refusal === null ? { ok: true, outputs } : { ok: false, error: `${device.name}: ${refusal}` };
}

function startReading(device: Device, { diagnostic }: DiagnosticRequest, clock: Clock) {
  const from = performance.now();
  const runs: CommandRun[] = [];
  const artifacts: Reading['artifacts'] = [];
  let startedMs = clock.nowMs();
  const finish = (
    fields: Pick<DiagnosticResult, 'outcome' | 'records' | 'unparsed' | 'error' | 'truncated'>,
    readWith: Reading['readWith'],
  ): Reading => ({
    result: {
      device: device.name,
      platform: device.platform,
      diagnostic,
      commands: runs,
      startedAt: isoTime(startedMs),
      durationMs: Math.round(performance.now() - from),
      ...fields,
    },
    artifacts,
    readWith,
  });
  return {
    /** Keeps the text of one command. */
    keep: ({ line: command, timed: { durationMs, startedMs: at }, text }: Answer): void => {
      // An answer that somebody else asked for is as old as that question.
      if (runs.length === 0) startedMs = Math.min(startedMs, at);
      const sha256 = text === '' ? null : hash('sha256', text);
      if (sha256 !== null && !artifacts.some((known) => known.sha256 === sha256)) artifacts.push({ sha256, text });
      runs.push({ command, rawSha256: sha256, durationMs });
    },
    end: (outcome: Outcome, error: string, truncated = false) =>
      finish({ outcome, records: [], unparsed: [], error, truncated }, null),
    parsed: ({ outcome, records, unparsed, error }: ReturnType<typeof readOutputs>, readWith: Reading['readWith']) =>
      finish({ outcome, records, unparsed, error, truncated: false }, readWith),
  };
}

function passAll(
  gate: Gate,
  device: Device,
  commands: readonly CommandLine[],
): { ok: true; commands: PoolCommand[] } | { ok: false; error: string } {
  const passed: PoolCommand[] = [];
  for (const { line, optional: _, ...options } of commands) {
    const result = gate.read(device, line);
    if (!result.ok) return result;
    passed.push({ line: result.line, ...options });
  }
  return { ok: true, commands: passed };
}

/** Adds the device and the command to a failure that does not name them yet. */
function explain(device: Device, command: string | undefined, error: string): string {
  if (error.startsWith(`${device.name} (`) || error.startsWith(`${device.name}:`)) return error;
  const after = command === undefined ? '' : ` after "${command}"`;
  return `${device.name} (${device.address}, ${device.platform}): ${error}${after}.`;
}
