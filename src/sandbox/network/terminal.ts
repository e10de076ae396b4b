import { type ChannelContext, waited } from './channel-io.ts';
import type { CliIo } from './cli.ts';
import { slowMs } from './faults.ts';
import { createPager } from './pager.ts';

const interrupt = '\x03';
const endOfInput = '\x04';

/**
 * An interactive login: greeting, prompt, echo, one command after the other, a pager, Ctrl-C.
 * Without a pseudo-terminal nothing is echoed or paged.
 */
export function runShell(context: ChannelContext, pty: { rows: number } | null): void {
  const { channel, session, fault } = context;
  const closed = new AbortController();
  let running: AbortController | null = null;
  let input = '';
  let line = '';
  let answer: ((line: string) => void) | null = null;
  let busy = false;
  const pager = createPager(
    (text) => send(text),
    () => (pty ? session.pageLength : 0),
    () => session.pagerMark,
  );

  if (pty && pty.rows > 0) session.pageLength = pty.rows;
  send(session.greeting);
  prompt();
  channel.on('data', (data: Buffer) => {
    input += data.toString('utf8');
    pump();
  });
  channel.on('close', () => {
    closed.abort();
    running?.abort();
    answer?.('');
    session.close();
  });
  channel.on('end', () => channel.end());

  function send(text: string): void {
    // A client that has said it is done may not be written to any more.
    if (!channel.writable || text === '') return;
    channel.write(pty ? text.replaceAll('\n', '\r\n') : text);
  }

  function echo(text: string): void {
    if (pty) send(text);
  }

  function prompt(): void {
    send(session.prompt());
  }

  function pump(): void {
    while (input !== '' && !closed.signal.aborted) {
      if (running && input.includes(interrupt)) {
        input = input.slice(input.indexOf(interrupt) + 1);
        context.received(interrupt);
        echo('^C');
        running.abort();
        pager.drop();
        continue;
      }
      if (pager.waiting()) {
        pager.key(input[0] ?? ' ');
        input = input.slice(1);
        continue;
      }
      if (busy && !answer) return;
      take(input[0] ?? '');
    }
  }

  function take(character: string): void {
    input = input.slice(1);
    if (character === '\r' || character === '\n') {
      if (character === '\r' && input.startsWith('\n')) input = input.slice(1);
      const entered = line;
      line = '';
      echo('\n');
      context.received(entered);
      if (answer) {
        answer(entered);
        answer = null;
      } else {
        void run(entered);
      }
    } else if (character === interrupt) {
      line = '';
      context.received(interrupt);
      echo('^C\n');
      prompt();
    } else if (character === endOfInput) {
      if (line === '') logout();
    } else if (character === '\x7f' || character === '\b') {
      if (line !== '') echo('\b \b');
      line = line.slice(0, -1);
    } else if (character >= ' ') {
      line += character;
      echo(character);
    }
  }

  async function run(entered: string): Promise<void> {
    busy = true;
    pager.begin();
    if (fault() === 'hang-command' && entered.trim() !== '') return;
    running = new AbortController();
    const { signal } = running;
    const cutShort = fault() === 'close-mid-output' && entered.trim() !== '';
    let held = '';
    if (fault() === 'slow') await waited(slowMs, signal);
    const io: CliIo = {
      terminal: pty !== null,
      write: (text) => {
        if (cutShort) held += text;
        else pager.write(text);
      },
      wait: (ms) => waited(ms, signal),
      ask: (question) => {
        send(question);
        return new Promise((resolve) => {
          answer = resolve;
          queueMicrotask(pump);
        });
      },
      interrupted: () => signal.aborted,
    };
    const result = await session.run(entered, io);
    if (cutShort && held !== '') {
      send(held.slice(0, Math.ceil(held.length / 2)));
      context.dropConnection();
      return;
    }
    pager.write(held);
    await pager.drained();
    running = null;
    busy = false;
    if (closed.signal.aborted) return;
    if (result === 'logout') {
      logout();
      return;
    }
    prompt();
    pump();
  }

  function logout(): void {
    if (!channel.writable) return;
    channel.exit(0);
    channel.end();
  }
}
