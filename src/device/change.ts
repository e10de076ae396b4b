import type { PlatformName } from '../domain/diagnostics.ts';
import { withoutMemory } from '../lib/pattern.ts';
import { redact } from '../lib/redact.ts';
import { sanitise } from '../lib/sanitise.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Dial } from './dial.ts';
import type { Approval, Gate } from './gate.ts';
import type { Device } from './inventory.ts';
import type { DeviceLimits } from './limits.ts';
import { openShell } from './open-shell.ts';
import { type Platforms, platformOf } from './platform-table.ts';
import type { Shell, StepReply } from './shell.ts';
import { connect } from './ssh.ts';
import type { WriteLogins } from './write-credentials.ts';

/** An approved change: `lines` go out in this order. */
export interface Change extends Approval {
  /** The key that was shown to the approvers; another pin in the inventory since then stops the change. */
  hostKey?: string;
}

export interface ChangeHooks {
  /** Called before each line is sent, e.g. to record it durably; anything but 'send' stops the change. */
  beforeLine: (index: number, line: string) => Promise<'send' | 'stop'>;
  /** Called after the device took a line. */
  afterLine?: (index: number, line: string) => Promise<void>;
}

export interface ChangeResult {
  /**
   * `applied`: the device took every line. `not-sent`: not one byte of a line went out. `rejected`: the device refused
   * a line. `unknown`: somebody has to look, e.g. by the same diagnostics as before.
   */
  outcome: 'applied' | 'not-sent' | 'rejected' | 'unknown';
  /** Lines that were written, including one whose answer did not come. */
  linesSent: number;
  /** What the terminal showed, sanitised and redacted. */
  transcript: string;
  /** Null when applied. */
  error: string | null;
}

export interface ChangeParts {
  platforms: Platforms;
  logins: WriteLogins;
  gate: Gate;
  limits: DeviceLimits;
  /** How devices are reached; directly when absent. */
  dial?: Dial | undefined;
}

/**
 * Sends approved lines on a connection of its own. The first line that is refused, unanswered or followed by anything
 * but a prompt ends it: no further line, and configuration is left without committing. Never sends a line twice and
 * never rejects.
 */
export async function runChange(
  { platforms, logins, gate, limits, dial }: ChangeParts,
  device: Device,
  change: Change,
  hooks: ChangeHooks,
): Promise<ChangeResult> {
  const who = `${device.name} (${device.address}, ${device.platform})`;
  const notSent = (error: string): ChangeResult => ({ outcome: 'not-sent', linesSent: 0, transcript: '', error });
  if (change.lines.length === 0) return notSent(`${who}: the plan holds no lines.`);
  if (change.hostKey !== undefined && change.hostKey !== device.hostKey) {
    return notSent(
      `${who}: the pinned host key is not the one that was approved. Nothing was sent; propose the change again.`,
    );
  }
  // Every line is checked before the first one goes out, so that no change stops half-way at our own gate.
  const passed = change.lines.map((line) => gate.change(device, line, change));
  const refused = passed.find((result) => !result.ok);
  if (refused && !refused.ok) return notSent(refused.error);
  const loaded = logins(device.credentials);
  if (!loaded.ok) return notSent(`${who}: ${loaded.problem}. Nothing was sent.`);
  const made = await connect(device, loaded.login, limits, { dial });
  if (!made.ok) return notSent(made.error);
  try {
    const platform = platformOf(platforms, device.platform);
    const opened = await openShell(made.connection, device, platform, gate, limits, { elevate: true });
    if (!opened.ok) return notSent(`${who}: ${opened.reply.error ?? 'no terminal'}. Nothing was sent.`);
    return await sendLines(opened.shell, who, device, platform, gate, change, hooks);
  } finally {
    made.connection.close();
  }
}

async function sendLines(
  shell: Shell,
  who: string,
  device: Device,
  platform: Platform,
  gate: Gate,
  change: Change,
  hooks: ChangeHooks,
): Promise<ChangeResult> {
  const shown: string[] = [];
  let linesSent = 0;
  let mode: StepReply['mode'] = 'command';
  const end = async (outcome: ChangeResult['outcome'], error: string | null): Promise<ChangeResult> => {
    if (outcome !== 'applied' && mode === 'config') await leaveConfiguration(shell, device, gate, shown);
    shell.close();
    return { outcome, linesSent, transcript: redact(sanitise(shown.join('\n'))), error };
  };
  for (const [index, line] of change.lines.entries()) {
    const verdict = await decide(hooks, index, line);
    if (verdict !== 'send') {
      const how = verdict === 'stop' ? 'stopped' : `stopped, since the line could not be recorded (${verdict.message})`;
      const sent = linesSent === 0 ? 'Nothing was sent' : `${linesSent} of ${change.lines.length} lines were sent`;
      return end(linesSent === 0 ? 'not-sent' : 'unknown', `${who}: ${how} before "${line}". ${sent}.`);
    }
    const passed = gate.change(device, line, change);
    if (!passed.ok) return end(linesSent === 0 ? 'not-sent' : 'unknown', passed.error);
    linesSent += 1;
    const step = await shell.step(passed.line);
    shown.push(`> ${line}`, ...(step.reply.output.trim() === '' ? [] : [step.reply.output]));
    mode = step.mode;
    if (step.reply.outcome !== 'complete') {
      return end(
        'unknown',
        `${who}: ${step.reply.error} after "${line}". Read the device before anything else is tried.`,
      );
    }
    const refusal = refusalIn(platform, step.reply.output);
    if (refusal !== null) return end('rejected', `${who}: refused "${line}": ${refusal}`);
    await hooks.afterLine?.(index, line);
  }
  if (mode === 'config')
    return end('unknown', `${who}: still in configuration after the last line; it was left without committing.`);
  return end('applied', null);
}

async function decide(hooks: ChangeHooks, index: number, line: string): Promise<'send' | 'stop' | Error> {
  try {
    return await hooks.beforeLine(index, line);
  } catch (error) {
    return error as Error;
  }
}

/** Best effort, one line after the other until a command prompt is back; the connection is closed afterwards anyway. */
async function leaveConfiguration(shell: Shell, device: Device, gate: Gate, shown: string[]): Promise<void> {
  for (const line of leaveLines[device.platform] ?? []) {
    if (!shell.alive()) return;
    const passed = gate.leave(device, line);
    if (!passed.ok) return;
    const { reply, mode } = await shell.step(passed.line);
    shown.push(`> ${line}`, ...(reply.output.trim() === '' ? [] : [reply.output]));
    if (mode !== 'config') return;
  }
}

/** What gives an uncommitted candidate up; platforms without mitigations are absent. FRR has none: its lines work at once, so there only the mode is left. */
const leaveLines: Partial<Record<PlatformName, readonly string[]>> = {
  arista_eos: ['abort', 'end'],
  juniper_junos: ['top', 'rollback 0', 'exit configuration-mode'],
  frr: ['end'],
};

function refusalIn(platform: Platform, output: string): string | null {
  const plain = withoutMemory(platform.rejected);
  const line = sanitise(output)
    .split('\n')
    .find((text) => plain.test(text));
  return line === undefined ? null : redact(line.trim());
}
