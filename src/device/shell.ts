import type { Platform } from '../platforms/platform.ts';
import { type CommandReply, failedReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import type { RunOptions } from './exec.ts';
import { type Gate, type GatedDevice, lineToSend, type PassedLine } from './gate.ts';
import { awaitPrompt, learnPrompt } from './learn-prompt.ts';
import type { DeviceLimits } from './limits.ts';
import { createPager, mostPages } from './pager.ts';
import { matchesLine } from './pattern.ts';
import { answerOf, type Prompt, promptAtEnd, promptTwiceAtEnd } from './prompt.ts';
import { lookForQuestion } from './question.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { questionReply, waitFailure } from './wait-failure.ts';

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

export type ShellResult = { ok: true; shell: Shell } | { ok: false; reply: CommandReply };

/**
 * Opens a terminal, learns its exact prompt from two equal replies to an empty line and turns paging off. With
 * `elevate` the unprivileged prompt of a login that may change the device is raised first.
 */
export async function openShell(
  connection: Connection,
  device: GatedDevice,
  platform: Platform,
  gate: Gate,
  limits: DeviceLimits,
  options: { elevate: boolean; signal?: AbortSignal | undefined },
): Promise<ShellResult> {
  const { signal } = options;
  const opened = await connection.openShell(signal);
  if (!opened.ok) {
    const outcome = (
      { refused: 'unreachable', lost: 'unreachable', 'timed-out': 'timed-out', cancelled: 'cancelled' } as const
    )[opened.reason];
    const detail =
      opened.reason === 'refused'
        ? `the device gives no terminal (${opened.detail}); its login lines may all be in use`
        : opened.detail;
    return { ok: false, reply: failedReply(outcome, detail) };
  }
  const terminal = createTerminal(opened.channel, limits);
  const fail = (reply: CommandReply): ShellResult => {
    terminal.close();
    return { ok: false, reply };
  };
  let learned = await learnPrompt(terminal, connection, platform, limits, signal);
  if (!learned.ok) return fail(learned.reply);
  const { elevate } = platform;
  if (options.elevate && elevate && matchesLine(elevate.when, learned.prompt.line)) {
    const passed = gate.prepare(device, elevate.line);
    if (!passed.ok) return fail(failedReply('refused', passed.error));
    terminal.forget();
    terminal.write(`${lineToSend(passed.line)}\n`);
    const raised = await awaitPrompt(terminal, connection, platform, limits, signal);
    if (raised) return fail(raised);
    learned = await learnPrompt(terminal, connection, platform, limits, signal);
    if (!learned.ok) return fail(learned.reply);
    if (matchesLine(elevate.when, learned.prompt.line)) {
      return fail(
        failedReply(
          'refused',
          `"${elevate.line}" did not raise the privilege; give the account the right to configure`,
        ),
      );
    }
  }
  const shell = shellOf(terminal, connection, platform, learned.prompt, limits);
  for (const line of platform.prepareTerminal) {
    const passed = gate.prepare(device, line);
    if (!passed.ok) return fail(failedReply('refused', passed.error));
    const reply = await shell.run(passed.line, { signal });
    if (reply.outcome !== 'complete') return fail(reply);
  }
  return { ok: true, shell };
}

function shellOf(
  terminal: Terminal,
  connection: Connection,
  platform: Platform,
  prompt: Prompt,
  limits: DeviceLimits,
): Shell {
  const hostPart = prompt.line.replace(/[>#%$]\s*$/, '');
  const finish = (reply: CommandReply): CommandReply => {
    // After anything but a whole answer nobody knows what the terminal would say next.
    if (reply.outcome !== 'complete') terminal.close();
    return reply;
  };

  const pager = createPager(terminal, platform);

  return {
    async run(line, { interruptAfterMs, slow, signal }) {
      const command = lineToSend(line);
      const total = (slow ? limits.slowCommandMs : limits.commandMs) + (interruptAfterMs ?? 0);
      const deadline = performance.now() + total;
      let sentinelSent = false;
      terminal.forget();
      pager.reset();
      terminal.write(`${command}\n`);
      const interrupt =
        interruptAfterMs === undefined ? undefined : setTimeout(() => terminal.write('\x03'), interruptAfterMs);
      const soFar = () => answerOf(terminal.text(), command, prompt);
      try {
        for (;;) {
          const waited = await terminal.wait<'done' | 'prompt' | 'pager' | 'question'>(
            () => {
              const lines = terminal.lastLines();
              if (sentinelSent)
                return promptTwiceAtEnd(lines, prompt)
                  ? { kind: 'done' }
                  : (pager.look(lines) ?? lookForQuestion(lines));
              const at = promptAtEnd(lines, prompt);
              if (at) return { kind: 'prompt', settled: at === 'glued' };
              return pager.look(lines) ?? lookForQuestion(lines);
            },
            {
              totalMs: Math.max(1, deadline - performance.now()),
              limitMs: total,
              ...(slow || interruptAfterMs !== undefined ? {} : { idleMs: limits.idleMs }),
              signal,
            },
          );
          if (!waited.ok) return finish(waitFailure(waited, connection, soFar()));
          if (waited.kind === 'done')
            return { outcome: 'complete', output: pager.clean(soFar()), exitCode: null, truncated: false, error: null };
          if (waited.kind === 'question') return finish(questionReply(terminal, soFar()));
          if (waited.kind === 'pager' && !pager.turn()) return finish(pagingReply(soFar()));
          if (waited.kind === 'prompt') {
            // Not sent together with the command: an empty line would answer a [confirm].
            sentinelSent = true;
            terminal.write('\n');
          }
        }
      } finally {
        clearTimeout(interrupt);
      }
    },

    async step(line, signal) {
      const command = lineToSend(line);
      terminal.forget();
      pager.reset();
      terminal.write(`${command}\n`);
      const soFar = () => answerOf(terminal.text(), command, null);
      for (;;) {
        const waited = await terminal.wait<'config' | 'command' | 'pager' | 'question'>(
          () => {
            const lines = terminal.lastLines();
            const last = lines.at(-1)?.trimEnd() ?? '';
            if (lines.length > 1 && last.startsWith(hostPart)) {
              if (matchesLine(platform.configPrompt, last)) return { kind: 'config', settled: true };
              if (matchesLine(platform.prompt, last)) return { kind: 'command', settled: true };
            }
            return pager.look(lines) ?? lookForQuestion(lines);
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

function pagingReply(output: string): CommandReply {
  return failedReply('incomplete', `the device keeps paging; stopped after ${mostPages} pages`, output);
}
