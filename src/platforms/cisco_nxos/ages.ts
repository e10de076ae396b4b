import { uptimeSeconds } from '../durations.ts';

const sizes = { year: 31_536_000, week: 604_800, day: 86_400, hour: 3_600, minute: 60, second: 1 } as const;

/**
 * Durations of the device half in whole seconds: `2week(s) 1day(s)`, `11 day(s), 01 hour(s), 57 minute(s), 02 second(s)`,
 * `1d02h`, `00:01:02`, `P2DT16H8M52S`. Null for "never" and for whatever has another form.
 */
export function nxosAge(text: string): number | null {
  const bare = text.trim();
  if (bare === 'never') return null;
  return uptimeSeconds(bare) ?? (bare.startsWith('P') ? isoSeconds(bare) : spelled(bare));
}

function isoSeconds(text: string): number | null {
  const match =
    /^P(?:(\d{1,4})Y)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,9})(?:\.\d{1,9})?S)?)?$/.exec(
      text,
    );
  if (!match || !/\d/.test(text)) return null;
  const [, years = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return (
    Number(years) * sizes.year +
    Number(weeks) * sizes.week +
    Number(days) * sizes.day +
    Number(hours) * sizes.hour +
    Number(minutes) * sizes.minute +
    Number(seconds)
  );
}

function spelled(text: string): number | null {
  let total = 0;
  if (text === '' || text.length > 120) return null;
  for (const part of text.split(/,? +(?=\d)/)) {
    const match = /^(\d{1,6}) ?(year|week|day|hour|minute|second)(?:\(s\)|s)?$/.exec(part);
    if (!match) return null;
    total += Number(match[1]) * sizes[match[2] as keyof typeof sizes];
  }
  return total;
}
