import type { OpticsRecord } from '../../domain/device-records.ts';
import { isBentWord } from '../bent-word.ts';
import { numberOf, powerOf, putThresholds, type Quantity, saysNothing } from './optics-record.ts';

/** What the labelled lines of one module are read into. */
export interface OpticsValues {
  record: OpticsRecord;
  /** The limits of the received power are all at the floor: the module measures no light at all. */
  blind: boolean;
  /** Names whose limits come next: the measured value has the same name. */
  awaited: Set<string>;
}

const limitNames: Record<string, Quantity> = {
  Temperature: 'temperature',
  Voltage: 'voltage',
  Bias: 'bias',
  'Transmit Power': 'txPower',
  'Receive Power': 'rxPower',
  'Transceiver Temp (C)': 'temperature',
  'Transceiver Voltage (V)': 'voltage',
  'Laser Bias (mA)': 'bias',
  'Transmit Power (dBm)': 'txPower',
  'Receive Power (dBm)': 'rxPower',
};

/** False when the limits of a quantity are not four figures, or its value is not one with its unit. */
export function readOpticsValue(block: OpticsValues, line: string): boolean {
  const { record, awaited } = block;
  const value = /^([A-Z][\w .]{1,30}(?: \(\w{1,3}\))?): ?(.{0,200})$/.exec(line);
  if (!value) return true;
  const [, name = '', said = ''] = value;
  const quantity = limitNames[name];
  const limits = quantity === undefined ? [] : limitsIn(said);
  if (quantity !== undefined && limits.length === 4) {
    const [HighAlarm = null, HighWarning = null, LowWarning = null, LowAlarm = null] = limits;
    putThresholds(record, quantity, { HighAlarm, HighWarning, LowWarning, LowAlarm });
    if (quantity === 'rxPower' && limits.every((limit) => limit === null) && said.includes('<-40')) block.blind = true;
    awaited.delete(name);
    return true;
  }
  if (awaited.delete(name)) return false;
  const number = numberOf(said.replace(/ (?:C|V|Volt|mAmps)$/, ''));
  const isNumber = number !== null || saysNothing(said);
  const { dbm, dark } = powerOf(/^[\d.]{1,10} mW \((<?-?[\d.]{1,10}|-inf) dBm\)$/.exec(said)?.[1] ?? '');
  const isPower = dark !== null || saysNothing(said);
  switch (name) {
    case 'Temperature':
    case 'Transceiver Temp':
      // The limits stand in front of the measured values.
      awaited.clear();
      record.temperatureCelsius = number;
      return isNumber;
    case 'Voltage':
    case 'Transceiver Voltage':
      record.voltageVolts = number;
      return isNumber;
    case 'Tx Bias':
      record.biasMilliamps = number;
      return isNumber;
    case 'Tx Power':
      record.txPowerDbm = dbm;
      return isPower;
    case 'Rx Power':
      record.rxPowerDbm = dbm;
      record.noLight = dark;
      return isPower;
    case 'Xcvr Code':
    case 'Media type':
    case 'Product Id':
      record.type ??= said || null;
      return true;
    case 'Vendor':
    case 'Vendor Name':
      record.vendor = said || null;
      return true;
    case 'Vendor Part Number':
    case 'Part number':
      record.partNumber = said.replace(/ ?\(rev\.: .*$/, '') || null;
      return true;
    case 'Vendor Serial Number':
    case 'Serial number':
      record.serial = said || null;
      return true;
    default:
      return quantity === undefined && !isBent(name, said);
  }
}

/** Limits, a value or a name of ours behind a label that is not known. Limits in milliwatts are not read. */
function isBent(name: string, said: string): boolean {
  if (limitsIn(said).length === 4) return !name.endsWith(' (mW)');
  if (/^[+-]?[\d.]{1,10} (?:C|V|Volt|mAmps)$| dBm\)$/.test(said)) return true;
  if (isBentWord(name, ['Vendor', 'Xcvr Code', 'Product Id', 'Temperature', 'Voltage'])) return true;
  return /^(?:Vendor (?!OUI$)|Part (?!Number$)|Serial |Media |DOM |Transceiver )|^(?!Port|Bay)\w+ number$|^\w+ (?:Part|Serial) Number$|^\w+ Name$|^(?!Interface)\w+ type$|^\w+ (?:alarms|Bias)$/.test(
    name,
  );
}

/** `+75.000 C +70.000 C …`, `1.47910 mW (1.69998 dBm) …`, `4.400 -inf -inf -10.410`: four limits, null for none. */
function limitsIn(said: string): (number | null)[] {
  const units = said.match(/ (?:C|Volt|mAmps)(?= |$)|\d mW \(/g)?.length ?? 0;
  if (units !== 0 && units !== 4) return [];
  const bare = said
    .replaceAll(/[\d.]+ mW \((<?-?[\d.]+|-inf) dBm\)/g, '$1')
    .replaceAll(/ (?:C|Volt|mAmps)(?= |$)/g, '');
  const words = bare.split(' ');
  return words.every((word) => /^(?:<?[+-]?\d[\d.]*|-inf|n\/a)$/i.test(word)) ? words.map(numberOf) : [];
}
