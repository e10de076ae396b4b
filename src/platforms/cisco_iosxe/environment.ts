import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { environmentAlarms } from './environment-alarms.ts';
import { environmentChassis, fansIn, isOfChassis } from './environment-chassis.ts';
import { environmentMeasured, isOfMeasured } from './environment-measured.ts';
import { environmentModular, isModularHeading, isOfModular } from './environment-modular.ts';
import { environmentPower } from './environment-power.ts';
import { environmentSection, isOfSections } from './environment-sections.ts';
import { environmentSensor, isValue } from './environment-sensors.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show environment all`: the lists and the sections of the routers, the sentences of the switches, the tables of power supplies. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [{ line: 'show environment all' }],
  parse: ([output = '']) => parseForms<EnvironmentRecord>(output, { rejected: rejectedByIosxe, text: parts }),
};

const headings =
  /^(?:no (?:temperature )?alarms$|Power Supplies:$|Power +Fan States$|Switch:\d{1,2}$|Sensor List:|Sensor +(?:Location|Current)|SW +PID|Power +Fan +Inline|Supply +Model No|Power Source +Type +Power\(w\) +Mode$|SWITCH: \d|Switch +FAN +Speed|Sensor +Location +State +Reading|Slot +Sensor|Slot\s)/;
const around =
  /^(?:(?:Yellow|Red|Green) Threshold *:|System Temperature Threshold|\S.{0,20} Temperature (?:Alert|Shutdown) Threshold: -?\d{1,3}(?:\.\d{1,4})? Degree Celsius$|SW +Status +RPS Name|\(Celsius\)|Supply +Model|\*{3} .{1,80}\*{0,3}$|Switch +FAN|[- ]+$|Minor +Major|\* +Environmental)/;

/** `Switch 2:` in a form that is not known: what stands below is of none of the members. */
const bentMember =
  /^(?!Switch[: ])\S{5,7}[: ] ?\d{1,2}(?:$|: )|^(?!Switch[: ])\S{5,7} \d{1,2}:$|^Switch(?: ?\d{1,2}[^\d: ]|:)/;

/** Most lines are too long, or have no colon near their front. */
function isBentMember(line: string): boolean {
  const colon = line.indexOf(': ');
  const isNear = line.length <= longestMember || (colon >= 0 && colon <= longestMember) || line.startsWith('Switch');
  return isNear && bentMember.test(line);
}

const longestMember = 12;

/** What the lines above a line say about it. */
export interface Surroundings {
  /** `Switch 1` where a stack prints its members one after the other. */
  member: string | null;
  /** Below `Slot  Sensor  Current State  Reading  Threshold` the place stands before the name; the thresholds may be missing. */
  slotFirst: 'with thresholds' | 'without' | null;
  /** The numbers of the fans that are columns of the table. */
  fans: readonly string[];
}

/** A last line without its break that cannot go on. */
const wholeTail =
  /^(?:Red Threshold +: \d+ Degree Celsius|SYSTEM : (?:GREEN|RED)|(?:FM|FT)\d{1,2} .{0,60} (?:good|bad|n\.a\.|N\/A)|\S.* is OK|(?:VTT|module) \d{1,2} .{3,30} temperature: ?-?\d{1,3}C|(?:fan-tray|VTT|clock|power-supply|module) \d{1,2} .{2,20}: ?OK|no alarms|\d{1,2}(?:[A-C] +Not Present| +Not Present +<>)|RPS is NOT PRESENT|ALARM CONTACT \d{1,2} is (?:not )?asserted|[A-Z]?\d{1,2} +\S.{0,90} (?:na|\(Celsius\)))$/;
const wholeReading = /^\S.{5,90} -?\d{1,6} +(?:Celsius|mV|mA)$/;

/** No limits stand behind the readings of the last table. */
function isReadingLast({ lines }: TextLines): boolean {
  const heading = lines.findLast((line) => / Reading(?: |$)/.test(line));
  return heading !== undefined && /^ {0,4}S.{10,80} Reading$/.test(heading);
}

function parts(given: TextLines): Rows<EnvironmentRecord> | null {
  const text = withWholeTail(withWholeTail(given, wholeTail), isReadingLast(given) ? wholeReading : wholeTail);
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  const around2: Surroundings = { member: null, slotFirst: null, fans: [] };
  let known = false;
  let halves: string | null = null;
  let isLost = false;
  /** The temperature whose state stands below it. */
  let awaited: EnvironmentRecord | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : (raw.includes('\t') ? raw.replaceAll('\t', ' ') : raw).trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || isIosNoise(line)) continue;
    const isModular = isModularHeading(line);
    const isHeading = isModular || headings.test(line);
    if (isHeading) {
      known = true;
      const slotFirst = /^Slot +Sensor +Current State +Reading/.test(line);
      around2.slotFirst = slotFirst ? (/ Threshold/.test(line) ? 'with thresholds' : 'without') : null;
    }
    around2.fans = fansIn(line) ?? around2.fans;
    // One half of a pair of chassis; only its fans stand below.
    if (halves !== null && !line.startsWith('Fantray : ')) rows.unparsed.push(halves);
    halves = line.startsWith('Switch ') && /^Switch \d{1,2}:$/.test(line) ? raw : null;
    const member = /^(?:SWITCH: |Switch[: ])(\d{1,2})(?:$|:(?: |$))/.exec(line)?.[1];
    if (member !== undefined) around2.member = `switch ${member}`;
    isLost = member === undefined && !isModular && (isLost || isBentMember(line));
    if (isHeading || halves !== null) continue;
    // Above a state stands its value.
    const state = awaited && /^(?:System )?Temperature State: (GREEN|YELLOW|RED)$/i.exec(line)?.[1]?.toUpperCase();
    if (awaited && state) {
      awaited.status = state === 'GREEN' ? 'ok' : state === 'YELLOW' ? 'warning' : 'failed';
      awaited = null;
      continue;
    }
    const isNobodys = isLost && !/^\d/.test(line);
    const record = line.length > 300 || line.endsWith(':') || isNobodys ? null : recordIn(line, around2);
    if (record) {
      known = true;
      const found = [record].flat();
      awaited = isValue(line) ? (found[0] ?? null) : null;
      append(rows.records, found);
    } else if (isAround(line)) continue;
    else if (!known) return null;
    else rows.unparsed.push(raw);
  }
  if (!known) return null;
  if (halves !== null) rows.unparsed.push(halves);
  if (awaited) rows.records.pop();
  if (awaited || text.cut !== null) return { ...rows, incomplete: 'the last part has no end and may be cut' };
  return rows;
}

function isAround(line: string): boolean {
  return around.test(line) || isOfSections(line) || isOfMeasured(line) || isOfChassis(line) || isOfModular(line);
}

/** What one line says; pairs with blanks around their colon are of a chassis alone, but for the names of sensors in a slot. */
function recordIn(line: string, above: Surroundings): EnvironmentRecord | EnvironmentRecord[] | null {
  if (line.includes(' : ') && above.slotFirst === null) return environmentChassis(line, above);
  return (
    environmentAlarms(line) ??
    environmentSensor(line, above) ??
    environmentPower(line) ??
    environmentChassis(line, above) ??
    environmentSection(line) ??
    environmentMeasured(line) ??
    environmentModular(line)
  );
}
