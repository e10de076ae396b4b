import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';
import { isNearKey } from '../bent-keys.ts';

/** A port without a module, or with one that cannot measure. */
export function isNotModule(names: readonly string[]): boolean {
  return names.some((name) => /^optic(?:s|al)?-diagnostics(?:-not-available)?$/.test(name));
}

const received =
  /^(?:(?:laser-)?rx-(?:signal-avg-)?optical-power|laser-rx-power|laser-receiver-power|receiver-signal-average-optical-power)-dbm$/;

/** A measured value under the name that the element has in XML; false when the name is none of those we read. */
export function setValue(record: OpticsRecord, name: string, text: string): boolean {
  const value = numberOf(text);
  if (received.test(name)) {
    record.rxPowerDbm = value;
    record.noLight = /^-\s?inf/i.test(text) ? true : value === null ? null : false;
  } else if (name === 'laser-output-power-dbm') record.txPowerDbm = value;
  else if (name === 'laser-bias-current') record.biasMilliamps = value;
  else if (name === 'module-temperature' || name === 'laser-temperature') record.temperatureCelsius ??= value;
  else if (name === 'module-voltage') record.voltageVolts = value;
  else return false;
  return true;
}

const quantities: readonly [RegExp, 'rxPower' | 'txPower' | 'bias' | 'temperature' | 'voltage', string][] = [
  [/^laser-rx-power-(.*)-dbm$/, 'rxPower', 'Dbm'],
  [/^(?:laser-tx-power|laser-output-power)-(.*)-dbm$/, 'txPower', 'Dbm'],
  [/^laser-bias-current-(.*)$/, 'bias', 'Milliamps'],
  [/^module-temperature-(.*)$/, 'temperature', 'Celsius'],
  [/^module-voltage-(.*)$/, 'voltage', 'Volts'],
];
const levels: Record<string, string> = {
  'high-alarm-threshold': 'HighAlarm',
  'high-warn-threshold': 'HighWarning',
  'high-warning-threshold': 'HighWarning',
  'low-warn-threshold': 'LowWarning',
  'low-warning-threshold': 'LowWarning',
  'low-alarm-threshold': 'LowAlarm',
};

const thresholds = Object.keys(levels);

/** Every name that is read here, and those of the alarms. */
const names = [
  'laser-rx-power laser-tx-power laser-output-power laser-bias-current module-temperature module-voltage'
    .split(' ')
    .flatMap((stem) => [
      ...thresholds.flatMap((level) => [`${stem}-${level}`, `${stem}-${level}-dbm`]),
      ...thresholds.map((level) => `${stem}-${level.replace('-threshold', '')}`),
    ]),
  'laser-rx-optical-power-dbm rx-optical-power-dbm laser-rx-signal-avg-optical-power-dbm rx-signal-avg-optical-power-dbm',
  'laser-rx-power-dbm laser-receiver-power-dbm receiver-signal-average-optical-power-dbm laser-output-power-dbm',
  'laser-bias-current module-temperature laser-temperature module-voltage optics-diagnostics optical-diagnostics',
  'optic-diagnostics optics-diagnostics-not-available optical-diagnostics-not-available optic-diagnostics-not-available',
].flatMap((line) => (typeof line === 'string' ? line.split(' ') : line));

/** True for a name that is one of those but for one letter: its value would be lost. */
export function isBentName(name: string): boolean {
  return !names.includes(name) && names.some((known) => isNearKey(name, known));
}

export function setThreshold(record: OpticsRecord, name: string, text: string): boolean {
  if (!name.includes('-threshold')) return false;
  for (const [pattern, quantity, unit] of quantities) {
    const level = levels[pattern.exec(name)?.[1] ?? ''];
    const value = numberOf(text);
    if (level !== undefined && value !== null)
      record.thresholds[`${quantity}${level}${unit}` as OpticThreshold] = value;
  }
  return true;
}

/** `laser-rx-power-low-alarm` that is on, in words. */
export function alarmOf(name: string, text: string): string | null {
  return text.toLowerCase() === 'on' ? name.replaceAll('-', ' ') : null;
}

/** The number at the start, whatever its unit; null for "- Inf" and "N/A". */
function numberOf(text: string): number | null {
  const match = /^-?\d{1,6}(?:\.\d{1,6})?(?= |$)/.exec(text);
  return match ? Number(match[0]) : null;
}
