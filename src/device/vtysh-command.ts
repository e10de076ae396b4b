import { lineToSend, type PassedLine } from './gate.ts';

/**
 * How a line reaches vtysh when the account's login shell is a POSIX shell (`login: linux`). The shell gets one constant
 * program, one constant option and the line as one argument in single quotes, within which a shell acts on nothing; what
 * could end the quotes is checked here once more, apart from the gate. Throws on anything else.
 */
export function vtyshCommand(passed: PassedLine): string {
  const line = lineToSend(passed);
  for (const character of line) {
    if (!harmless.includes(character)) throw new Error(`${JSON.stringify(character)} cannot stand in a vtysh argument`);
  }
  return `vtysh -c '${line}'`;
}

/** Starts vtysh where a terminal is wanted; nothing of a line is in it. */
export const vtyshTerminal = 'vtysh';

const harmless = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._:/,@%+=-|';
