import { parseArguments } from '../domain/arguments.ts';
import {
  type DiagnosticArguments,
  type DiagnosticName,
  type DiagnosticResult,
  type PlatformName,
  platformNames,
} from '../domain/diagnostics.ts';
import type { EventBody } from '../domain/timeline.ts';
import { verdictOf } from '../domain/verdict.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { eachText } from '../lib/each-text.ts';
import { redact } from '../lib/redact.ts';
import { platforms } from '../platforms/index.ts';
import { readerOf } from '../platforms/platform.ts';
import { readOutputs } from '../platforms/read-outputs.ts';

/** An answer as it stands on the record. */
export type Answered = EventBody<'diagnostic.answered'>;

/** An answer as today's parsers read it, in the words that would go on the record. */
export interface ReadAnswer {
  result: DiagnosticResult;
  verdict: string;
}

/**
 * `read`: from its raw texts. `anHourLater` is there where the record does not say when that was: what differs between
 * the two hangs on the clock. `none`: the device gave no whole answer, so there is nothing to read. `not-read`: there may
 * be something, but it cannot be read again; `why` is a sentence.
 */
export type Rereading =
  | { kind: 'read'; now: ReadAnswer; anHourLater: ReadAnswer | null }
  | { kind: 'none' }
  | { kind: 'not-read'; why: string };

const hourMs = 3_600_000;

/** Reads the raw texts of an answer again. `recordedAt` is when the answer went on the record. Never throws. */
export function rereadAnswer(
  answered: Answered,
  recordedAt: string,
  artifacts: ReadonlyMap<string, string>,
): Rereading {
  if (!isAnswer(answered)) return { kind: 'none' };
  const asked = askedOf(answered);
  if ('why' in asked) return { kind: 'not-read', why: asked.why };
  const texts: string[] = [];
  for (const { command, rawSha256 } of answered.commands) {
    // No text is kept under no hash: the device printed nothing.
    const text = rawSha256 === null ? '' : artifacts.get(rawSha256);
    if (text === undefined) return { kind: 'not-read', why: `the raw output of "${command}" is not in the file` };
    texts.push(text);
  }
  const exitCodes = answered.read?.exitCodes ?? [];
  const readAt = (nowMs: number | null) => readWith(answered, asked, { texts, exitCodes, nowMs }, recordedAt);
  if (answered.read !== undefined) {
    const { at } = answered.read;
    return { kind: 'read', now: readAt(at === null ? null : epochMs(at)), anHourLater: null };
  }
  const nowMs = epochMs(recordedAt);
  return { kind: 'read', now: readAt(nowMs), anHourLater: readAt(nowMs + hourMs) };
}

/** Whether a whole answer came. Where the record does not say, only what is certain counts. */
function isAnswer({ outcome, read }: Answered): boolean {
  if (read !== undefined) return read.exitCodes !== null;
  return outcome === 'ok' || outcome === 'empty' || outcome === 'partial';
}

interface Asked {
  platform: PlatformName;
  args: DiagnosticArguments;
}

/** The platform and the arguments; a record of a time before it named the platform is recognised by its commands. */
function askedOf(answered: Answered): Asked | { why: string } {
  const named = answered.read?.platform;
  if (named !== undefined) {
    const args = argumentsOn(named, answered);
    return args
      ? { platform: named, args }
      : { why: `its arguments "${answered.arguments}" are not understood for ${named}` };
  }
  const fitting = platformNames.flatMap((platform): Asked[] => {
    const args = argumentsOn(platform, answered);
    return args && sends(platform, answered, args) ? [{ platform, args }] : [];
  });
  const [only, ...others] = fitting;
  if (only && others.length === 0) return only;
  const which = only
    ? `${fitting.map(({ platform }) => platform).join(' and ')} have the same commands`
    : 'no platform has these commands today';
  return { why: `the record does not name the platform, and ${which}` };
}

/** Any address may have been asked about: what was allowed then is on the record. */
const everywhere = ['0.0.0.0/0', '::/0'];

function argumentsOn(platform: PlatformName, answered: Answered): DiagnosticArguments | null {
  const words: string[] = [];
  const flags: Record<string, string> = {};
  const tokens = answered.arguments.split(' ').filter((token) => token !== '');
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] ?? '';
    if (token === '--vrf' || token === '--source') {
      flags[token.slice(2)] = tokens[i + 1] ?? '';
      i += 1;
    } else words.push(token);
  }
  const { interfaceName } = platforms[platform];
  const parsed = parseArguments(diagnosticOf(answered), words, flags, { interfaceName, pingDestinations: everywhere });
  return parsed.ok ? parsed.args : null;
}

function sends(platform: PlatformName, answered: Answered, args: DiagnosticArguments): boolean {
  const reader = readerOf(platforms[platform], diagnosticOf(answered));
  if ('unsupported' in reader) return false;
  const lines = reader.commands(args).map(({ line }) => line);
  return lines.join('\n') === answered.commands.map(({ command }) => command).join('\n');
}

function readWith(
  answered: Answered,
  { platform, args }: Asked,
  outputs: Parameters<typeof readOutputs>[3],
  recordedAt: string,
): ReadAnswer {
  const diagnostic = diagnosticOf(answered);
  const { outcome, records, unparsed, error } = readOutputs(platforms[platform], diagnostic, args, outputs);
  const result: DiagnosticResult = {
    device: answered.device,
    platform,
    diagnostic,
    outcome,
    commands: answered.commands,
    // What went on the record had every text in it redacted once more.
    records: eachText(records, redact) as DiagnosticResult['records'],
    unparsed: unparsed.map((line) => redact(line.toWellFormed())),
    error: error === null ? null : redact(error.toWellFormed()),
    startedAt: isoTime((outputs.nowMs ?? epochMs(recordedAt)) - answered.durationMs),
    durationMs: answered.durationMs,
    truncated: answered.truncated,
  };
  return { result, verdict: redact(verdictOf(result).toWellFormed()) };
}

/** An entry of a checked shape names a diagnostic of the catalogue; see `shapeFault`. */
function diagnosticOf({ diagnostic }: Answered): DiagnosticName {
  return diagnostic as DiagnosticName;
}
