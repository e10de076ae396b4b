import type { BfdSessionRecord } from '../../domain/routing-records.ts';

/** bfdd says `shutdown` for a session that was switched off. */
export function bfdState(word: string): BfdSessionRecord['state'] | null {
  if (word === 'up' || word === 'down' || word === 'init') return word;
  return word === 'shutdown' ? 'admin-down' : null;
}

/** The words of bfdd for the diagnostic codes of RFC 5880: `diag2str` in bfdd/bfd.c. */
const diagnostics = new Set([
  'ok',
  'control detection time expired',
  'echo function failed',
  'neighbor signaled session down',
  'forwarding plane reset',
  'path down',
  'concatenated path down',
  'administratively down',
  'reverse concatenated path down',
  'unknown',
]);

export function isBfdDiagnostic(words: string): boolean {
  return diagnostics.has(words);
}
