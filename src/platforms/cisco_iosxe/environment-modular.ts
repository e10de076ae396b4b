import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { one, statusOf } from './environment-sensors.ts';

const part = String.raw`(?:fan-tray|VTT|clock|power-supply|module|VDB) \d{1,2}`;
const heading = new RegExp(`^(?:environmental alarms|backplane|${part}):$`);
const sensor = String.raw`(?:(?:RP|EARL|CFC|DFC|FPGA|device-\d{1,2}|asic-\d{1,2}|aux-\d{1,2})(?: \d)? )?(?:(?:out|in)let )?temperature`;
/** What is not measured right now is `N/O`. */
const temperature = new RegExp(String.raw`^(${part} ${sensor}): ?(?:(-?\d{1,3})C|N\/[OA])$`);
const state = new RegExp(`^(${part} (fan-fail|power-output-fail|OK)): ?(OK|failed)$`);
const raised = /^system (minor|major) alarm on (\S.{2,60}) \(raised \S{1,16} ago\)$/;
const stateless = new RegExp(
  String.raw`^(?:operating (?:clock|VTT|power-supply) count: ?\d{1,2}|${part} (?:type|version|mode|power-output-mode|power-input(?: \d)?|clock-inuse|cooling requirement): ?\S.{0,40}|chassis (?:per slot )?cooling capacity: ?\d{1,5} cfm|ambient temperature: ?<? ?\d{1,3}C)$`,
);

/** The parts of a Catalyst 6500 or 7600 above their pairs. */
export const isModularHeading = (line: string): boolean => line.endsWith(':') && heading.test(line);

/** What stands below the headings that is no state of anything. */
export const isOfModular = (line: string): boolean => stateless.test(line);

/**
 * `module 1 outlet temperature: 35C`, `power-supply 2 fan-fail: OK`; nothing where a temperature is not measured, null
 * for another line.
 */
export function environmentModular(line: string): EnvironmentRecord[] | null {
  if (line.startsWith('system ')) {
    const [, grade = '', what] = raised.exec(line) ?? [];
    return what === undefined ? null : [one('alarm', what, statusOf(grade), null, null)];
  }
  const [, warm, celsius] = temperature.exec(line) ?? [];
  if (warm !== undefined)
    return celsius === undefined ? [] : [one('temperature', warm, null, Number(celsius), 'celsius')];
  const [, name, kind, word = ''] = state.exec(line) ?? [];
  if (name === undefined) return null;
  const component = kind === 'fan-fail' ? 'fan' : name.startsWith('power-supply') ? 'psu' : 'other';
  return [one(component, name, statusOf(word), null, null)];
}
