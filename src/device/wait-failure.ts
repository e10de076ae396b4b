import { type CommandReply, failedReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import { lost } from './exec.ts';
import { mostPages } from './pager.ts';
import { lastLine } from './prompt.ts';
import type { Terminal } from './terminal.ts';

/** What a wait that found nothing means for the command. */
export function waitFailure(
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

/** The terminal is closed by the caller; nothing is typed into a question. */
export function questionReply(terminal: Terminal, output: string): CommandReply {
  const asked = JSON.stringify(lastLine(terminal.shownEnd()).trim().slice(-80));
  return failedReply(
    'incomplete',
    `the device asked ${asked}; nothing was answered and the terminal was closed`,
    output,
  );
}

export function pagingReply(output: string): CommandReply {
  return failedReply(
    'incomplete',
    `the device keeps paging although it was switched off (at most ${mostPages} pages are turned, once)`,
    output,
  );
}
