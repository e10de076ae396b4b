import { text } from 'node:stream/consumers';
import { sha256Hex } from '../domain/chain.ts';
import { type DiagnosticName, type DiagnosticResult, diagnosticNames, platformNames } from '../domain/diagnostics.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { nearest } from '../lib/nearest.ts';
import { redact } from '../lib/redact.ts';
import { sanitise } from '../lib/sanitise.ts';
import { parseOutput } from '../platforms/parse-output.ts';
import { readOptions, showUsage } from './options.ts';
import { systemClock } from './system-clock.ts';
import type { Verb } from './world.ts';

const usage = 'parse <platform> <diagnostic> [--command "…"]    reads one recorded output from stdin';

/** Parses a pasted output; prints the result object of the contract with `device: null`. Needs no config. */
export const parse: Verb = async (args, world) => {
  const { values, positionals } = readOptions(args, { command: { type: 'string' } }, usage);
  if (values.help) return showUsage(world, usage);
  const [platformWord = '', diagnosticWord = '', ...more] = positionals;
  if (more.length > 0) throw new UserError('usage', `usage: ringdown ${usage}`);
  const platform = known(platformWord, platformNames, 'platform');
  const diagnostic = known(diagnosticWord, diagnosticNames, 'diagnostic');
  const startedMs = systemClock.nowMs();
  const raw = redact(sanitise(await text(world.stdin)));
  const read = (output: string) =>
    parseOutput(platform, diagnostic, output, {
      nowMs: null,
      ...(values.command === undefined ? {} : { command: values.command }),
    });
  const parsed = read(raw);
  const result: DiagnosticResult = {
    device: null,
    platform,
    diagnostic: diagnostic as DiagnosticName,
    ...parsed,
    error: parsed.outcome === 'incomplete' && isWhole(read(`${raw}\n`)) ? `${parsed.error}. ${remedy}` : parsed.error,
    commands:
      values.command === undefined ? [] : [{ command: values.command, rawSha256: sha256Hex(raw), durationMs: 0 }],
    startedAt: isoTime(startedMs),
    durationMs: Math.round(systemClock.nowMs() - startedMs),
    truncated: false,
  };
  world.out(`${JSON.stringify(result, null, 2)}\n`);
  return isWhole(result) ? 0 : 1;
};

/** What is copied out of a window often lacks the last line break, and nobody can tell it from what was cut off. */
const remedy = 'If this is all that the device printed, put a line break behind its last line';

function isWhole({ outcome }: Pick<DiagnosticResult, 'outcome'>): boolean {
  return outcome === 'ok' || outcome === 'empty';
}

function known<T extends string>(word: string, names: readonly T[], what: string): T {
  const found = names.find((name) => name === word);
  if (found) return found;
  const close = nearest(word, names);
  throw new UserError(
    'usage',
    `Unknown ${what} "${word}". ${close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${names.join(', ')}.`}`,
  );
}
