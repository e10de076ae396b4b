import { wallInstantMs } from './rotation.ts';

const minuteMs = 60_000;

/**
 * A moment as people type it, in their zone: "now", "18:00" (the next such minute), "2026-11-29T09:00". Epoch milliseconds,
 * or null when it is none of these. A skipped minute is the first instant after it.
 */
export function parseMoment(text: string, timeZone: string, nowMs: number): number | null {
  if (text === 'now') return nowMs;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) {
    const isReal =
      !Number.isNaN(Date.parse(`${text}:00.000Z`)) && new Date(`${text}:00.000Z`).toISOString().startsWith(text);
    return isReal ? wallInstantMs(text, timeZone) : null;
  }
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  if (!match || hour > 23 || minute > 59) return null;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const wanted = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const start = (Math.floor(nowMs / minuteMs) + 1) * minuteMs;
  for (let ahead = 0; ahead <= 49 * 60; ahead += 1)
    if (clock.format(start + ahead * minuteMs) === wanted) return start + ahead * minuteMs;
  return null;
}
