import type { ClientChannel } from 'ssh2';
import { sanitise } from '../lib/sanitise.ts';
import type { DeviceLimits } from './limits.ts';
import { createOutputBuffer, type OutputBuffer } from './output-buffer.ts';

/** What a look at the text so far found; `settled` findings only count after the terminal was quiet for a moment. */
export interface Finding<Kind extends string> {
  kind: Kind;
  settled?: boolean;
}

type Waited<Kind extends string> =
  | { ok: true; kind: Kind }
  | { ok: false; reason: 'timed-out' | 'cancelled' | 'closed' | 'full'; detail: string };

/** The text side of one shell channel. It writes what it is told and knows no device. */
export interface Terminal {
  write(text: string): void;
  /** Forgets what was read so far. */
  forget(): void;
  /** Everything since `forget`, as received. */
  text(): string;
  /** How much that is, in characters. */
  length(): number;
  /** The end of it as a screen would show it, in lines; the last one has not ended. */
  lastLines(): string[];
  /** Looks at once and after every chunk until `look` finds something. */
  wait<Kind extends string>(look: () => Finding<Kind> | null, options: WaitOptions): Promise<Waited<Kind>>;
  alive(): boolean;
  close(): void;
}

interface WaitOptions {
  /** Time that is left. */
  totalMs: number;
  /** The whole time that was given, for the message. */
  limitMs?: number;
  idleMs?: number;
  signal?: AbortSignal | undefined;
}

export function createTerminal(channel: ClientChannel, limits: DeviceLimits): Terminal {
  let buffer: OutputBuffer = createOutputBuffer(limits);
  let open = true;
  let notify: () => void = () => undefined;
  const receive = (chunk: Buffer) => {
    buffer.add(chunk);
    notify();
  };
  const end = () => {
    open = false;
    notify();
  };
  channel.on('data', receive);
  channel.stderr.on('data', receive);
  channel.on('close', end);

  return {
    write: (text) => {
      if (open) channel.write(text);
    },
    forget: () => {
      buffer = createOutputBuffer(limits);
    },
    text: () => buffer.text(),
    length: () => buffer.length(),
    lastLines: () => sanitise(buffer.tail()).split('\n'),
    alive: () => open,
    close: () => {
      open = false;
      channel.close();
      channel.destroy();
    },
    wait: (look, { totalMs, limitMs = totalMs, idleMs, signal }) =>
      new Promise((resolve) => {
        let quiet: NodeJS.Timeout | undefined;
        let idle: NodeJS.Timeout | undefined;
        const settle = (result: Parameters<typeof resolve>[0]) => {
          notify = () => undefined;
          clearTimeout(total);
          clearTimeout(quiet);
          clearTimeout(idle);
          signal?.removeEventListener('abort', onAbort);
          resolve(result);
        };
        const fail = (reason: 'timed-out' | 'cancelled' | 'closed' | 'full', detail: string) =>
          settle({ ok: false, reason, detail });
        const onAbort = () => fail('cancelled', 'cancelled');
        const total = setTimeout(() => fail('timed-out', `not finished within ${limitMs / 1000} s`), totalMs);
        notify = () => {
          clearTimeout(quiet);
          if (idle) idle.refresh();
          else if (idleMs !== undefined)
            idle = setTimeout(() => fail('timed-out', `silent for ${idleMs / 1000} s`), idleMs);
          if (buffer.full())
            return fail('full', `longer than ${limits.outputBytes} bytes or ${limits.outputLines} lines`);
          const found = look();
          if (found && !found.settled) return settle({ ok: true, kind: found.kind });
          if (!open) return fail('closed', 'the device closed the terminal');
          if (found) quiet = setTimeout(() => settle({ ok: true, kind: found.kind }), limits.quietMs);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        if (signal?.aborted) onAbort();
        else notify();
      }),
  };
}
