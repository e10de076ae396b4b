/** Shows how far something is, at most once in a while; the last state within that time is never left out. */
export interface Progress {
  /** There is something new to show. */
  changed: () => void;
  /** Nothing more is shown; resolves when what was being shown is. */
  end: () => Promise<void>;
}

const everyMs = 1_000;
/** Without anything new it is shown again after so many turns: people see that it is still waited for, and how long. */
const stillTurns = 3;

/** `show` must not reject. The first change is shown at once. */
export function createProgress(show: () => Promise<void>): Progress {
  let timer = setTimeout(look, everyMs);
  let showing: Promise<void> = Promise.resolve();
  let isNews = false;
  let isFresh = false;
  let turns = 0;

  function look(): void {
    isFresh = false;
    turns += 1;
    if (isNews || turns >= stillTurns) showNow();
    else timer = setTimeout(look, everyMs);
  }

  function showNow(): void {
    clearTimeout(timer);
    isNews = false;
    isFresh = true;
    turns = 0;
    showing = showing.then(show);
    timer = setTimeout(look, everyMs);
  }

  return {
    changed() {
      isNews = true;
      if (!isFresh) showNow();
    },
    end() {
      clearTimeout(timer);
      isNews = false;
      return showing;
    },
  };
}
