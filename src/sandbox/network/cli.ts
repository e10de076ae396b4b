import type { NetworkState } from './state.ts';
import type { DeviceSpec } from './topology.ts';

/** How a command talks to whoever started it. Line ends are "\n"; a terminal makes "\r\n" of them. */
export interface CliIo {
  write(text: string): void;
  /** False when Ctrl-C came or the channel closed before the time was over. */
  wait(ms: number): Promise<boolean>;
  /** Shows `question` and resolves with the line that is typed; "" when the channel closes. */
  ask(question: string): Promise<string>;
  /** Ctrl-C came or the channel closed. */
  interrupted(): boolean;
  terminal: boolean;
}

/** `rejected` makes an exec channel end with status 1; `logout` ends the shell. */
export type CommandResult = 'ok' | 'rejected' | 'logout';

export interface CliSession {
  /** Printed after login, before the first prompt. */
  greeting: string;
  /** Whatever stands before the cursor; may be several lines. */
  prompt(): string;
  run(line: string, io: CliIo): Promise<CommandResult>;
  /** Lines per page: the terminal's rows until the session says otherwise; 0 never pages. */
  pageLength: number;
  /** What stands at the end of a full page. */
  pagerMark: string;
  /** The channel went away: locks and candidates of this session are given up. */
  close(): void;
}

interface Login {
  user: string;
  readOnly: boolean;
  /** An exec channel runs one command and has no prompt. */
  kind: 'exec' | 'shell';
}

/** One device's command line; the closure holds what its logins share (locks, pending commits). */
export type DeviceCli = (login: Login) => CliSession;

export interface DeviceContext {
  device: DeviceSpec;
  /** The model, advanced to now. */
  network(): NetworkState;
}

/**
 * Matches a typed line against words such as `show interfaces <name> extensive`. A literal may be abbreviated;
 * `<name>` takes one word and `<rest...>` the remaining line, also an empty one. Null when it does not fit.
 */
export function matchWords(pattern: string, line: string): Record<string, string> | null {
  const typed = line.trim().split(/\s+/);
  const captured: Record<string, string> = {};
  for (const [index, word] of pattern.split(' ').entries()) {
    const rest = /^<(.+)\.\.\.>$/.exec(word)?.[1];
    if (rest) return { ...captured, [rest]: typed.slice(index).join(' ') };
    const given = typed[index];
    if (given === undefined || given === '') return null;
    const name = /^<(.+)>$/.exec(word)?.[1];
    if (name) captured[name] = given;
    else if (!abbreviates(given, word, index === 0 ? 2 : 1)) return null;
  }
  return typed.length > pattern.split(' ').length ? null : captured;
}

/** `conf t`, `sh int`: two letters name a command, one is enough for what follows. */
function abbreviates(given: string, word: string, fewest: number): boolean {
  return given === word || (given.length >= fewest && word.startsWith(given));
}
