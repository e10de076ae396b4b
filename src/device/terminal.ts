import type { ClientChannel } from 'ssh2';
import { sanitise } from '../lib/sanitise.ts';
import type { DeviceLimits } from './limits.ts';
import { createOutputBuffer } from './output-buffer.ts';

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
  /** Everything since `forget`, as a screen would show it. */
  shown(): string;
  /** How much came since then, in characters. */
  length(): number;
  /** The end of it; its last line has not ended. */
  shownEnd(): string;
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
  const buffer = createOutputBuffer(limits);
  let open = true;
  let notify = nobody;
  const receive = (chunk: Buffer) => {
    buffer.add(chunk);
    notify();
  };
  const end = () => {
    open = false;
    notify();
  };
  const asShown = (text: string) => (buffer.plain() ? text : sanitise(text));
  channel.on('data', receive);
  channel.stderr.on('data', receive);
  channel.on('close', end);

  return {
    write: (text) => {
      if (open) channel.write(text);
    },
    forget: () => buffer.clear(),
    shown: () => asShown(buffer.text()),
    length: () => buffer.length(),
    shownEnd: () => asShown(buffer.tail()),
    alive: () => open,
    close: () => {
      open = false;
      channel.close();
      channel.destroy();
    },
    wait: (look, { totalMs, limitMs = totalMs, idleMs = Number.POSITIVE_INFINITY, signal }) =>
      new Promise((resolve) => {
        const startedMs = performance.now();
        let heardMs = startedMs;
        let quiet: NodeJS.Timeout | undefined;
        const settle = (result: Parameters<typeof resolve>[0]) => {
          notify = nobody;
          clearTimeout(limit);
          clearTimeout(quiet);
          signal?.removeEventListener('abort', onAbort);
          resolve(result);
        };
        const fail = (reason: 'timed-out' | 'cancelled' | 'closed' | 'full', detail: string) =>
          settle({ ok: false, reason, detail });
        const onAbort = () => fail('cancelled', 'cancelled');
        /** One timer for both limits: it is set again when it rings too early, and nearly every answer comes before. */
        const watch = () => {
          const now = performance.now();
          const untilTotal = startedMs + totalMs - now;
          const untilIdle = heardMs + idleMs - now;
          if (Math.min(untilTotal, untilIdle) > 0) limit = setTimeout(watch, Math.min(untilTotal, untilIdle));
          else if (untilIdle < untilTotal) fail('timed-out', `silent for ${idleMs / 1000} s`);
          else fail('timed-out', `not finished within ${limitMs / 1000} s`);
        };
        let limit = setTimeout(watch, Math.min(totalMs, idleMs));
        notify = () => {
          clearTimeout(quiet);
          heardMs = performance.now();
          if (buffer.full())
            return fail('full', `longer than ${limits.outputBytes} bytes or ${limits.outputLines} lines`);
          const found = buffer.length() === 0 ? null : look();
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

/** Outside, so that a terminal that rests holds nothing of its last wait. */
const nobody = (): void => undefined;
