import { matchesLine } from '../lib/pattern.ts';
import type { Platform } from '../platforms/platform.ts';
import { type CommandReply, failedReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import type { DeviceLimits } from './limits.ts';
import { lastLine, type Prompt, promptFromTwo, promptIn, samePrompt } from './prompt.ts';
import { lookForQuestion } from './question.ts';
import type { Terminal } from './terminal.ts';
import { waitFailure } from './wait-failure.ts';

export type Learned =
  | {
      ok: true;
      prompt: Prompt;
      /** The device reads what is typed while it is busy; else one line is sent at a time. */
      readsAhead: boolean;
    }
  | { ok: false; reply: CommandReply };

/**
 * Waits for the first prompt and takes what two empty lines are answered with. They go out together; a device that loses
 * one of them, or whose greeting looked like a prompt, is asked again, one line at a time, with a moment of silence
 * after each. `careful` does only the latter.
 */
export async function learnPrompt(
  terminal: Terminal,
  connection: Connection,
  platform: Platform,
  limits: DeviceLimits,
  options: { careful: boolean; signal: AbortSignal | undefined },
): Promise<Learned> {
  const { careful, signal } = options;
  const first = await awaitPrompt(terminal, connection, platform, limits, { settled: careful, signal });
  if (first) return { ok: false, reply: first };
  if (!careful) {
    const prompt = await promptOfTwo(terminal, platform, limits, signal);
    if (prompt) return { ok: true, prompt, readsAhead: true };
  }
  let previous: Prompt | null = null;
  for (let round = 0; round < 4; round += 1) {
    terminal.forget();
    terminal.write('\n');
    const failed = await awaitPrompt(terminal, connection, platform, limits, { settled: true, signal });
    if (failed) return { ok: false, reply: failed };
    const prompt = promptIn(terminal.shown());
    if (previous && samePrompt(previous, prompt)) return { ok: true, prompt, readsAhead: false };
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

/** Null when the answer is anything but the prompt twice, whatever the reason: the slow way finds out. */
async function promptOfTwo(
  terminal: Terminal,
  platform: Platform,
  limits: DeviceLimits,
  signal: AbortSignal | undefined,
): Promise<Prompt | null> {
  let prompt: Prompt | null = null;
  terminal.forget();
  terminal.write('\n\n');
  const waited = await terminal.wait<'learned' | 'other'>(
    () => {
      const last = lastLine(terminal.shownEnd());
      if (!matchesLine(platform.prompt, last)) return lookForQuestion(last) && { kind: 'other' };
      prompt = promptFromTwo(terminal.shown());
      return prompt ? { kind: 'learned' } : { kind: 'other', settled: true };
    },
    // Silence means that the lines were lost, which a device that is still starting its terminal does.
    { totalMs: Math.min(limits.lostLineMs, limits.promptMs), signal },
  );
  return waited.ok && waited.kind === 'learned' ? prompt : null;
}

/** Null when a prompt came, else why not. `settled`: only one that stays for a moment counts. */
export async function awaitPrompt(
  terminal: Terminal,
  connection: Connection,
  platform: Platform,
  limits: DeviceLimits,
  { settled, signal }: { settled: boolean; signal: AbortSignal | undefined },
): Promise<CommandReply | null> {
  const waited = await terminal.wait<'prompt' | 'question'>(
    () => {
      const last = lastLine(terminal.shownEnd());
      if (matchesLine(platform.prompt, last)) return { kind: 'prompt', settled };
      return lookForQuestion(last);
    },
    { totalMs: limits.promptMs, signal },
  );
  if (waited.ok && waited.kind === 'prompt') return null;
  const last = lastLine(terminal.shownEnd());
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
