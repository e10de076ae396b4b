import type { BfdSessionRecord } from '../../domain/routing-records.ts';

/** `UP`, `DOWN DAMP`, `ADMIN DOWN`; null for a word that is no state. */
export function xrBfdState(words: string): BfdSessionRecord['state'] | null {
  const [first = '', second = ''] = words.trim().toLowerCase().replaceAll('_', ' ').split(/ +/);
  if (first === 'admindown' || (first === 'admin' && second === 'down')) return 'admin-down';
  // Source: bfd-mgmt-session-state of Cisco-IOS-XR-ip-bfd-oper: a session that is about to go down.
  if (first === 'failing' && second === '') return 'down';
  return first === 'up' || first === 'down' || first === 'init' ? first : null;
}
