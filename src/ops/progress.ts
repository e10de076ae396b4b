/** Shows how far something is, at most once in a while; the last state within that time is never left out. */
export interface Progress {
  /** There is something new to show. */
  changed: () => void;
  /** Nothing more is shown; resolves when what was being shown is. */
  end: () => Promise<void>;
}

const everyMs = 1_000;

/** `show` must not reject. The first change is shown at once. */
export function createProgress(show: () => Promise<void>): Progress {
  let timer: NodeJS.Timeout | null = null;
  let showing: Promise<void> = Promise.resolve();
  let isNews = false;

  function showNow(): void {
    isNews = false;
    showing = showing.then(show);
    timer = setTimeout(() => {
      timer = null;
      if (isNews) showNow();
    }, everyMs);
  }

  return {
    changed() {
      isNews = true;
      if (timer === null) showNow();
    },
    end() {
      if (timer !== null) clearTimeout(timer);
      isNews = false;
      return showing;
    },
  };
}
