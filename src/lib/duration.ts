const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** "30m", "2h", "1w", "1h30m" → milliseconds; null for anything else, a bare number included. */
export function parseDuration(text: string): number | null {
  if (!/^(\d{1,6}(ms|s|m|h|d|w))+$/.test(text)) return null;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d|w)/g))
    sum += Number(count) * unitsMs[unit as keyof typeof unitsMs];
  return sum;
}

/** "1w", "1d12h": the largest units that give exactly the milliseconds. */
export function durationText(ms: number): string {
  let rest = ms;
  const parts = Object.entries(unitsMs)
    .sort(([, a], [, b]) => b - a)
    .map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count > 0 ? `${count}${unit}` : '';
    });
  return parts.join('') || '0s';
}
