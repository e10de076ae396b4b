import { uptimeSeconds } from '../durations.ts';

/**
 * `45.169s`, `3m03s`, `4d03h03m`, `1w2d03h`, `00:00:48`, and ospf6d's `3d02:11:04`, in whole seconds; null for `inactive`,
 * `never` and any other form.
 */
export function frrSeconds(text: string): number | null {
  const fraction = /^(\d{1,9})\.\d{1,6}s$/.exec(text);
  if (fraction) return Number(fraction[1]);
  const [, days, clock = ''] = /^(\d{1,5})d(\d{2}:\d{2}:\d{2})$/.exec(text) ?? [];
  if (days === undefined) return uptimeSeconds(text);
  const seconds = uptimeSeconds(clock);
  return seconds === null ? null : Number(days) * secondsOfDay + seconds;
}

const secondsOfDay = 86_400;

/**
 * Whether `text` is a time of any form, or a word for none: a column that holds anything else was not understood. Of a time
 * whose milliseconds are 0 ospfd prints the microseconds alone, whatever its seconds are. ospfd 8.2 may print millions of
 * days: such an age is none.
 */
export function isFrrTime(text: string): boolean {
  return (
    frrSeconds(text) !== null ||
    /^(?:inactive|never|-+|\d{1,3} usecs|\d{6,9}d\d{2}h\d{2}m|\d{4,12}w\d{1,2}d)$/.test(text)
  );
}
