import { type Clock, isoTime } from './lib/clock.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** One JSON object per line. Fields are data, never part of the message. */
export interface Log {
  debug: (message: string, fields?: object) => void;
  info: (message: string, fields?: object) => void;
  warn: (message: string, fields?: object) => void;
  error: (message: string, fields?: object) => void;
}

export interface LogOptions {
  write: (line: string) => void;
  redact: (text: string) => string;
  clock: Clock;
  /** Nothing below this is written. */
  level?: Level;
}

const order: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** A logger whose every string passes the redaction; JSON escapes control characters, so a line stays a line. */
export function createLog({ write, redact, clock, level = 'info' }: LogOptions): Log {
  const at =
    (own: Level) =>
    (message: string, fields: object = {}) => {
      if (order.indexOf(own) < order.indexOf(level)) return;
      const head = { at: isoTime(clock.nowMs()), level: own, message: redact(message) };
      // The head stands first and wins: a field of the same name could otherwise make an error look like something else.
      write(`${JSON.stringify({ ...head, ...plain(fields, redact), ...head })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function plain(fields: object, redact: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, plainValue(value, redact, 0)]));
}

function plainValue(value: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return redact(value);
  if (value instanceof Error)
    return {
      name: value.name,
      message: redact(value.message),
      stack: redact(value.stack ?? ''),
      ...(value.cause === undefined || depth > 4 ? {} : { cause: plainValue(value.cause, redact, depth + 1) }),
    };
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth > 4) return '…';
  if (Array.isArray(value)) return value.map((item) => plainValue(item, redact, depth + 1));
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainValue(value.toJSON(), redact, depth + 1);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(item, redact, depth + 1)]));
}
