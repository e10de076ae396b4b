import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';

/** What is measured in a module: the words of the JSON keys, of the text tables, and of our records. */
export const quantities = [
  { key: 'temperature', title: 'Temperature', value: 'temperatureCelsius', stem: 'temperature', unit: 'Celsius' },
  { key: 'voltage', title: 'Voltage', value: 'voltageVolts', stem: 'voltage', unit: 'Volts' },
  { key: 'txBias', title: 'Current', value: 'biasMilliamps', stem: 'bias', unit: 'Milliamps' },
  { key: 'txPower', title: 'Tx Power', value: 'txPowerDbm', stem: 'txPower', unit: 'Dbm' },
  { key: 'rxPower', title: 'Rx Power', value: 'rxPowerDbm', stem: 'rxPower', unit: 'Dbm' },
] as const;

export type Quantity = (typeof quantities)[number];
export type Level = 'HighAlarm' | 'HighWarning' | 'LowWarning' | 'LowAlarm';

/** All 0.0 stands for a module that has no thresholds of this kind. */
export function thresholdsOf(
  { stem, unit }: Quantity,
  levels: Partial<Record<Level, number>>,
): OpticsRecord['thresholds'] {
  const found = Object.entries(levels);
  if (found.every(([, value]) => value === 0)) return {};
  return Object.fromEntries(found.map(([level, value]) => [`${stem}${level}${unit}` as OpticThreshold, value]));
}

/**
 * -30 dBm is the least that EOS prints, for darkness and for light that is too weak to measure: nobody knows which of
 * the two it is.
 */
export function noLightOf(rxPowerDbm: number | null): boolean | null {
  return rxPowerDbm === null || rxPowerDbm <= -30 ? null : false;
}
