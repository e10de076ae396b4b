import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerChannel } from 'ssh2';
import type { CliSession } from './cli.ts';
import { type Fault, slowMs } from './faults.ts';

export interface ChannelContext {
  channel: ServerChannel;
  session: CliSession;
  fault: () => Fault | null;
  /** Drops the whole TCP connection. */
  dropConnection: () => void;
  received: (line: string) => void;
}

/** Runs one command of an exec channel and closes it with an exit status. */
export async function runExec(context: ChannelContext, command: string): Promise<void> {
  const { channel, session, fault } = context;
  const gone = new AbortController();
  channel.on('close', () => gone.abort());
  context.received(command);
  // A client may half-close its side; the command runs on.
  channel.on('data', (data: Buffer) => {
    if (data.includes(0x03)) gone.abort();
  });
  if (fault() === 'hang-command') return;
  if (fault() === 'slow' && !(await waited(slowMs, gone.signal))) return;
  let output = '';
  const whole = fault() === 'close-mid-output';
  const result = await session.run(command, {
    terminal: false,
    write: (text) => {
      if (whole) output += text;
      else if (channel.writable) channel.write(text);
    },
    wait: (ms) => waited(ms, gone.signal),
    ask: async () => '',
    interrupted: () => gone.signal.aborted,
  });
  session.close();
  if (whole) {
    channel.write(output.slice(0, Math.ceil(output.length / 2)), () => context.dropConnection());
    return;
  }
  if (!channel.writable) return;
  channel.exit(result === 'rejected' ? 1 : 0);
  channel.end();
}

/** True when the time passed, false when the signal came first. */
export async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  return sleep(ms, true, { signal }).catch((error: unknown) => {
    if (signal.aborted) return false;
    throw error;
  });
}
