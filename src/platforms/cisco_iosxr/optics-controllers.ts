import type { OpticsRecord } from '../../domain/device-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { type Lane, numberOf, perLane, powerOf, putThresholds, type Quantity, saysNothing } from './optics-record.ts';
import { isXrNoise } from './xr-text.ts';

interface Block {
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

/** The question, where it stands above its answer. */
const echo = /(?:^|[#>] ?)show controllers optics (\d{1,4}(?:\/\d{1,4}){2,4})$/;

/**
 * `show controllers optics`: one block per port. Asked for one port alone the device does not print its name: it is
 * `asked`, or the one in the echo. A block that nobody names is handed back.
 */
export function xrOpticsControllers(text: TextLines, asked: string | null): Rows<OpticsRecord> | null {
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  /** Whose answer follows, until a block has taken the name. */
  let expected = asked;
  let questions = 0;
  const seen = new Set<string>();
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim().replaceAll(/\s+/g, ' ');
    const question = echo.exec(line)?.[1];
    if (question !== undefined) {
      if (block) rows.records.push(...recordsOf(block));
      block = null;
      expected = `Optics${question}`;
      questions += 1;
      continue;
    }
    const port = /^Port ?: ?(Optics ?\d[\d/]{0,20})$/.exec(line)?.[1]?.replace(' ', '');
    const isState = /^Controller State ?: /.test(line);
    if (port !== undefined || (isState && (block === null || (block as Block).hasState))) {
      // A port within the words of a maker, or one that stands twice, is none of this device.
      const isForged = (block !== null && isOpenByMaker(block)) || (port !== undefined && seen.has(port));
      if (isForged) rows.unparsed.push(raw);
      if (port !== undefined) seen.add(port);
      if (block) rows.records.push(...recordsOf(block));
      const name: string | null = port ?? expected;
      block = { ...opened(name ?? ''), hasState: isState, absent: name === null, whole: name === null };
      if (name === null) rows.unparsed.push(raw);
      expected = null;
    } else if (/^Port ?:|^\S+ ?: ?Optics ?\d[\d/]*$/.test(line)) {
      // A heading in a form that is not known.
      if (block) rows.records.push(...recordsOf(block));
      block = { ...opened(''), absent: true, whole: true };
      rows.unparsed.push(raw);
    } else if (block) {
      block.hasState ||= isState;
      if (!readLine(block, line, raw)) rows.unparsed.push(raw);
    } else if (!isXrNoise(line)) {
      if (questions < 2) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!block && questions > 1) return { ...rows, incomplete: `the answer about ${expected} is missing` };
  if (!block) return null;
  const tail = text.cut?.trim().replaceAll(/\s+/g, ' ') ?? '';
  // Only what stands in front of it is read; a serial number that is not there cannot be cut.
  const tailEnds = block.whole || /^Serial Number ?: N\/A$/.test(tail);
  if (!tailEnds)
    return { ...rows, incomplete: `the block of ${block.record.interface} has no end: the answer was cut off` };
  rows.records.push(...recordsOf(block));
  return withCut(rows, tailEnds ? { ...text, cut: null } : text);
}

/** Between the heading of what the maker wrote and its last line that is read. */
function isOpenByMaker({ byMaker, whole }: Block): boolean {
  return byMaker && !whole;
}

function opened(name: string): Block {
  const record = blankOptics(name);
  return {
    record,
    lanes: [],
    unread: false,
    absent: false,
    alarms: false,
    inLanes: false,
    byMaker: false,
    hasState: false,
    whole: false,
  };
}

function recordsOf(block: Block): OpticsRecord[] {
  if (block.absent) return [];
  const { record } = block;
  const nothing = record.temperatureCelsius === 0 && record.voltageVolts === 0;
  if (!block.unread && !(nothing && Object.keys(record.thresholds).length === 0)) return perLane(record, block.lanes);
  // Zeros of a module that cannot be read are no measurement.
  return [
    {
      ...record,
      temperatureCelsius: null,
      voltageVolts: null,
      biasMilliamps: null,
      txPowerDbm: null,
      rxPowerDbm: null,
      noLight: null,
    },
  ];
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
/** One alarm or several; each has its HIGH or LOW once. */
const alarmNames = /^(?!.*(?:HIGH|LOW)-\S*(?:HIGH|LOW)-)[A-Z][A-Z0-9_/-]{2,40}(?: [A-Z][A-Z0-9_/-]{2,40}){0,11}$/;

/** False for a line that is read, by its label or its place, but whose figures have another form. */
function readLine(block: Block, line: string, raw: string): boolean {
  const { record } = block;
  if (block.alarms) {
    if (alarmNames.test(line)) {
      record.alarms.push(...line.split(' '));
      // Three blanks part them: in a wider gap there was another one.
      return !/\S {4,}\S/.test(raw);
    }
    block.alarms = line === '';
    if (/^(?:HIGH|LOW)-/.test(line)) return false;
  }
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
  const value = /^(.{2,40}?) ?[=:] ?(.{0,80})$/.exec(line);
  const isMeasured = detected !== null || limited !== undefined || lane !== null;
  if (block.byMaker && (isMeasured || line === 'Optics not present' || measured.has((value?.[1] ?? '').toLowerCase())))
    return false;
  if (detected) {
    const said = detected[1]?.trim() ?? '';
    if (said === '') block.alarms = true;
    else if (said !== 'None') record.alarms.push(...said.split(/[ ,]+/));
  } else if (limited) return limits(record, limited[1], line.slice(limited[0].length));
  else if (lane) {
    const bias = lane[3] === 'mA' ? numberOf(lane[2] ?? '') : null;
    block.lanes.push({ lane: Number(lane[1]), bias, tx: powerOf(lane[4] ?? ''), rx: powerOf(lane[5] ?? '') });
  } else if (/^Lane Laser Bias /.test(line)) block.inLanes = true;
  else if (block.inLanes) return /^[- ]+$/.test(line);
  else if (/^Optics not present$/i.test(line)) {
    block.absent = true;
    block.whole = true;
  } else if (value) {
    // Behind the serial number stands nothing more of this module: it is another one's.
    if (block.whole && !block.absent && ofModule.has((value[1] ?? '').toLowerCase())) return false;
    return readValue(block, value[1] ?? '', value[2] ?? '');
  } else return !/ (?:mA|%|N\/A) (?:\S+ dBm|N\/A) (?:\S+ dBm|N\/A)|^\S+ .* dBm|^\d{1,2} -?\d/.test(line);
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
      return true;
  }
}

/** The number in front of its unit; null without the unit. */
function numberIn(said: string, unit: RegExp): number | null {
  return unit.test(said) ? numberOf(said.replace(unit, '')) : null;
}

function isDark(said: string): boolean {
  return powerOf(said.replace(/ dBm$/, '')).dark === true;
}
