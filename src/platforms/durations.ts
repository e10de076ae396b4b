/** Durations as routers print them, in whole seconds. Null for "never" and for whatever has another form. */

const units = { y: 31_536_000, w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const words: Record<string, number> = {
  year: units.y,
  week: units.w,
  day: units.d,
  hour: units.h,
  minute: units.m,
  second: units.s,
};

/** `00:04:05`, `4:05` (minutes and seconds), `2d03h`, `1w2d`, `1d03h04m`, `3w2d 4:19:15`. */
export function uptimeSeconds(text: string): number | null {
  const parts = text.trim().split(' ');
  if (parts.length > 2) return null;
  const [first = '', second] = parts;
  if (second === undefined) return first.includes(':') ? clock(first) : compact(first);
  const days = compact(first);
  const time = clock(second);
  return days === null || time === null ? null : days + time;
}

/** `22w0d 19:16` and `19:16` (hours and minutes), `04:05:06`: what Junos puts before "ago". */
export function agoSeconds(text: string): number | null {
  const match = /^(?:(\d{1,4}w)?(\d{1,4}d) )?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const [, weeks, days, hours, minutes, seconds] = match;
  const head = weeks || days ? (compact(`${weeks ?? ''}${days ?? ''}`) ?? 0) : 0;
  return head + Number(hours) * units.h + Number(minutes) * units.m + Number(seconds ?? 0);
}

/** `21 minutes, 40 seconds`, `1 hour and 5 minutes`. */
export function spelledSeconds(text: string): number | null {
  let total = 0;
  for (const part of text.trim().split(/, | and /)) {
    const match = /^(\d{1,6}) (year|week|day|hour|minute|second)s?$/.exec(part);
    if (!match) return null;
    total += Number(match[1]) * (words[match[2] ?? ''] ?? 0);
  }
  return total;
}

function compact(text: string): number | null {
  const match = /^(?:(\d{1,4})y)?(?:(\d{1,4})w)?(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,4})s)?$/.exec(
    text,
  );
  if (!match || text === '') return null;
  const [, y = 0, w = 0, d = 0, h = 0, m = 0, s = 0] = match;
  return (
    Number(y) * units.y +
    Number(w) * units.w +
    Number(d) * units.d +
    Number(h) * units.h +
    Number(m) * units.m +
    Number(s)
  );
}

function clock(text: string): number | null {
  const match = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return null;
  return Number(match[1] ?? 0) * units.h + Number(match[2]) * units.m + Number(match[3]);
}
