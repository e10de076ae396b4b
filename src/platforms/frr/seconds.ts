import { uptimeSeconds } from '../durations.ts';

/** `45.169s`, `3m03s`, `4d03h03m`, `1w2d03h`, `00:00:48`, in whole seconds; null for `inactive`, `never` and any other form. */
export function frrSeconds(text: string): number | null {
  const fraction = /^(\d{1,9})\.\d{1,6}s$/.exec(text);
  return fraction ? Number(fraction[1]) : uptimeSeconds(text);
}

/** Whether `text` is a time of any form, or a word for none: a column that holds anything else was not understood. */
export function isFrrTime(text: string): boolean {
  return frrSeconds(text) !== null || /^(?:inactive|never|-+)$/.test(text);
}
