import type { BfdSessionRecord } from '../../domain/routing-records.ts';

const states: Record<string, BfdSessionRecord['state']> = {
  up: 'up',
  down: 'down',
  init: 'init',
  admindown: 'admin-down',
};

/** `Up`, `Down`, `Init`, `AdminDown`, `Admin Down`; null for another word. */
export function bfdState(word: string): BfdSessionRecord['state'] | null {
  const key = word.toLowerCase().replaceAll(/[ -]/g, '');
  return Object.hasOwn(states, key) ? (states[key] ?? null) : null;
}
