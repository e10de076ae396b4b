import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';

export type Quantity = 'temperature' | 'voltage' | 'bias' | 'txPower' | 'rxPower';

const fields = {
  temperature: ['temperatureCelsius', 'Celsius', 'temperature'],
  voltage: ['voltageVolts', 'Volts', 'voltage'],
  bias: ['biasMilliamps', 'Milliamps', 'bias current'],
  txPower: ['txPowerDbm', 'Dbm', 'transmit power'],
  rxPower: ['rxPowerDbm', 'Dbm', 'receive power'],
} as const satisfies Record<Quantity, readonly [keyof OpticsRecord, string, string]>;

/** The legend of NX-OS for the marks behind a value. */
const marks: Record<string, string> = {
  '++': 'high alarm',
  '+': 'high warning',
  '-': 'low warning',
  '--': 'low alarm',
};

/** True also where there is none. */
export function isMark(mark: string | null): boolean {
  return mark === null || Object.hasOwn(marks, mark.trim());
}

/** In the order of the columns. */
const levels = ['HighAlarm', 'LowAlarm', 'HighWarning', 'LowWarning'] as const;

/** A value as NX-OS writes it (`-30.45`, `N/A`, `-Inf`), with its mark if it has one. */
export function setValue(record: OpticsRecord, quantity: Quantity, text: string, mark: string | null): void {
  const [field, , words] = fields[quantity];
  const value = numberOf(text);
  record[field] = value;
  if (quantity === 'rxPower') record.noLight = /^- ?inf/i.test(text) ? true : value === null ? null : false;
  const alarm = mark === null ? undefined : marks[mark.trim()];
  if (alarm !== undefined) record.alarms.push(`${words} ${alarm}`);
}

/** The four limits of a quantity; a module that has none prints all of them as 0. */
export function setThresholds(record: OpticsRecord, quantity: Quantity, texts: readonly (string | null)[]): void {
  const values = texts.map((text) => numberOf(text ?? ''));
  if (values.every((value) => value === null || value === 0)) return;
  for (const [index, level] of levels.entries()) {
    const value = values[index];
    if (typeof value === 'number')
      record.thresholds[`${quantity}${level}${fields[quantity][1]}` as OpticThreshold] = value;
  }
}

function numberOf(text: string): number | null {
  const match = /^(-?\d{1,6}(?:\.\d{1,6})?)(?: ?(?:C|V|mA|dBm))?$/.exec(text.trim());
  return match ? Number(match[1]) : null;
}
