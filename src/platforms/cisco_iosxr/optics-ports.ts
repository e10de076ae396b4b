import type { OpticsRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { type Lane, numberOf, perLane, powerOf, putThresholds, type Quantity } from './optics-record.ts';
import { isXrNoise } from './xr-text.ts';

interface Block {
  record: OpticsRecord;
  lanes: Lane[];
  alarms: boolean;
  /** The limits of the received power are all at the floor: the module measures no light at all. */
  blind: boolean;
  /** The rows of lanes have begun: the next other line ends them. */
  inLanes: boolean;
  whole: boolean;
}

const heading = /^(?:PHY data for interface: ?|Operational data for interface )(\S{3,64}?):?$/;

/** `show controllers X phy` and `show controllers X all`: one block per interface. Null when there is no heading. */
export function xrOpticsPorts(text: TextLines): Rows<OpticsRecord> | null {
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim().replaceAll(/\s+/g, ' ');
    const head = heading.exec(line);
    if (head) {
      if (block) rows.records.push(...recordsOf(block));
      const name = printedXrName(head[1] ?? '');
      if (name === null) rows.unparsed.push(raw);
      block =
        name === null
          ? null
          : { record: blankOptics(name), lanes: [], alarms: false, blind: false, inLanes: false, whole: false };
    } else if (/^Management information for interface /.test(line)) {
      // `all` prints the data of every interface first, then their settings, which are not read.
      if (block) rows.records.push(...recordsOf(block));
      return block === null && rows.records.length === 0 ? null : rows;
    } else if (
      /(?: for interface|^PHY data \S+ \S+|^\S+ data for \S+):? \S+$/i.test(line) &&
      !/^Management/.test(line)
    ) {
      // The heading of a block in a form that is not known.
      if (block) rows.records.push(...recordsOf(block));
      block = null;
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readLine(block, line)) rows.unparsed.push(raw);
    } else if (rows.unparsed.length === 0 && !isXrNoise(line)) return null;
  }
  if (!block) return rows.unparsed.length > 0 ? rows : null;
  if (!block.whole)
    return { ...rows, incomplete: `the block of ${block.record.interface} has no end: the answer was cut off` };
  rows.records.push(...recordsOf(block));
  return rows;
}

/** An interface without a module (management, copper) has nothing to say. */
function recordsOf({ record, lanes, blind }: Block): OpticsRecord[] {
  if (blind) {
    const nothing = { dbm: null, dark: null };
    return perLane(
      { ...record, rxPowerDbm: null, noLight: null, txPowerDbm: null, biasMilliamps: null },
      lanes.map(({ lane }) => ({ lane, bias: null, tx: nothing, rx: nothing })),
    );
  }
  const known = [record.vendor, record.partNumber, record.serial, record.temperatureCelsius, record.rxPowerDbm];
  return lanes.length === 0 && known.every((value) => value === null) && record.noLight === null
    ? []
    : perLane(record, lanes);
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

const mark = '(?: ?\\(?([HhLl])\\)?)?';
const figure = '(-?(?:\\d{1,6}(?:\\.\\d{1,6})?|inf)|n\\/a)';
/** `01 n/a 0.4 1.0847 -1.5 0.7066 6.066`: lane, wavelength, transmit, receive (dBm and mW each), bias. */
const laneRow = new RegExp(
  `^(\\d{1,2}) (?:n\\/a|[\\d.]{1,10}) ${figure}${mark} ${figure}${mark} ${figure}${mark} ${figure}${mark} ${figure}${mark}$`,
  'i',
);
const phyPower = String.raw`(?:[\d.]{1,10} mW \((<?-?[\d.]{1,10}|-inf) dBm\)|N\/A)`;
const phyLane = new RegExp(
  String.raw`^(\d{1,2}) (?:N\/A|[+-]?[\d.]{1,10}(?: C)?) (?:([\d.]{1,10}) mAmps|N\/A) ${phyPower} ${phyPower}$`,
);

/** False for a row of figures in a form that is not known. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  const lane = laneRow.exec(line);
  const phy = lane ? null : phyLane.exec(line);
  if (lane) {
    block.lanes.push({
      lane: Number(lane[1]),
      tx: powerOf(lane[2] ?? ''),
      rx: powerOf(lane[6] ?? ''),
      bias: numberOf(lane[10] ?? ''),
    });
    for (const [place, name] of [
      [3, 'transmit power'],
      [7, 'receive power'],
      [11, 'bias current'],
    ] as const)
      if (lane[place] !== undefined) record.alarms.push(`lane ${Number(lane[1])} ${name} ${levels[lane[place] ?? '']}`);
    return true;
  }
  if (phy) {
    block.inLanes = true;
    block.lanes.push({
      lane: Number(phy[1]),
      bias: numberOf(phy[2] ?? ''),
      tx: powerOf(phy[3] ?? ''),
      rx: powerOf(phy[4] ?? ''),
    });
    return true;
  }
  // Lanes have seven figures or two powers; nothing else that is printed has.
  if (/^[^A-Z\s]\S*(?: \S+){6}$/.test(line) && / -?\d\S*(?: -?\d\S*){2}$/.test(line)) return false;
  if (/ dBm\) .* mW \(|^\d{1,2} .* mAmps /.test(line) && !/^[A-Z]/.test(line)) return false;

  if (block.inLanes && line !== '') block.whole = true;
  if (block.alarms && line !== '') {
    if (line.includes(':') || /^Alarm /.test(line)) block.alarms = false;
    else if (!/^No alarms$/i.test(line)) record.alarms.push(line);
  }
  if (/^DOM alarms:$/i.test(line)) block.alarms = true;
  else if ((!block.whole || line.startsWith('Rx Power: ')) && !readValue(block, line)) return false;
  // What follows these lines is about the port, not about its module.
  block.whole ||=
    /^(?:MAC address information:|Autonegotiation |Operational values:|Oper\. Status\/Control:|Rx Power: )/.test(line);
  return true;
}

const levels: Record<string, string> = { H: 'high alarm', h: 'high warning', L: 'low alarm', l: 'low warning' };

/** False when the four limits of a quantity are not four figures. */
function readValue(block: Block, line: string): boolean {
  const { record } = block;
  const value = /^([A-Z][\w .]{1,30}(?: \(\w{1,3}\))?): ?(\S.{0,200})$/.exec(line);
  if (!value) return true;
  const [, name = '', said = ''] = value;
  const quantity = limitNames[name];
  const limits = quantity === undefined ? [] : limitsIn(said);
  if (quantity !== undefined && limits.length === 4) {
    const [HighAlarm = null, HighWarning = null, LowWarning = null, LowAlarm = null] = limits;
    putThresholds(record, quantity, { HighAlarm, HighWarning, LowWarning, LowAlarm });
    if (quantity === 'rxPower' && limits.every((limit) => limit === null) && said.includes('<-40')) block.blind = true;
    return true;
  }
  if (quantity !== undefined && / .* /.test(said.replaceAll(/ (?:C|V|Volt|mAmps|mW)\b| \([^)]*\)/g, ''))) return false;
  const number = numberOf(said.replace(/ (?:C|V|Volt|mAmps)$/, ''));
  const power = /^[\d.]{1,10} mW \((<?-?[\d.]{1,10}|-inf) dBm\)$/.exec(said)?.[1];
  if (name === 'Temperature' || name === 'Transceiver Temp') record.temperatureCelsius = number;
  else if (name === 'Voltage' || name === 'Transceiver Voltage') record.voltageVolts = number;
  else if (name === 'Tx Bias') record.biasMilliamps = number;
  else if (name === 'Tx Power' && power !== undefined) record.txPowerDbm = powerOf(power).dbm;
  else if (name === 'Rx Power' && power !== undefined) {
    const { dbm, dark } = powerOf(power);
    record.rxPowerDbm = dbm;
    record.noLight = dark;
  } else if (/^(?:Xcvr Code|Media type|Product Id)$/.test(name)) record.type ??= said;
  else if (/^Vendor(?: Name)?$/.test(name)) record.vendor = said;
  else if (/^(?:Vendor Part Number|Part number)$/.test(name)) record.partNumber = said.replace(/ ?\(rev\.: .*$/, '');
  else if (/^(?:Vendor Serial Number|Serial number)$/.test(name)) record.serial = said;
  return true;
}

/** `+75.000 C +70.000 C …`, `1.47910 mW (1.69998 dBm) …`, `4.400 -inf -inf -10.410`: four limits, null for none. */
function limitsIn(said: string): (number | null)[] {
  const bare = said
    .replaceAll(/[\d.]+ mW \((<?-?[\d.]+|-inf) dBm\)/g, '$1')
    .replaceAll(/ (?:C|Volt|mAmps)(?= |$)/g, '');
  const words = bare.split(' ');
  return words.every((word) => /^(?:<?[+-]?\d[\d.]*|-inf|n\/a)$/i.test(word)) ? words.map(numberOf) : [];
}
