import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { addFanNames, type FanTable, fanTable, openTray, readFans } from './environment-fans.ts';

type Kind =
  | 'temperature'
  | 'voltage'
  | 'current'
  | 'fan'
  | 'supply'
  | 'capacity'
  | 'card'
  | 'draw'
  | 'led'
  | 'budget'
  | 'altitude';

/** One table of the answer: what its rows are about, and the place that the last heading row named. */
export interface Part {
  kind: Kind;
  location: string;
  /** How many figures a sensor has by the heading: its value and the limits; null where the heading does not say. */
  figures: number | null;
  fans: FanTable;
}

const openings: readonly [RegExp, Kind][] = [
  [/^Location +TEMPERATURE\b|^R\/S\/I +Modules +Sensor +\(deg C\)|^Temperature Information/i, 'temperature'],
  [/^Location +VOLTAGE\b|^R\/S\/I +Modules +Sensor +\(mV\)|^Voltage Information/i, 'voltage'],
  [/^Location +CURRENT\b|^R\/S\/I +Modules +Sensor +\(mA\)|^Current Information/i, 'current'],
  [/^(?:Fan speed \(rpm\):?|Fan Information|Location +FRU Type +FAN)/i, 'fan'],
  [/^(?:CHASSIS LEVEL POWER INFO|Power +Supply +-|Power Group \d|Power Supply Information)/i, 'supply'],
  [/^R\/S\/I +Modules +Capacity +Status/i, 'capacity'],
  [/^R\/S\/I +Power Supply +Voltage +Current/i, 'draw'],
  [/^R\/S\/I +Power Draw +Voltage +Current/i, 'draw'],
  [/^Location +Card Type +Power/i, 'card'],
  [/^LED Information/i, 'led'],
  [/^(?:Power Budget Summary|Slot +Max Watts)/i, 'budget'],
  [/^(?:Location +)?Altitude Value \(Meters\) +Source/i, 'altitude'],
];

/** The table that a heading opens; null for any other line. */
export function partOf(line: string, raw: string): Part | null {
  const kind = openings.find(([pattern]) => pattern.test(line))?.[1];
  if (kind === undefined) return null;
  const part: Part = { kind, location: '', figures: figuresIn(line), fans: fanTable() };
  if (/ FAN_?\d/.test(line)) addFanNames(part.fans, raw);
  return part;
}

/** `Value Crit Major Minor Minor Major Crit`, `(mV) Margin`, `(deg C)`. */
function figuresIn(line: string): number | null {
  const named = line.match(/\b(?:Value|Crit|Major|Minor)\b/g)?.length;
  if (named !== undefined) return named;
  return /^R\/S\/I +Modules +Sensor /i.test(line) ? (/ Margin$/i.test(line) ? 2 : 1) : null;
}

const around =
  /^(?:Module +Type +Volts|Sensor +\(|Allocated +Used|Watts +Watts|\(W\)|Total\b|Chassis Power Draw|\*\* Indicates|Power (?:Shelves|Budget|Redundancy)|Usable |N\+1 |Supply |Worst |-{2,}|\(deg C\)|Altitude|R\/S\/I)/i;

/** The records of one line of a table; null when it has another form. */
export function readPart(part: Part, line: string, raw: string): EnvironmentRecord[] | null {
  if (line.length > 300) return null;
  if (around.test(line)) return [];
  if (/^FAN_?\d+(?: +FAN_?\d+)*$/.test(line)) {
    addFanNames(part.fans, raw);
    return [];
  }
  const [, place, every] = /^(F?\d{1,3}\/[\w/]{1,16}?)(\/\*)?$/.exec(line) ?? [];
  if (place !== undefined) {
    // In the other tables it is the first column of a row.
    const isAlone = placed.has(part.kind) || (part.kind === 'fan' && every !== undefined);
    if (!isAlone) return null;
    part.location = place;
    openTray(part.fans, place);
    return [];
  }
  switch (part.kind) {
    case 'temperature':
      return sensor(part, line, 'celsius', 1);
    case 'voltage':
      return sensor(part, line, 'volts', 0.001);
    case 'current':
      return sensor(part, line, 'amps', 0.001);
    case 'fan':
      return fans(part, line, raw);
    case 'supply':
      return supply(line);
    case 'capacity':
      return capacity(part, line);
    case 'card':
      return card(line);
    case 'draw':
      return draw(line);
    case 'led':
      return led(line);
    case 'budget':
      return /^(?:\d{1,3}\/\S{1,20} +\d{1,6}|[A-Z][\w +]{3,60}: .*)$/.test(line) ? [] : null;
    case 'altitude':
      // How high the rack stands decides how its fans turn; no part of it.
      return /^\d{1,3} +-?\d{1,5} +[a-z]{3,12}$/.test(line) ? [] : null;
  }
}

/** Kinds whose rows stand below a line with their place alone. */
const placed: ReadonlySet<Kind> = new Set<Kind>(['temperature', 'voltage', 'current', 'capacity']);

function one(
  component: EnvironmentRecord['component'],
  name: string,
  status: EnvironmentRecord['status'],
  reading: number | null,
  unit: EnvironmentRecord['unit'],
): EnvironmentRecord[] {
  return [{ component, name: name.trim(), status, reading, unit: reading === null ? null : unit }];
}

const absent = /^(?:-|NA|N\/A)$/i;
const figure = /^(?:-?\d{1,8}(?:\.\d{1,3})?|-|NA|N\/A)$/i;

/**
 * `Inlet  24  -10 -5 0 61 63 65`: the value, then the limits that the device has set (critical, major and minor, low
 * ones first; a voltage has no major ones). A value outside of them is what the device calls an alarm.
 */
function sensor(
  part: Part,
  line: string,
  unit: 'celsius' | 'volts' | 'amps',
  scale: number,
): EnvironmentRecord[] | null {
  // A name may hold blanks; two of them end it. The mark before it says that the value is beyond a limit.
  const columns = line.replace(/^! {1,12}(?=\S)/, '').split(/ {2,}/);
  const module = columns.length > 2 && /^(?:host|\d{1,2})$/.test(columns[0] ?? '') ? columns.shift() : undefined;
  const name = columns.shift() ?? '';
  const words = columns.flatMap((column) => column.split(' ')).filter(Boolean);
  const isWhole = part.figures === null ? [1, 2, 5, 7].includes(words.length) : words.length === part.figures;
  if (figure.test(name) || !isWhole || !words.every((word) => figure.test(word))) return null;
  const [value = null, ...limits] = words.map((word) => (absent.test(word) ? null : Number(word)));
  const shown = value === null ? null : Math.round(value * scale * 1e6) / 1e6;
  const component = unit === 'celsius' ? 'temperature' : unit === 'volts' ? 'voltage' : 'current';
  const who = [part.location, module, name].filter(Boolean).join(' ');
  return one(component, who, statusWithin(value, limits), shown, unit);
}

function statusWithin(value: number | null, limits: readonly (number | null)[]): EnvironmentRecord['status'] {
  if (value === null || (limits.length !== 4 && limits.length !== 6)) return null;
  const low = limits.slice(0, limits.length / 2);
  const high = limits.slice(limits.length / 2);
  const [criticalLow = null, criticalHigh = null] = [low[0], high.at(-1)];
  if ((criticalLow !== null && value <= criticalLow) || (criticalHigh !== null && value >= criticalHigh))
    return 'failed';
  const beyond =
    low.slice(1).some((limit) => limit !== null && value <= limit) ||
    high.slice(0, -1).some((limit) => limit !== null && value >= limit);
  return beyond ? 'warning' : 'ok';
}

function fans(part: Part, line: string, raw: string): EnvironmentRecord[] | null {
  return readFans(part.fans, line, raw)?.flatMap(({ name, rpm }) => one('fan', name, null, rpm, 'rpm')) ?? null;
}

/** `0/PM0  3kW-DC  54.0/54.0  3.3/ 3.5  12.1  27.0  Failed`. */
function supply(line: string): EnvironmentRecord[] | null {
  const match =
    /^(F?\d{1,3}\/P\w{1,4}(?:[-/]\w{1,5})?) +(\S{1,24}) +(?:(?:\d[\d.]{0,8}(?:\/ {0,2}\d[\d.]{0,8})?|-|N\/A) +){1,6}([A-Z].{0,40})$/i.exec(
      line,
    );
  return match ? one('psu', match[1] ?? '', supplyStatus(match[3] ?? ''), null, null) : null;
}

function supplyStatus(words: string): EnvironmentRecord['status'] {
  if (/^ok$/i.test(words)) return 'ok';
  if (/^ok\b/i.test(words)) return 'warning';
  if (/^(?:not present|absent)/i.test(words)) return 'absent';
  return /fail|no pwr|no power|no input|shutdown|off|fault/i.test(words) ? 'failed' : null;
}

/** `host  PM  4400  Ok(Feeder A is missing)`, below the place of the supply. */
function capacity(part: Part, line: string): EnvironmentRecord[] | null {
  const match = /^(?:host|\w{1,12}) +PM +(\d{1,6}) +(\S.{0,60})$/.exec(line);
  if (!match || part.location === '') return null;
  return one('psu', part.location, supplyStatus(match[2] ?? ''), Number(match[1]), 'watts');
}

/** `0/RP0  NC55-RP  90  37  ON`: what is allotted, what is used. */
function card(line: string): EnvironmentRecord[] | null {
  const match =
    /^(F?\d{1,3}\/\w{1,8}(?:\/\w{1,8})?) +(\S{1,30}) +(?:\d{1,6}|-|N\/A) +(\d{1,6}|-|N\/A) +(ON|OFF|RESERVED|\S{2,20})$/i.exec(
      line,
    );
  if (!match) return null;
  const word = (match[4] ?? '').toUpperCase();
  const used = absent.test(match[3] ?? '') ? null : Number(match[3]);
  return one('power', match[1] ?? '', word === 'ON' ? 'ok' : word === 'OFF' ? 'failed' : null, used, 'watts');
}

/** `0/RSP0/*  229.3  54.6  4.2`, or `320 **` where no sensor measures it and the worst case is shown. */
function draw(line: string): EnvironmentRecord[] | null {
  const match = /^(F?\d{1,3}\/[\w/]{1,16}?)\/\* +(\d{1,6}(?:\.\d{1,2})?)(?: +\d[\d.]{0,8} +\d[\d.]{0,8}| \*\*)$/.exec(
    line,
  );
  if (!match) return null;
  return line.endsWith('**') ? [] : one('power', match[1] ?? '', null, Number(match[2]), 'watts');
}

/** `0/RSP0/*: Module (host) LED status says: OK`. */
function led(line: string): EnvironmentRecord[] | null {
  const match = /^(F?\d{1,3}\/[\w/]{1,16}?)\/\*: +Module \((\w{1,12})\) LED status says: (\S.{0,30})$/.exec(line);
  if (!match) return null;
  return one('other', `${match[1]} ${match[2]} LED`, ledStatus(match[3] ?? ''), null, null);
}

function ledStatus(word: string): EnvironmentRecord['status'] {
  if (/^OK$/i.test(word)) return 'ok';
  return /^(?:CRITICAL|MAJOR|FAIL(?:ED)?|ERROR)$/i.test(word)
    ? 'failed'
    : /^(?:MINOR|WARNING)$/i.test(word)
      ? 'warning'
      : null;
}
