import type { Platform } from '../platforms/platform.ts';
import { type CommandReply, failedReply } from './command-reply.ts';
import { lost, type RunOptions } from './exec.ts';
import { type Gate, type GatedDevice, lineToSend, type PassedLine } from './gate.ts';
import type { DeviceLimits } from './limits.ts';
import { answerOf, type Prompt, promptAtEnd, promptIn, promptTwiceAtEnd, samePrompt } from './prompt.ts';
import type { Connection } from './ssh.ts';
import { createTerminal, type Terminal } from './terminal.ts';

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
  if (options.elevate && elevate && matches(elevate.when, learned.prompt.line)) {
    const passed = gate.prepare(device, elevate.line);
    if (!passed.ok) return fail(failedReply('refused', passed.error));
    terminal.forget();
    terminal.write(`${lineToSend(passed.line)}\n`);
    const raised = await awaitPrompt(terminal, connection, platform, limits, signal);
    if (raised) return fail(raised);
    learned = await learnPrompt(terminal, connection, platform, limits, signal);
    if (!learned.ok) return fail(learned.reply);
    if (matches(elevate.when, learned.prompt.line)) {
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

type Learned = { ok: true; prompt: Prompt } | { ok: false; reply: CommandReply };

async function learnPrompt(
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
async function awaitPrompt(
  terminal: Terminal,
  connection: Connection,
  platform: Platform,
  limits: DeviceLimits,
  signal: AbortSignal | undefined,
): Promise<CommandReply | null> {
  const waited = await terminal.wait(
    () => {
      const last = terminal.lastLines().at(-1) ?? '';
      if (matches(platform.prompt, last)) return { kind: 'prompt', settled: true };
      return isQuestion(last) ? { kind: 'question', settled: true } : null;
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

  /** One pager in spite of "paging off" is paged through; a device that keeps paging is not argued with. */
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
          const waited = await terminal.wait(
            () => {
              const lines = terminal.lastLines();
              if (sentinelSent)
                return promptTwiceAtEnd(lines, prompt) ? { kind: 'done' } : (pager.look(lines) ?? question(lines));
              const at = promptAtEnd(lines, prompt);
              if (at) return { kind: 'prompt', settled: at === 'glued' };
              return pager.look(lines) ?? question(lines);
            },
            {
              totalMs: Math.max(1, deadline - performance.now()),
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
        const waited = await terminal.wait(
          () => {
            const lines = terminal.lastLines();
            const last = lines.at(-1)?.trimEnd() ?? '';
            if (lines.length > 1 && last.startsWith(hostPart)) {
              if (matches(platform.configPrompt, last)) return { kind: 'config', settled: true };
              if (matches(platform.prompt, last)) return { kind: 'command', settled: true };
            }
            return pager.look(lines) ?? question(lines);
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

function createPager(terminal: Terminal, platform: Platform) {
  let turned = 0;
  let seenLength = -1;
  const pattern = unglobal(platform.pager);
  return {
    reset: () => {
      turned = 0;
      seenLength = -1;
    },
    look: (lines: readonly string[]): { kind: 'pager'; settled: true } | null => {
      const last = lines.at(-1) ?? '';
      // The same sight after a key was sent is an old one.
      if (last === '' || terminal.text().length === seenLength || !pattern.test(last)) return null;
      return { kind: 'pager', settled: true };
    },
    turn: (): boolean => {
      if (turned === mostPages) return false;
      turned += 1;
      seenLength = terminal.text().length;
      terminal.write(' ');
      return true;
    },
    /** The pager's own words are not part of the answer. */
    clean: (text: string): string =>
      turned === 0
        ? text
        : text
            .split('\n')
            .map((line) => line.replace(pattern, ''))
            .join('\n'),
  };
}

const mostPages = 3;

function question(lines: readonly string[]): { kind: 'question'; settled: true } | null {
  return isQuestion(lines.at(-1) ?? '') ? { kind: 'question', settled: true } : null;
}

/** A line without an end that wants an answer. We never give one. */
function isQuestion(line: string): boolean {
  const text = line.trimEnd().toLowerCase();
  return text.length < 400 && questionEnds.some((pattern) => pattern.test(text));
}

const questionEnds = [
  /\[confirm\][:?]?$/,
  /[([]\s?(?:yes|y)\s?[/,|]\s?(?:no|n)(?:[/,|][a-z]+)?\s?[)\]](?:\s?\([a-z]+\))?\s?[:?]?$/,
  /(?:password|passphrase|passcode|username|login)(?: for [\w.@-]{1,64})?:$/,
];

function questionReply(terminal: Terminal, output: string): CommandReply {
  const asked = JSON.stringify((terminal.lastLines().at(-1) ?? '').trim().slice(-80));
  return failedReply(
    'incomplete',
    `the device asked ${asked}; nothing was answered and the terminal was closed`,
    output,
  );
}

function pagingReply(output: string): CommandReply {
  return failedReply('incomplete', `the device keeps paging; stopped after ${mostPages} pages`, output);
}

function waitFailure(
  waited: { reason: 'timed-out' | 'cancelled' | 'closed' | 'full'; detail: string },
  connection: Connection,
  output: string,
): CommandReply {
  switch (waited.reason) {
    case 'timed-out':
      return failedReply('timed-out', waited.detail, output);
    case 'cancelled':
      return failedReply('cancelled', 'cancelled', output);
    case 'full':
      return failedReply('incomplete', `the answer is ${waited.detail}; it was cut there`, output, true);
    case 'closed':
      return lost(connection, output);
  }
}

function matches(pattern: RegExp, line: string): boolean {
  const plain = unglobal(pattern);
  return plain.test(line) || plain.test(line.trimEnd());
}

/** A pattern with `g` or `y` would remember where it stood. */
function unglobal(pattern: RegExp): RegExp {
  return pattern.global || pattern.sticky ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')) : pattern;
}
