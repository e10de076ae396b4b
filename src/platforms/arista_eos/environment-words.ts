import type { EnvironmentRecord } from '../../domain/device-records.ts';

const statuses: Record<string, EnvironmentRecord['status']> = {
  ok: 'ok',
  hwok: 'ok',
  failed: 'failed',
  hwfailed: 'failed',
  powerloss: 'failed',
  overheat: 'failed',
  critical: 'failed',
  alert: 'warning',
  notinserted: 'absent',
  hwabsent: 'absent',
  unknown: null,
  unknownhwstatus: null,
};

/** `ok`, `Power Loss`, `notInserted`; null where EOS does not know, undefined for another word. */
export function eosStatus(words: string | null): EnvironmentRecord['status'] | undefined {
  const key = words?.toLowerCase().replaceAll(' ', '') ?? 'unknown';
  return Object.hasOwn(statuses, key) ? statuses[key] : undefined;
}
