import type { OpticsRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { isBentWord } from '../bent-word.ts';
import { type Lane, numberOf, powerOf, putThresholds, type Quantity, saysNothing } from './optics-record.ts';

/** One port of `show controllers optics`, as far as its lines were read. */
export interface Block {
  record: OpticsRecord;
  lanes: Lane[];
  /** The device says that it does not read this module (passive copper, 1000BASE-T). */
  unread: boolean;
  absent: boolean;
  alarms: boolean;
  /** The heading of the lanes was read: up to the next empty line each line is one of them. */
  inLanes: boolean;
  /** What the maker wrote into the module has begun: what is measured stands above it. */
  byMaker: boolean;
  /** Its state was read: another one is that of the next port. */
  hasState: boolean;
  /** The serial number was reached: what follows is not read. */
  whole: boolean;
}

const quantities: readonly (readonly [label: string, quantity: Quantity])[] = [
  ['Rx Power Threshold(dBm)', 'rxPower'],
  ['Tx Power Threshold(dBm)', 'txPower'],
  ['LBC Threshold(mA)', 'bias'],
  ['Temp. Threshold(celsius)', 'temperature'],
  ['Voltage Threshold(volt)', 'voltage'],
];

const laneRow =
  /^(\d{1,2}) (?:(-?[\d.]{1,10}) (mA|%)|N\/A) (?:(-?[\d.]{1,10}) dBm|N\/A) (?:(-?[\d.]{1,10}) dBm|N\/A)(?: .{1,40})?$/;
/** In capital letters, unlike the word that says that there is none. */
const alarmName = /^[A-Z][A-Z0-9_/-]{1,40}$/;
/** One alarm or several; each has its HIGH or LOW once. */
const alarmNames = /^(?!.*(?:HIGH|LOW)-\S*(?:HIGH|LOW)-)[A-Z][A-Z0-9_/-]{2,40}(?: [A-Z][A-Z0-9_/-]{2,40}){0,11}$/;

/** Words of lines that are read, one of which is bent: alarms stand below the first, no module has the second. */
const bentLabel =
  /^(?!Detected Alarms)(?:Detected \S{6}|\S{8} Alarms) ?:|^(?!Optics not present$)(?:\S{5,7} not present|Optics \S{2,4} present|Optics not \S{6,8})$/i;

const bentRow = / (?:mA|%|N\/A) (?:\S+ dBm|N\/A) (?:\S+ dBm|N\/A)|^\S+ .* dBm|^\d{1,2} -?\d/;

/** Words of the lines that are read, behind a label that is none of theirs. Limits in milliwatts are not read. */
const bentLine = /^(?!Detected)\w+ LOS\/LOL\/|^[\w. ]{2,24}\((?!mW\))\w+\)(?: (?:-?[\d.]+|N\/A|-inf)){2,4}$/i;

/** False for a line that is read, by its label or its place, but whose figures have another form. */
export function readLine(block: Block, line: string, raw: string): boolean {
  const { record } = block;
  if (block.alarms) {
    if (alarmNames.test(line)) {
      append(record.alarms, line.split(' '));
      // Three blanks part them: in a wider gap there was another one.
      return !/\S {4,}\S/.test(raw);
    }
    block.alarms = line === '';
    if (/^(?:HIGH|LOW)-/.test(line)) return false;
  }
  // Their names stand below their heading alone; how often each was raised has figures.
  if (/^(?:HIGH|LOW)-[^ =]+(?: [^ =]+)*$/.test(line)) return false;
  if (line === '') {
    block.inLanes = false;
    return true;
  }
  if (line === 'Transceiver Vendor Details') {
    block.byMaker = true;
    return true;
  }
  const detected = /^Detected (?:Alarms|LOS\/LOL\/FAULT) ?:(?: (.{1,200}))?$/i.exec(line);
  const limited = quantities.find(([label]) => line.startsWith(label));
  const lane = laneRow.exec(line);
  if (bentLabel.test(line)) return false;
  const value = /^(.{2,40}?) ?[=:] ?(.{0,80})$/.exec(line);
  const isMeasured = detected !== null || limited !== undefined || lane !== null;
  if (block.byMaker && (isMeasured || line === 'Optics not present' || measured.has((value?.[1] ?? '').toLowerCase())))
    return false;
  if (detected) {
    const said = detected[1]?.trim() ?? '';
    if (said === '') block.alarms = true;
    else if (said !== 'None') {
      const names = said.split(/[ ,]+/);
      if (!names.every((name) => alarmName.test(name))) return false;
      append(record.alarms, names);
    }
  } else if (limited) return limits(record, limited[1], line.slice(limited[0].length));
  else if (lane) {
    const bias = lane[3] === 'mA' ? numberOf(lane[2] ?? '') : null;
    block.lanes.push({ lane: Number(lane[1]), bias, tx: powerOf(lane[4] ?? ''), rx: powerOf(lane[5] ?? '') });
  } else if (/^Lane Laser Bias /.test(line)) block.inLanes = true;
  else if (block.inLanes) return /^[- ]+$/.test(line);
  else if (/^Optics not present$/i.test(line)) {
    block.absent = true;
    block.whole = true;
  } else if (bentLine.test(line)) return false;
  else if (value) {
    // Behind the serial number stands nothing more of this module: it is another one's.
    if (block.whole && !block.absent && ofModule.has((value[1] ?? '').toLowerCase())) return false;
    return readValue(block, value[1] ?? '', value[2] ?? '');
  } else return !(bentLine.test(line) || bentRow.test(line));
  return true;
}

/** The four limits behind a label, alarms first. */
function limits(record: OpticsRecord, quantity: Quantity, said: string): boolean {
  const words = said.trimStart().split(' ');
  const [HighAlarm = null, LowAlarm = null, HighWarning = null, LowWarning = null] = words.map(numberOf);
  const isRow = said.startsWith(' ') && words.length === 4;
  if (!isRow || words.some((word) => numberOf(word) === null && !/^(?:N\/A|-inf)$/i.test(word))) return false;
  putThresholds(record, quantity, { HighAlarm, LowAlarm, HighWarning, LowWarning });
  return true;
}

const ofModule = new Set(['optics type', 'laser bias current', 'actual tx power', 'rx power', 'serial number']);

/** What stands above the maker's words. */
const measured = new Set([
  'dom data status',
  'laser bias current',
  'laser bias',
  'actual tx power',
  'tx power',
  'rx power',
  'temperature',
  'voltage',
]);

/** False for a figure in a form that is not known. */
function readValue(block: Block, name: string, said: string): boolean {
  const { record } = block;
  const text = said === '' || saysNothing(said) ? null : said;
  switch (name.toLowerCase()) {
    case 'dom data status':
      block.unread = /^(?:not applicable|n\/a|not supported)$/i.test(said);
      return true;
    case 'optics type':
      record.type ??= text;
      return true;
    case 'laser bias current':
    case 'laser bias':
      record.biasMilliamps = numberIn(said, / mA$/);
      // Older releases print a share of the most that the laser takes.
      return record.biasMilliamps !== null || saysNothing(said) || numberIn(said, / %$/) !== null;
    case 'actual tx power':
    case 'tx power':
      record.txPowerDbm = numberIn(said, / dBm$/);
      return record.txPowerDbm !== null || saysNothing(said) || isDark(said);
    case 'rx power': {
      const { dbm, dark } = powerOf(said.endsWith(' dBm') ? said.slice(0, -4) : '');
      record.rxPowerDbm = dbm;
      record.noLight = dark;
      return dark !== null || saysNothing(said);
    }
    case 'temperature':
      record.temperatureCelsius = numberIn(said, / (?:Celsius|C)$/);
      return record.temperatureCelsius !== null || saysNothing(said);
    case 'voltage':
      record.voltageVolts = numberIn(said, / (?:V|Volts?)$/);
      return record.voltageVolts !== null || saysNothing(said);
    case 'name':
      record.vendor = text;
      return true;
    case 'part number':
      record.partNumber = text;
      return true;
    case 'serial number':
      record.serial = text;
      block.whole = true;
      return true;
    default:
      return !isBent(name, said, block.byMaker);
  }
}

/** What else is measured in the units of ours. */
const others =
  /^(?:(?:configured|total) tx power|(?:rx signal|total rx) power|laser temperature|lbc high threshold|laser age)$/i;

/** A value or a name of ours behind a label that is not known. */
function isBent(name: string, said: string, byMaker: boolean): boolean {
  if (/^-?[\d.]{1,10} (?:dBm|mA|Celsius|C|V|Volts?)$/.test(said)) return !others.test(name);
  if (isBentWord(name, ['Optics Type'])) return true;
  if (/^(?:laser bias|bias current)\b|^\w+ bias current$/i.test(name)) return true;
  return byMaker && /^(?!PID$|VID$|Active$|Inactive$)[A-Z]\w+$|^(?:Part|Serial) |^(?!OUI|Rev)\w+ Number$/.test(name);
}

/** The number in front of its unit; null without the unit. */
function numberIn(said: string, unit: RegExp): number | null {
  return unit.test(said) ? numberOf(said.replace(unit, '')) : null;
}

function isDark(said: string): boolean {
  return powerOf(said.replace(/ dBm$/, '')).dark === true;
}
