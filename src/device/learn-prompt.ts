import type { Platform } from '../platforms/platform.ts';
import { type CommandReply, failedReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import type { DeviceLimits } from './limits.ts';
import { matchesLine } from './pattern.ts';
import { type Prompt, promptIn, samePrompt } from './prompt.ts';
import { lookForQuestion } from './question.ts';
import type { Terminal } from './terminal.ts';
import { waitFailure } from './wait-failure.ts';

export type Learned = { ok: true; prompt: Prompt } | { ok: false; reply: CommandReply };

/** Waits for the first prompt, then takes the prompt that two empty lines in a row are answered with. */
export async function learnPrompt(
  terminal: Terminal,
  connection: Connection,
  platform: Platform,
  limits: DeviceLimits,
  signal: AbortSignal | undefined,
): Promise<Learned> {
  const first = await awaitPrompt(terminal, connection, platform, limits, signal);
  if (first) return { ok: false, reply: first };
  let previous: Prompt | null = null;
  for (let round = 0; round < 4; round += 1) {
    terminal.forget();
    terminal.write('\n');
    const failed = await awaitPrompt(terminal, connection, platform, limits, signal);
    if (failed) return { ok: false, reply: failed };
    const prompt = promptIn(terminal.text());
    if (previous && samePrompt(previous, prompt)) return { ok: true, prompt };
    previous = prompt;
  }
  return {
    ok: false,
    reply: failedReply(
      'incomplete',
      `the prompt is another one each time (last ${JSON.stringify(previous?.line ?? '')})`,
    ),
  };
}

/** Null when a prompt came, else why not. */
export async function awaitPrompt(
  terminal: Terminal,
  connection: Connection,
  platform: Platform,
  limits: DeviceLimits,
  signal: AbortSignal | undefined,
): Promise<CommandReply | null> {
  const waited = await terminal.wait<'prompt' | 'question'>(
    () => {
      const last = terminal.lastLines().at(-1) ?? '';
      if (matchesLine(platform.prompt, last)) return { kind: 'prompt', settled: true };
      return lookForQuestion(terminal.lastLines());
    },
    { totalMs: limits.promptMs, signal },
  );
  if (waited.ok && waited.kind === 'prompt') return null;
  const last = terminal.lastLines().at(-1) ?? '';
  if (waited.ok)
    return failedReply(
      'incomplete',
      `the device asked ${JSON.stringify(last.slice(0, 80))}; nothing was answered and the terminal was closed`,
    );
  if (waited.reason === 'timed-out') {
    return failedReply(
      'timed-out',
      `no prompt within ${limits.promptMs / 1000} s. Last line seen: ${JSON.stringify(last.slice(0, 80))}`,
    );
  }
  return waitFailure(waited, connection, '');
}
