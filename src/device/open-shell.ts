import { matchesLine } from '../lib/pattern.ts';
import type { Platform } from '../platforms/platform.ts';
import { type CommandReply, failedReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import { type Gate, type GatedDevice, lineToSend, type PassedLine } from './gate.ts';
import { awaitPrompt, learnPrompt } from './learn-prompt.ts';
import type { DeviceLimits } from './limits.ts';
import { type Shell, shellOf } from './shell.ts';
import { createTerminal } from './terminal.ts';

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
  // A login that may change something is asked one line at a time.
  const learning = { careful: options.elevate, signal };
  let learned = await learnPrompt(terminal, connection, platform, limits, learning);
  if (!learned.ok) return fail(learned.reply);
  const { elevate } = platform;
  if (options.elevate && elevate && matchesLine(elevate.when, learned.prompt.line)) {
    const passed = gate.prepare(device, elevate.line);
    if (!passed.ok) return fail(failedReply('refused', passed.error));
    terminal.forget();
    terminal.write(`${lineToSend(passed.line)}\n`);
    const raised = await awaitPrompt(terminal, connection, platform, limits, { settled: true, signal });
    if (raised) return fail(raised);
    learned = await learnPrompt(terminal, connection, platform, limits, learning);
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
  const preparing: PassedLine[] = [];
  for (const line of platform.prepareTerminal) {
    const passed = gate.prepare(device, line);
    if (!passed.ok) return fail(failedReply('refused', passed.error));
    preparing.push(passed.line);
  }
  const shell = shellOf(terminal, connection, platform, learned, limits, preparing);
  const unprepared = await shell.prepare(signal);
  return unprepared ? fail(unprepared) : { ok: true, shell };
}
