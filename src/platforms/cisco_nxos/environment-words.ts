import type { EnvironmentRecord } from '../../domain/device-records.ts';

const statuses: Record<string, EnvironmentRecord['status']> = {
  ok: 'ok',
  'powered-up': 'ok',
  // An ACI leaf has words of its own.
  normal: 'ok',
  minor: 'warning',
  alert: 'warning',
  warning: 'warning',
  major: 'failed',
  fail: 'failed',
  failed: 'failed',
  failure: 'failed',
  'fail/shutdown': 'failed',
  'fail/shut': 'failed',
  'fail/not-powered-up': 'failed',
  // Without input, or switched off: it gives no power and does not turn.
  shutdown: 'failed',
  shut: 'failed',
  'powered-dn': 'failed',
  'powered-down': 'failed',
  absent: 'absent',
  none: 'absent',
  'not present': 'absent',
  notpresent: 'absent',
  'not-present': 'absent',
  // Of the fan in a supply that is off an ACI leaf knows nothing.
  unknown: null,
};

/** The status in our words; undefined for a word that is not known. */
function statusOf(text: string): EnvironmentRecord['status'] | undefined {
  const words = text.trim().toLowerCase();
  return Object.hasOwn(statuses, words) ? statuses[words] : undefined;
}

export function fan(name: string, status: string): EnvironmentRecord | null {
  const known = statusOf(status);
  return name === '' || known === undefined
    ? null
    : { component: 'fan', name, status: known, reading: null, unit: null };
}

/** `watts` is what it gives now; null where only its capacity is printed. */
export function supply(name: string, status: string, watts: number | null): EnvironmentRecord | null {
  const known = statusOf(status);
  if (name === '' || known === undefined) return null;
  // Of a supply that is not there 0 W are printed.
  const reading = known === 'absent' ? null : watts;
  return { component: 'psu', name, status: known, reading, unit: reading === null ? null : 'watts' };
}

/** Sensors are named per module. */
export function sensor(module: string, name: string, status: string, celsius: number | null): EnvironmentRecord | null {
  const known = statusOf(status);
  if (module === '' || name === '' || known === undefined) return null;
  const full = `module ${module} ${name.replaceAll(/ {2,}/g, ' ')}`;
  return {
    component: 'temperature',
    name: full,
    status: known,
    reading: celsius,
    unit: celsius === null ? null : 'celsius',
  };
}
