import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';

/** `Up`, `Initializing` (cut to `Init…` in some tables) and `Down`; null for another word. */
export function isisState(word: string): IsisAdjacencyRecord['state'] | null {
  const lower = word.toLowerCase();
  if (lower === 'up' || lower === 'down') return lower;
  return lower.startsWith('init') && 'initializing'.startsWith(lower) ? 'init' : null;
}

/** isisd prints the host name as soon as it knows it, and the system id before that. */
export function isisName(name: string): { systemId: string | null; hostname: string | null } {
  return /^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i.test(name)
    ? { systemId: name.toLowerCase(), hostname: null }
    : { systemId: null, hostname: name };
}

/** Whether `text` may be either: what begins like a system id is no host name. */
export function isIsisName(text: string): boolean {
  return (
    isisName(text).systemId !== null || (/^[\w.-]{1,64}$/.test(text) && !/^[0-9a-f]{4}\.[0-9a-f]{4}\b/i.test(text))
  );
}

/** 3 stands for both levels. */
export function levelOf(number: number | null): IsisAdjacencyRecord['level'] {
  if (number === 1) return '1';
  if (number === 2) return '2';
  return number === 3 ? '1-2' : null;
}

/** `be60.b335.862a` as be:60:b3:35:86:2a; anything else is none. */
export function isisSnpa(text: string): string | null {
  if (!/^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i.test(text)) return null;
  return [...text.toLowerCase().replaceAll('.', '').matchAll(/../g)].join(':');
}

/** Whether `text` is an age of any form, or a word for none: a column that holds anything else was not understood. */
export function isIsisAge(text: string): boolean {
  return isisAge(text) !== null || /^(?:never|-|(?:\d{1,6}[YMwdhms]){1,7})$/.test(text);
}

const units: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

/** `2m38s`, `1w2d3h`, `28`; null for `never` and for years and months (Y, M), whose length isisd does not say. */
export function isisAge(text: string): number | null {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  if (!/^(?:\d{1,6}[wdhms]){1,5}$/.test(text)) return null;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d{1,6})([wdhms])/g)) total += Number(count) * (units[unit ?? ''] ?? 0);
  return total;
}
