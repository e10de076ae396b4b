import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';

export type Quantity = 'temperature' | 'voltage' | 'bias' | 'txPower' | 'rxPower';

const units: Record<Quantity, string> = {
  temperature: 'Celsius',
  voltage: 'Volts',
  bias: 'Milliamps',
  txPower: 'Dbm',
  rxPower: 'Dbm',
};

/** What XR prints as the least power that it measures: no light. */
const floorDbm = -40;

/** A power as printed, with what it says about light: `-2.40`, `<-40.00`, `-inf`, `N/A`. */
export interface Power {
  dbm: number | null;
  dark: boolean | null;
}

export function powerOf(text: string): Power {
  if (/^(?:<-40(?:\.0+)?|-inf)$/i.test(text)) return { dbm: null, dark: true };
  const dbm = numberOf(text);
  return { dbm, dark: dbm === null ? null : dbm <= floorDbm };
}

export function numberOf(text: string): number | null {
  return /^[+-]?\d{1,6}(?:\.\d{1,6})?$/.test(text) ? Number(text) : null;
}

/** What stands where a module has nothing to say. */
export function saysNothing(text: string): boolean {
  return /^(?:N\/A|Unavailable|Unknown|None|Not (?:set|applicable|available|supported)|-+)$/i.test(text);
}

/** Two limits of one kind that are both zero are how XR says that the module has none. */
export function putThresholds(
  record: OpticsRecord,
  quantity: Quantity,
  levels: Record<'HighAlarm' | 'HighWarning' | 'LowWarning' | 'LowAlarm', number | null>,
): void {
  for (const kind of ['Alarm', 'Warning'] as const) {
    const [high, low] = [levels[`High${kind}`], levels[`Low${kind}`]];
    if ((high ?? 0) === 0 && (low ?? 0) === 0) continue;
    if (high !== null) record.thresholds[`${quantity}High${kind}${units[quantity]}` as OpticThreshold] = high;
    if (low !== null) record.thresholds[`${quantity}Low${kind}${units[quantity]}` as OpticThreshold] = low;
  }
}

export interface Lane {
  lane: number | null;
  bias: number | null;
  tx: Power;
  rx: Power;
}

/** One record per lane, each with what the module has; the module alone when no lane was printed. */
export function perLane(module: OpticsRecord, lanes: readonly Lane[]): OpticsRecord[] {
  if (lanes.length === 0) return [module];
  const same = lanes.every(({ lane }) => lane === lanes[0]?.lane);
  return lanes.map(({ lane, bias, tx, rx }, index) => ({
    ...module,
    // Some releases print the same number for every lane: their order tells them apart.
    lane: lanes.length === 1 ? null : same ? index : lane,
    biasMilliamps: bias,
    txPowerDbm: tx.dbm,
    rxPowerDbm: rx.dbm,
    noLight: rx.dark,
    thresholds: { ...module.thresholds },
    alarms: [...module.alarms],
  }));
}
