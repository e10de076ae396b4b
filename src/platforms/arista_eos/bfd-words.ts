import type { BfdSessionRecord } from '../../domain/routing-records.ts';

const states: Record<string, BfdSessionRecord['state']> = {
  up: 'up',
  down: 'down',
  init: 'init',
  admindown: 'admin-down',
};

/** `up`, `Admin Down`, `adminDown`; null for another word. */
export function eosBfdState(words: string): BfdSessionRecord['state'] | null {
  const key = words.toLowerCase().replaceAll(/[ _-]/g, '');
  return Object.hasOwn(states, key) ? (states[key] ?? null) : null;
}

export function blankSession(vrf: string | null, peer: string, state: BfdSessionRecord['state']): BfdSessionRecord {
  return {
    vrf,
    peer,
    interface: null,
    state,
    diagnosticCode: null,
    transmitMs: null,
    receiveMs: null,
    multiplier: null,
    upSeconds: null,
  };
}

/** `VRF name: red` above the sessions of each VRF; null for another line. */
export function eosBfdVrf(line: string): string | null {
  return /^VRF name: (\S{1,64})$/.exec(line)?.[1] ?? null;
}
