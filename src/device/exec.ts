import { type CommandReply, failedReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import type { PassedLine } from './gate.ts';
import type { DeviceLimits } from './limits.ts';
import { createOutputBuffer } from './output-buffer.ts';

export interface RunOptions {
  /** Ctrl-C goes out after this time and what follows belongs to the output. */
  interruptAfterMs?: number;
  slow?: boolean;
  signal?: AbortSignal | undefined;
}

/** The device does not give exec channels on this connection; nothing was sent. */
export interface ExecRefused {
  outcome: 'no-exec';
  error: string;
}

/**
 * Runs one command in its own channel. Complete means that the device sent an exit status, or ended its output while
 * the connection stayed up; anything else is incomplete, since ssh2 shows a cut connection as a normal end.
 */
export async function runExec(
  connection: Connection,
  line: PassedLine,
  limits: DeviceLimits,
  options: RunOptions,
): Promise<CommandReply | ExecRefused> {
  const { interruptAfterMs, slow, signal } = options;
  const opened = await connection.openExec(line, { terminal: interruptAfterMs !== undefined, signal });
  if (!opened.ok) {
    if (opened.reason === 'refused') return { outcome: 'no-exec', error: opened.detail };
    if (opened.reason === 'cancelled') return failedReply('cancelled', 'cancelled');
    return failedReply(opened.reason === 'lost' ? 'unreachable' : 'timed-out', opened.detail);
  }
  const { channel } = opened;
  return new Promise((resolve) => {
    const stdout = createOutputBuffer(limits);
    const stderr = createOutputBuffer(limits);
    const total = (slow ? limits.slowCommandMs : limits.commandMs) + (interruptAfterMs ?? 0);
    let ended = false;
    let interrupted = false;
    let settled = false;
    const timers: NodeJS.Timeout[] = [];
    let idle: NodeJS.Timeout | undefined;

    const settle = (reply: CommandReply) => {
      if (settled) return;
      settled = true;
      for (const timer of timers) clearTimeout(timer);
      clearTimeout(idle);
      signal?.removeEventListener('abort', onAbort);
      if (reply.outcome !== 'complete') {
        channel.close();
        channel.destroy();
      }
      resolve(reply);
    };
    const stop = (outcome: 'incomplete' | 'timed-out' | 'cancelled', error: string, truncated = false) =>
      settle(failedReply(outcome, error, everything(), truncated));
    const everything = () => joined(stdout.text(), stderr.text());
    const onAbort = () => stop('cancelled', 'cancelled');
    const full = () =>
      stop(
        'incomplete',
        `the answer is longer than ${limits.outputBytes} bytes or ${limits.outputLines} lines; it was cut there`,
        true,
      );
    const restartIdle = () => {
      clearTimeout(idle);
      if (slow || interruptAfterMs !== undefined) return;
      idle = setTimeout(() => stop('timed-out', `silent for ${limits.idleMs / 1000} s`), limits.idleMs);
    };

    timers.push(setTimeout(() => stop('timed-out', `not finished within ${total / 1000} s`), total));
    if (interruptAfterMs !== undefined) {
      const interrupt = () => {
        interrupted = true;
        channel.write('\x03');
      };
      timers.push(setTimeout(interrupt, interruptAfterMs));
    }
    restartIdle();
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) return onAbort();

    channel.on('data', (chunk: Buffer) => {
      restartIdle();
      if (!stdout.add(chunk)) full();
    });
    channel.stderr.on('data', (chunk: Buffer) => {
      restartIdle();
      if (!stderr.add(chunk)) full();
    });
    // Before ssh2's own listener, which reports the close in the same breath.
    channel.prependListener('end', () => {
      ended = connection.alive();
    });
    // The close tells the exit status again; the event of its own may have come before we listened.
    channel.on('close', (code?: number | null, killedBy?: string) => {
      const exitCode = code ?? null;
      const finished = exitCode !== null || ended || (interrupted && connection.alive());
      if (!finished) return settle(lost(connection, everything()));
      if (killedBy !== undefined && !interrupted)
        return stop('incomplete', `the command was killed on the device (${killedBy})`);
      const failed = exitCode !== null && exitCode !== 0 && !interrupted;
      // A warning on stderr beside a good answer would only break the parser.
      const output = failed || stdout.text().trim() === '' ? everything() : stdout.text();
      settle({ outcome: 'complete', output, exitCode: interrupted ? null : exitCode, truncated: false, error: null });
    });
  });
}

/** The connection went away: before any output the device was simply not reached. */
export function lost(connection: Connection, output: string): CommandReply {
  const detail = connection.loss()?.detail ?? 'the device closed the channel without an end';
  if (output === '') return failedReply(connection.alive() ? 'incomplete' : 'unreachable', detail);
  return failedReply('incomplete', `${detail} in the middle of the answer`, output);
}

function joined(stdout: string, stderr: string): string {
  if (stderr === '') return stdout;
  return stdout === '' || stdout.endsWith('\n') ? stdout + stderr : `${stdout}\n${stderr}`;
}
