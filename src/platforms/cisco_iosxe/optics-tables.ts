import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { ModuleIdentity } from './module-identity.ts';

type Quantity = 'temperature' | 'voltage' | 'bias' | 'txPower' | 'rxPower';

/** What the columns behind the port are: one quantity with its four thresholds, or several quantities. */
interface Columns {
  quantities: Quantity[];
  thresholds: boolean;
  lane: boolean;
}

const introduction =
  /^(?:Alarms applicable |ITU Channel|Transceiver is|mA: |\+\+ : |A2D readouts|The threshold|If device is|NA or N\/A: |Optical |High Alarm|Temperature |Voltage |Current |Transmit |Receive |.{0,40}(?:High Alarm|Threshold|Optical {2})|\S{2,40}: No transceiver|No transceiver|Transceiver monitoring|\(?Wavelength)/;

/** `show interfaces transceiver [detail]`. Null when no heading of such a table is there. */
export function iosOptics(given: TextLines): Rows<OpticsRecord> | null {
  // A row that ends in its thresholds is whole, since they have one decimal; behind a reading an alarm may follow.
  const thresholds = given.lines.some((line) => line.length < 200 && line.includes('High Alarm'));
  const text = !thresholds ? given : withWholeTail(given, /(?: {1,20}-?\d{1,3}\.\d| {1,20}N\/A){5}$/);
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  const records: OpticsRecord[] = [];
  const shared = new Map<string, OpticsRecord>();
  const identity = new ModuleIdentity();
  let columns: Columns | null = null;
  let power: Quantity = 'txPower';
  let introduced = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    if (identity.take(line)) {
      introduced = true;
      continue;
    }
    if (/^(?:Optical +)?(?:Transmit|Tx) Power\b/.test(line)) power = 'txPower';
    if (/^(?:Optical +)?(?:Receive|Rx) Power\b/.test(line)) power = 'rxPower';
    // EOS prints the same tables with the low alarm before the low warning.
    if (/High Alarm +High Warn +Low Alarm +Low Warn/.test(line)) return null;
    const heading = /^Port +(?:(Lane) +)?\(/.exec(line);
    if (heading) columns = columnsOf(line, power, heading[1] !== undefined);
    if (heading || introduction.test(line)) introduced = true;
    if (heading || introduction.test(line) || isIosNoise(line)) continue;
    if (!introduced) return null;
    if (!columns || !readRow(records, shared, line, columns)) rows.unparsed.push(raw);
  }
  if (!introduced) return null;
  // Without a lane column the module itself has its powers.
  const modules = [...shared.values()].filter(({ interface: name }) => !records.some((one) => one.interface === name));
  const all = [...records, ...modules];
  const detailed = columns?.thresholds === true;
  const whole = detailed ? all.filter((record) => measured.has(record)) : all;
  rows.records = whole.map((record) => identity.of(withShared(record, shared)));
  const missing = identity.missingFrom(all);
  if (missing !== null) return { ...rows, incomplete: `the tables of ${missing} are missing: the answer was cut off` };
  if (detailed && whole.length < all.length)
    return { ...rows, incomplete: 'the table of received power is missing or short: the answer was cut off' };
  return withCut(rows, text);
}

/** Modules whose received power was printed, if only as N/A. */
const measured = new WeakSet<OpticsRecord>();

function columnsOf(line: string, power: Quantity, lane: boolean): Columns | null {
  const units = [...line.matchAll(/\((\w+)\)/g)].map((match) => match[1] ?? '');
  const kind = (unit: string, index: number): Quantity | null => {
    if (unit === 'Celsius') return 'temperature';
    if (unit === 'Volts') return 'voltage';
    if (unit === 'mA' || unit === 'milliamperes') return 'bias';
    return unit === 'dBm' ? (units.indexOf('dBm') === index ? 'txPower' : 'rxPower') : null;
  };
  if (units.length === 5 && new Set(units.map((unit) => unit.slice(0, 1).toLowerCase())).size === 1) {
    const quantity = units[0] === 'dBm' ? power : kind(units[0] ?? '', 0);
    return quantity === null ? null : { quantities: [quantity], thresholds: true, lane };
  }
  const quantities = units.map(kind);
  return quantities.includes(null) ? null : { quantities: quantities as Quantity[], thresholds: false, lane };
}

const flags: Record<string, string> = {
  '++': 'high alarm',
  '+': 'high warning',
  '-': 'low warning',
  '--': 'low alarm',
};

/** What the module measured before it was calibrated, behind a reading: `3.26 (3.20)`. */
const rawReading = /^\(-?\d{1,6}(?:\.\d{1,4})?\)$/;

function readRow(records: OpticsRecord[], shared: Map<string, OpticsRecord>, line: string, columns: Columns): boolean {
  const words = line.length > 300 ? [] : line.split(/ +/);
  const name = printedInterfaceName(words.shift() ?? '');
  if (name === null) return false;
  let lane: number | null = null;
  if (columns.lane) {
    const word = words.shift() ?? '';
    if (!/^(?:N\/A|\d{1,2})$/.test(word)) return false;
    lane = word === 'N/A' ? null : Number(word);
  }
  const figures: { value: number | null; light: boolean; flag: string | null }[] = [];
  for (const word of words) {
    const last = figures.at(-1);
    if (Object.hasOwn(flags, word)) {
      if (!last || last.flag !== null) return false;
      last.flag = flags[word] ?? null;
    } else if (/^-?\d{1,6}(?:\.\d{1,4})?$/.test(word)) figures.push({ value: Number(word), light: true, flag: null });
    else if (columns.thresholds && figures.length === 1 && rawReading.test(word)) continue;
    else if (/^(?:N\/A|NA)$/i.test(word)) figures.push({ value: null, light: true, flag: null });
    else if (/^-inf$/i.test(word)) figures.push({ value: null, light: false, flag: null });
    else return false;
  }
  const wanted = columns.thresholds ? 5 : columns.quantities.length;
  if (figures.length !== wanted) return false;
  const target = columns.thresholds && !columns.lane ? sharedOf(shared, name) : recordOf(records, name, lane);
  for (const [index, quantity] of columns.quantities.entries()) {
    const figure = figures[index];
    if (!figure) continue;
    put(target, quantity, figure.value);
    if (figure.flag !== null) target.alarms.push(`${words4[quantity]} ${figure.flag}`);
    if (quantity === 'rxPower') {
      target.noLight = figure.light ? (figure.value === null ? null : false) : true;
      measured.add(target);
    }
  }
  const [quantity] = columns.quantities;
  if (columns.thresholds && quantity)
    putThresholds(
      target,
      quantity,
      figures.slice(1).map(({ value }) => value),
    );
  return true;
}

const words4: Record<Quantity, string> = {
  temperature: 'temperature',
  voltage: 'voltage',
  bias: 'bias current',
  txPower: 'transmit power',
  rxPower: 'receive power',
};

function put(record: OpticsRecord, quantity: Quantity, value: number | null): void {
  if (quantity === 'temperature') record.temperatureCelsius = value;
  else if (quantity === 'voltage') record.voltageVolts = value;
  else if (quantity === 'bias') record.biasMilliamps = value;
  else if (quantity === 'txPower') record.txPowerDbm = value;
  else record.rxPowerDbm = value;
}

function putThresholds(record: OpticsRecord, quantity: Quantity, values: (number | null)[]): void {
  if (values.every((value) => value === null || value === 0)) return;
  const unit = { temperature: 'Celsius', voltage: 'Volts', bias: 'Milliamps', txPower: 'Dbm', rxPower: 'Dbm' }[
    quantity
  ];
  for (const [index, level] of (['HighAlarm', 'HighWarning', 'LowWarning', 'LowAlarm'] as const).entries()) {
    const value = values[index] ?? null;
    if (value !== null) record.thresholds[`${quantity}${level}${unit}` as OpticThreshold] = value;
  }
}

function recordOf(records: OpticsRecord[], name: string, lane: number | null): OpticsRecord {
  const found = records.find((record) => record.lane === lane && record.interface === name);
  if (found) return found;
  const record = { ...blankOptics(name), lane };
  records.push(record);
  return record;
}

function sharedOf(shared: Map<string, OpticsRecord>, name: string): OpticsRecord {
  const record = shared.get(name) ?? blankOptics(name);
  shared.set(name, record);
  return record;
}

/** Temperature and voltage are those of the module: every lane of it has them. */
function withShared(record: OpticsRecord, shared: Map<string, OpticsRecord>): OpticsRecord {
  const module = shared.get(record.interface);
  if (!module || module === record) return record;
  return {
    ...record,
    temperatureCelsius: record.temperatureCelsius ?? module.temperatureCelsius,
    voltageVolts: record.voltageVolts ?? module.voltageVolts,
    biasMilliamps: record.biasMilliamps ?? module.biasMilliamps,
    txPowerDbm: record.txPowerDbm ?? module.txPowerDbm,
    rxPowerDbm: record.rxPowerDbm ?? module.rxPowerDbm,
    noLight: record.noLight ?? module.noLight,
    thresholds: { ...module.thresholds, ...record.thresholds },
    alarms: [...module.alarms, ...record.alarms],
  };
}
