import { matchesLine } from '../lib/pattern.ts';
import type { Platform } from '../platforms/platform.ts';
import type { CommandReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import type { RunOptions } from './exec.ts';
import { lineToSend, type PassedLine } from './gate.ts';
import { awaitPrompt } from './learn-prompt.ts';
import type { DeviceLimits } from './limits.ts';
import { createPager } from './pager.ts';
import {
  answerOf,
  changedPrompt,
  hasEcho,
  isOnlyPrompts,
  lastLine,
  type Prompt,
  promptAtEnd,
  promptTwiceAtEnd,
} from './prompt.ts';
import { lookForQuestion } from './question.ts';
import type { Finding, Terminal } from './terminal.ts';
import { pagingReply, questionReply, waitFailure } from './wait-failure.ts';

/** A terminal that has shown its prompt twice and has paging off. */
export interface Shell {
  run(line: PassedLine, options: RunOptions): Promise<CommandReply>;
  /** Sends one line of a change and waits for whatever prompt follows it. */
  step(line: PassedLine, signal?: AbortSignal): Promise<StepReply>;
  prompt(): string;
  alive(): boolean;
  close(): void;
}

/** `mode` says which kind of prompt came after the line; null when none came. */
export interface StepReply {
  reply: CommandReply;
  mode: 'command' | 'config' | null;
}

/** The terminal behind `learned`; `preparing` turns its paging off, and off again when it came back. */
export function shellOf(
  terminal: Terminal,
  connection: Connection,
  platform: Platform,
  learned: { prompt: Prompt; readsAhead: boolean },
  limits: DeviceLimits,
  preparing: readonly PassedLine[],
): Shell & { prepare(signal: AbortSignal | undefined): Promise<CommandReply | null> } {
  const pager = createPager(terminal, platform);
  let { prompt, readsAhead } = learned;
  terminal.forget();
  let pagedBefore = false;
  let pagedLast = false;
  /** This terminal repeats what it is given. */
  let echoes = false;

  const finish = (reply: CommandReply): CommandReply => {
    // After anything but a whole answer nobody knows what the terminal would say next.
    if (reply.outcome !== 'complete') terminal.close();
    return reply;
  };

  /** Something came that nobody asked for: null when the terminal waits for a command, and for nothing else. */
  const standStill = async (signal: AbortSignal | undefined): Promise<CommandReply | null> => {
    terminal.forget();
    terminal.write('\n');
    return awaitPrompt(terminal, connection, platform, limits, { settled: true, signal });
  };

  const runLine = async (line: PassedLine, options: RunOptions): Promise<CommandReply> => {
    const { interruptAfterMs, slow, signal } = options;
    const restless = terminal.length() === 0 ? null : await standStill(signal);
    if (restless) return finish(restless);
    const command = lineToSend(line);
    const total = (slow ? limits.slowCommandMs : limits.commandMs) + (interruptAfterMs ?? 0);
    const deadline = performance.now() + total;
    // A line that only reads asks nothing, so an empty one may follow it in the same packet. Ctrl-C would eat it.
    const ahead = readsAhead && interruptAfterMs === undefined;
    let emptyLines = ahead ? 1 : 0;
    terminal.forget();
    pager.reset();
    terminal.write(ahead ? `${command}\n\n` : `${command}\n`);
    const interrupt =
      interruptAfterMs === undefined ? undefined : setTimeout(() => terminal.write('\x03'), interruptAfterMs);
    // A device that was slow, not deaf, answers the empty line that was sent once more as well.
    const soFar = () => answerOf(terminal.shown(), command, prompt, readsAhead ? 2 : 4);
    /** One empty line more than planned: the answers to both may still come, so silence decides. */
    const lateAnswers = () => ahead && emptyLines > 1;

    /** Prompts drawn anew, before the terminal came to the command: they would be taken for an answer of nothing. */
    const isUnasked = (shown: string) => echoes && isOnlyPrompts(shown, prompt);

    const look = (): Finding<'done' | 'renamed' | 'prompt' | 'pager' | 'question'> | null => {
      const shown = terminal.shownEnd();
      if (emptyLines > 0 && promptTwiceAtEnd(shown, prompt))
        return isUnasked(shown) ? null : { kind: 'done', settled: lateAnswers() };
      if (emptyLines > 0) {
        const other = changedPrompt(shown, prompt);
        if (other && matchesLine(platform.prompt, other.line)) return { kind: 'renamed', settled: true };
      }
      const at = promptAtEnd(shown, prompt);
      // Once an empty line is under way, a single prompt is waited out.
      if (at && (emptyLines === 0 || (ahead && emptyLines === 1)))
        return isUnasked(shown) ? null : { kind: 'prompt', settled: at === 'glued' || emptyLines > 0 };
      const last = lastLine(shown);
      return pager.look(last) ?? lookForQuestion(last);
    };

    try {
      for (;;) {
        const waited = await terminal.wait(look, {
          totalMs: Math.max(1, deadline - performance.now()),
          limitMs: total,
          ...(slow || interruptAfterMs !== undefined ? {} : { idleMs: limits.idleMs }),
          signal,
        });
        if (!waited.ok) return finish(waitFailure(waited, connection, soFar()));
        if (waited.kind === 'question') return finish(questionReply(terminal, soFar()));
        if (waited.kind === 'pager' && !pager.turn()) return finish(pagingReply(soFar()));
        if (waited.kind === 'prompt') {
          // The empty line was lost, or a pager took it: this device is given one line at a time from now on.
          if (emptyLines > 0) readsAhead = false;
          emptyLines += 1;
          terminal.write('\n');
        }
        if (waited.kind === 'renamed') prompt = changedPrompt(terminal.shownEnd(), prompt) ?? prompt;
        if (waited.kind === 'done' || waited.kind === 'renamed') {
          const output = pager.clean(soFar());
          echoes ||= hasEcho(terminal.shown(), command, prompt);
          // A thousand kept terminals would hold a thousand answers; and what comes from now on was not asked for.
          terminal.forget();
          return { outcome: 'complete', output, exitCode: null, truncated: false, error: null };
        }
      }
    } finally {
      clearTimeout(interrupt);
    }
  };

  const prepare = async (signal: AbortSignal | undefined): Promise<CommandReply | null> => {
    for (const line of preparing) {
      const reply = await runLine(line, { signal });
      if (reply.outcome !== 'complete') return reply;
    }
    return null;
  };

  return {
    prepare,

    async run(line, options) {
      if (pagedLast) {
        // Perhaps somebody turned it on again; if it pages once more, its answers are not taken for whole.
        const failed = await prepare(options.signal);
        if (failed) return failed;
      }
      const reply = await runLine(line, options);
      pagedLast = pager.paged();
      if (pagedLast && pagedBefore && reply.outcome === 'complete') return finish(pagingReply(reply.output));
      pagedBefore ||= pagedLast;
      return reply;
    },

    async step(line, signal) {
      const command = lineToSend(line);
      terminal.forget();
      pager.reset();
      terminal.write(`${command}\n`);
      const soFar = () => answerOf(terminal.shown(), command, null);
      for (;;) {
        const waited = await terminal.wait<'config' | 'command' | 'pager' | 'question'>(
          () => {
            const shown = terminal.shownEnd();
            const last = lastLine(shown);
            const words = last.trimEnd();
            if (last.length < shown.length && words.startsWith(hostPart(prompt))) {
              if (matchesLine(platform.configPrompt, words)) return { kind: 'config', settled: true };
              if (matchesLine(platform.prompt, words)) return { kind: 'command', settled: true };
            }
            return pager.look(last) ?? lookForQuestion(last);
          },
          { totalMs: limits.commandMs, signal },
        );
        if (!waited.ok) return { reply: finish(waitFailure(waited, connection, soFar())), mode: null };
        if (waited.kind === 'question') return { reply: finish(questionReply(terminal, soFar())), mode: null };
        if (waited.kind === 'pager') {
          if (!pager.turn()) return { reply: finish(pagingReply(soFar())), mode: null };
          continue;
        }
        const output = soFar().split('\n').slice(0, -1).join('\n');
        return {
          reply: { outcome: 'complete', output: pager.clean(output), exitCode: null, truncated: false, error: null },
          mode: waited.kind,
        };
      }
    },

    prompt: () => prompt.line,
    alive: () => terminal.alive() && connection.alive(),
    close: () => terminal.close(),
  };
}

/** What stays of a prompt when the mode changes. */
function hostPart({ line }: Prompt): string {
  return line.replace(/[>#%$]\s*$/, '');
}
