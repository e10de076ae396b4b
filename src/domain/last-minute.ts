const minuteMs = 60_000;

/**
 * The last minute that was called `HH:MM` in the zone, at or before `nowMs`, as epoch milliseconds at its start.
 * Null when the text is no time of day. In the hour that is repeated at the end of summer time the later one is meant;
 * a minute that a day skips is looked for on the day before.
 */
export function lastMinute(text: string, timeZone: string, nowMs: number): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  if (!match || hour > 23 || minute > 59) return null;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const wanted = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const start = Math.floor(nowMs / minuteMs) * minuteMs;
  for (let back = 0; back <= 49 * 60; back += 1) {
    const at = start - back * minuteMs;
    if (clock.format(at) === wanted) return at;
  }
  return null;
}
