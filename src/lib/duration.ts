const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** "30m", "2h", "1w", "1h30m" → milliseconds; null for anything else, a bare number included. */
export function parseDuration(text: string): number | null {
  if (!/^(\d{1,6}(ms|s|m|h|d|w))+$/.test(text)) return null;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d|w)/g))
    sum += Number(count) * unitsMs[unit as keyof typeof unitsMs];
  return sum;
}

/** Milliseconds → "1 h 30 min", the two largest units. */
export function formatDuration(ms: number): string {
  const units: [number, string][] = [
    [unitsMs.w, 'w'],
    [unitsMs.d, 'd'],
    [unitsMs.h, 'h'],
    [unitsMs.m, 'min'],
    [unitsMs.s, 's'],
  ];
  let rest = Math.max(0, Math.round(ms / 1000) * 1000);
  const words: string[] = [];
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${unit}`);
  }
  return words.slice(0, 2).join(' ') || '0 s';
}
