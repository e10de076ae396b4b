import type { OpticsRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { type Lane, numberOf, perLane, powerOf } from './optics-record.ts';
import { type OpticsValues, readOpticsValue } from './optics-values.ts';
import { isXrNoise } from './xr-text.ts';

interface Block extends OpticsValues {
  lanes: Lane[];
  alarms: boolean;
  /** The table of lanes that was opened: up to the next line that begins with a word each line is one of them. */
  lanesOf: 'phy' | 'port' | null;
  whole: boolean;
}

const heading = /^(?:PHY data for interface: ?|Operational data for interface )(\S{3,64}?):?$/;

/** The sixteen bytes of a memory's row; a setting behind the addresses. */
const wholeTail =
  /^(?:0x[\da-f]{4}: (?:[\da-f]{2} ){8}: (?:[\da-f]{2} ){7}[\da-f]{2}|Forward error correction: Disabled)$/i;

/** `show controllers X phy` and `show controllers X all`: one block per interface. Null when there is no heading. */
export function xrOpticsPorts(given: TextLines): Rows<OpticsRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  const seen = new Set<string>();
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim().replaceAll(/\s+/g, ' ');
    const head = heading.exec(line);
    if (head) {
      if (block) append(rows.records, recordsOf(block));
      const name = printedXrName(head[1] ?? '');
      // One that stands twice is within the words of a maker.
      if (name === null || seen.has(name)) rows.unparsed.push(raw);
      if (name !== null) seen.add(name);
      block = name === null ? null : opened(name);
    } else if (line.startsWith('Management information for interface')) {
      // `all` prints the data of every interface first, then their settings, which are not read.
      if (block) append(rows.records, recordsOf(block));
      return block === null && rows.records.length === 0 ? null : rows;
    } else if (/^(?:\S{1,4} )?(?:PHY|Operational) data\b|^\S+ \S+ for interface|^\S+ data for \S/i.test(line)) {
      // The heading of a block in a form that is not known.
      if (block) append(rows.records, recordsOf(block));
      block = null;
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readLine(block, line)) rows.unparsed.push(raw);
    } else if (rows.unparsed.length === 0 && !isXrNoise(line)) return null;
  }
  if (!block) return rows.unparsed.length > 0 ? rows : null;
  if (!block.whole)
    return { ...rows, incomplete: `the block of ${block.record.interface} has no end: the answer was cut off` };
  append(rows.records, recordsOf(block));
  return withCut(rows, text);
}

function opened(name: string): Block {
  const record = blankOptics(name);
  return { record, lanes: [], alarms: false, blind: false, lanesOf: null, awaited: new Set(), whole: false };
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

/** False for a line that is read, by its label or its place, but whose figures have another form. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  const lane = laneRow.exec(line);
  const phy = lane ? null : phyLane.exec(line);
  // Below another heading than that of the lanes it is what a maker wrote.
  if (lane && block.lanesOf === null) return false;
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
    block.lanesOf = 'phy';
    block.lanes.push({
      lane: Number(phy[1]),
      bias: numberOf(phy[2] ?? ''),
      tx: powerOf(phy[3] ?? ''),
      rx: powerOf(phy[4] ?? ''),
    });
    return true;
  }
  if (/^(?:Lane Temp Bias|Wavelength Tx Power|Lane \(nm\)|-- -{4,}) /.test(line)) {
    block.lanesOf = line.startsWith('Lane Temp') ? 'phy' : 'port';
    return true;
  }
  if (block.lanesOf !== null && line !== '' && !/^[A-Z][A-Za-z]/.test(line)) return false;
  // Lanes have seven figures or two powers; nothing else that is printed has.
  if (/^[^A-Z\s]\S*(?: \S+){6}$/.test(line) && / -?\d\S*(?: -?\d\S*){2}$/.test(line)) return false;
  if (/ dBm\) .* mW \(|^\d{1,2} .* mAmps /.test(line) && !/^[A-Z]/.test(line)) return false;

  // The four limits of a power behind another label.
  if (/(?: dBm\).*){3}/.test(line) && !/^(?:Transmit|Receive) Power:/.test(line)) return false;

  if (block.lanesOf === 'phy' && line !== '') block.whole ||= block.lanes.length > 0;
  if (block.lanesOf === 'port' || line !== '') block.lanesOf = null;
  if (block.alarms && line !== '') {
    if (line.includes(':') || /^Alarm /.test(line)) block.alarms = false;
    // Nothing of an alarm is parted by several blanks but the heading of the limits in a form that is not known.
    else if (/^\S+ Thresholds |^[- ]+$| Alarm Alarm | Warning Warning$/i.test(line)) return false;
    else if (/^No \w+$|^\w+ alarms$/i.test(line)) {
      if (!/^No alarms$/i.test(line)) return false;
    } else record.alarms.push(line);
  }
  if (line.startsWith('Thresholds:')) block.awaited = new Set(['Temperature', 'Voltage']);
  if (/^DOM alarms:$/i.test(line)) block.alarms = true;
  else if ((!block.whole || line.startsWith('Rx Power:')) && !readOpticsValue(block, line)) return false;
  // What follows these lines is about the port, not about its module.
  block.whole ||=
    /^(?:MAC address information:|Autonegotiation |Operational values:|Oper\. Status\/Control:|Rx Power: )/.test(line);
  return true;
}

const levels: Record<string, string> = { H: 'high alarm', h: 'high warning', L: 'low alarm', l: 'low warning' };
