/** Phrases that the verdicts are put together from. Not escaped; they may hold words of the device. */

/** " (reason)", or nothing. */
export function inBrackets(reason: string | null): string {
  return reason === null || reason === '' ? '' : ` (${shortly(reason)})`;
}

/** "3 CRC errors", or nothing for none and for unknown. */
export function counted(value: number | null, noun: string): string {
  if (value === null || value === 0) return '';
  return `${grouped(value)} ${noun}${value === 1 ? '' : 's'}`;
}

const mostNamed = 4;

/** The first few by name, then how many more. */
export function list(items: readonly string[]): string {
  const more = items.length - mostNamed;
  return more > 0 ? `${items.slice(0, mostNamed).join(', ')} and ${more} more` : items.join(', ');
}

/** Two units are enough to judge by. */
export function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) return '0 s';
  const shown = parts.slice(first, first + 2).filter(([value]) => value > 0);
  return shown.map(([value, unit]) => `${value} ${unit}`).join(' ');
}

const longest = 240;

/** One line of foreign words, cut aloud. */
export function shortly(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line;
}

/** 1234567 as "1,234,567". */
export function grouped(value: number | string): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** At most one digit behind the point. */
export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
