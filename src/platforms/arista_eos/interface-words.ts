import type { AdminStatus, OperStatus } from '../../domain/interface-records.ts';

/** EOS' words for the state of a port, as JSON and text spell them. */

const oper: Record<string, OperStatus> = {
  up: 'up',
  down: 'down',
  testing: 'testing',
  dormant: 'dormant',
  unknown: 'unknown',
  notpresent: 'not-present',
  lowerlayerdown: 'lower-layer-down',
};

export function operOf(word: string | null): OperStatus | null {
  return oper[(word ?? '').toLowerCase().replaceAll(' ', '')] ?? null;
}

/** connected, notconnect and errdisabled are states of a port that is switched on; disabled is `shutdown`. */
export function adminOf(status: string): AdminStatus {
  if (status === 'disabled' || status === 'adminDown') return 'down';
  return ['connected', 'notconnect', 'errdisabled'].includes(status) ? 'up' : null;
}

export function duplexOf(word: string | null): string | null {
  return { duplexFull: 'full', duplexHalf: 'half' }[word ?? ''] ?? null;
}

export function reasonOf(status: string): string | null {
  if (status === 'disabled' || status === 'adminDown') return 'admin';
  if (status === 'errdisabled') return 'err-disabled';
  return status === 'notconnect' ? 'link-not-connected' : null;
}
