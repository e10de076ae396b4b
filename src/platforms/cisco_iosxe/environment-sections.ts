import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { one, statusOf } from './environment-sensors.ts';

/** Headings of the sections, and what stands in them that is no state of anything. */
export const isOfSections = (line: string): boolean =>
  /^(?:SYSTEM (?:POWER|FAN|TEMPERATURE)(?: SUPPLY)?(?: STATUS)?|REAL TIME CLOCK BATTERY STATUS|Power Supplies:|(?:Internal )?Power Supply(?: \d)? Type: \w{2}|Environmental information last updated .{1,40} ago)$/.test(
    line,
  );

const temperature = /^(\S.{0,40} temperature): (-?\d{1,3}) Celsius, (Normal|Warning|Critical|Shutdown)$/;
const fan = /^(Fan \d{1,2}) (OK|Faulty), \w{2,10} speed setting$/;
const output = /^((?:Internal |External )?Power Supply(?: \d)? \d{1,3}V Output) Status: (Normal|Critical)$/;
const redundant = /^(External Redundant Power Supply) is (?:absent or powered off)$/;
const battery = /^(Battery) (OK) \(checked at power up\)$/;
const power = /^(\S.{0,40}) Power consumption(?: =| is:) (\d{1,5}(?:\.\d{1,2})?) W$/;

/** One line of `show environment all` of the second generation of ISR, which prints sections; null when it is none. */
export function environmentSection(line: string): EnvironmentRecord | null {
  if (line.includes(' temperature: ')) {
    const [, warm = '', celsius, state = ''] = temperature.exec(line) ?? [];
    return celsius === undefined ? null : one('temperature', warm, statusOf(state), Number(celsius), 'celsius');
  }
  if (line.includes(' consumption')) {
    const [, used = '', watts] = power.exec(line) ?? [];
    return watts === undefined ? null : one('power', used, null, Number(watts), 'watts');
  }
  // Of the others no line begins with another letter.
  if (!/^[BEFIP]/.test(line)) return null;
  const blades = fan.exec(line);
  if (blades) return one('fan', blades[1] ?? '', statusOf(blades[2] ?? ''), null, null);
  const fed = output.exec(line);
  if (fed) return one('psu', fed[1] ?? '', statusOf(fed[2] ?? ''), null, null);
  const spare = redundant.exec(line);
  if (spare) return one('psu', spare[1] ?? '', 'absent', null, null);
  const cell = battery.exec(line);
  return cell ? one('other', cell[1] ?? '', statusOf(cell[2] ?? ''), null, null) : null;
}
