import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { one, statusOf } from './environment-sensors.ts';

const counted = /^Number of (Critical|Major|Minor) alarms: +(\d{1,5})$/;

/** `Number of Major alarms:     2`; an empty list where none stands, null for another line. */
export function environmentAlarms(line: string): EnvironmentRecord[] | null {
  if (!line.startsWith('Number of ')) return null;
  const [, grade = '', count] = counted.exec(line) ?? [];
  if (count === undefined) return null;
  return Number(count) === 0 ? [] : [one('alarm', `${grade} alarms`, statusOf(grade), Number(count), null)];
}
