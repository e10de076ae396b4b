import { withoutMemory } from '../lib/pattern.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Finding, Terminal } from './terminal.ts';

/** Turns pages that a device shows although paging was switched off. */
export interface Pager {
  /** Call before each command. */
  reset(): void;
  /** At the last line, which has not ended. */
  look(last: string): Finding<'pager'> | null;
  /** Sends one space; false when there were enough of them. */
  turn(): boolean;
  /** Whether the device paged since `reset`. */
  paged(): boolean;
  /** The answer without the pager's own words. */
  clean(text: string): string;
}

/** More than these pages and the device is not argued with. */
export const mostPages = 3;

export function createPager(terminal: Terminal, platform: Platform): Pager {
  const pattern = withoutMemory(platform.pager);
  let turned = 0;
  let seenLength = -1;
  return {
    reset: () => {
      turned = 0;
      seenLength = -1;
    },
    look: (last) => {
      // The same sight after a key was sent is an old one.
      if (last === '' || terminal.length() === seenLength || !pattern.test(last)) return null;
      return { kind: 'pager', settled: true };
    },
    turn: () => {
      if (turned === mostPages) return false;
      turned += 1;
      seenLength = terminal.length();
      terminal.write(' ');
      return true;
    },
    paged: () => turned > 0,
    clean: (text) =>
      turned === 0
        ? text
        : text
            .split('\n')
            .map((line) => line.replace(pattern, ''))
            .join('\n'),
  };
}
