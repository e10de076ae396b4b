import { uptimeSeconds } from '../durations.ts';

/** `Base` is the default router; a service is its own name or number. */
export function vrfOf(router: string): string | null {
  const name = router.trim().replace(/^\(|\)$/g, '');
  if (name === '') return null;
  return name === 'Base' ? 'default' : name;
}

/** ` <vrf>` behind `/show router`, nothing for the default one. */
export function routerOf(vrf: string | undefined): string {
  return vrf === undefined || vrf === 'default' || vrf === 'Base' ? '' : ` ${vrf}`;
}

/** `25d10h18m`, `00h15m18s`, `1d 02:03:04`, `00:00:10`; null for "never" and the like. */
export function secondsOf(text: string | null): number | null {
  return text === null ? null : uptimeSeconds(text.replace(/ days?, /, 'd ').replace(/\.\d{1,2}(?: \(.*\))?$/, ''));
}

/** "Up" and "Down", whatever their case; null for anything else. */
export function upDown(text: string | undefined): 'up' | 'down' | null {
  const word = text?.toLowerCase();
  if (word === 'up') return 'up';
  return word === 'down' || word === 'dwn' ? 'down' : null;
}

/** A whole number with or without digit grouping; null when the device marks it as truncated. */
export function wholeOf(text: string | null | undefined): number | null {
  const bare = (text ?? '').trim().replaceAll(',', '');
  if (!/^\d{1,16}$/.test(bare)) return null;
  const value = Number(bare);
  return Number.isSafeInteger(value) ? value : null;
}
