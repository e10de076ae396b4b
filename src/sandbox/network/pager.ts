interface Pager {
  /** A new command begins at the top of a page. */
  begin(): void;
  write(text: string): void;
  waiting(): boolean;
  /** Blank: next page, Enter: next line, q: no more of it. */
  key(character: string): void;
  drop(): void;
  drained(): Promise<void>;
}

export function createPager(send: (text: string) => void, length: () => number, mark: () => string): Pager {
  let held = '';
  let room = 0;
  let stopped = false;
  let free: (() => void) | null = null;

  function flow(): void {
    while (held !== '') {
      if (length() > 0 && room <= 0) {
        stopped = true;
        send(mark());
        return;
      }
      const end = held.indexOf('\n') + 1 || held.length;
      send(held.slice(0, end));
      if (held[end - 1] === '\n') room -= 1;
      held = held.slice(end);
    }
    free?.();
  }

  return {
    begin() {
      room = length() - 1;
    },
    write(text) {
      if (held === '' && !stopped && length() === 0) {
        send(text);
        return;
      }
      held += text;
      if (!stopped) flow();
    },
    waiting: () => stopped,
    key(character) {
      stopped = false;
      send(`\r${' '.repeat(mark().length)}\r`);
      if (character === 'q' || character === 'Q') held = '';
      room = character === '\r' || character === '\n' ? 1 : length() - 1;
      flow();
    },
    drop() {
      held = '';
      stopped = false;
      free?.();
    },
    async drained() {
      if (held !== '' || stopped) {
        await new Promise<void>((resolve) => {
          free = resolve;
        });
      }
      free = null;
    },
  };
}
