import type { EnvironmentRecord } from '../../domain/device-records.ts';

/** What the state of a component means. */
export const componentStatuses: Record<string, EnvironmentRecord['status']> = {
  up: 'ok',
  down: 'failed',
  failed: 'failed',
  empty: 'absent',
  degraded: 'warning',
  'low-power': 'warning',
};
