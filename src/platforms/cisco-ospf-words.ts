import { canonicalIp } from '../domain/ip.ts';
import type { OspfState } from '../domain/routing-records.ts';
import { uptimeSeconds } from './durations.ts';

const states: Record<string, OspfState> = {
  DOWN: 'down',
  ATTEMPT: 'attempt',
  INIT: 'init',
  '2WAY': 'twoway',
  TWOWAY: 'twoway',
  EXSTART: 'exstart',
  EXCHANGE: 'exchange',
  LOADING: 'loading',
  FULL: 'full',
};

export function ospfState(word: string): OspfState | null {
  return Object.hasOwn(states, word) ? (states[word] ?? null) : null;
}

/** `00:00:35`, and `872 msec` where hellos are sent many times a second. Null for another form. */
export function ospfDeadSeconds(text: string): number | null {
  const milliseconds = /^(\d{1,6}) msec$/.exec(text)?.[1];
  return milliseconds === undefined ? uptimeSeconds(text) : Number(milliseconds) / 1_000;
}

/** `0`, `10` and `0.0.0.10` in dotted form. */
export function ospfArea(text: string): string | null {
  if (!/^\d{1,10}$/.test(text)) return canonicalIp(text);
  const number = Number(text);
  return number > 4_294_967_295 ? null : [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}
