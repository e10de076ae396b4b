import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { environmentAlarms } from './environment-alarms.ts';
import { environmentChassis, fansIn, isOfChassis } from './environment-chassis.ts';
import { environmentMeasured, isOfMeasured } from './environment-measured.ts';
import { environmentPower } from './environment-power.ts';
import { environmentSection, isOfSections } from './environment-sections.ts';
import { environmentSensor } from './environment-sensors.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show environment all`: the lists and the sections of the routers, the sentences of the switches, the tables of power supplies. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [{ line: 'show environment all' }],
  parse: ([output = '']) => parseForms<EnvironmentRecord>(output, { rejected: rejectedByIosxe, text: parts }),
};

const headings =
  /^(?:no (?:temperature )?alarms$|Power Supplies:$|Power +Fan States$|Switch:\d{1,2}$|Sensor List:|Sensor +(?:Location|Current)|SW +PID|Power +Fan +Inline|Supply +Model No|SWITCH: \d|Switch +FAN +Speed|Sensor +Location +State +Reading|Slot +Sensor|Slot\s)/;
const around =
  /^(?:(?:Yellow|Red|Green) Threshold *:|System Temperature Threshold|\S.{0,20} Temperature (?:Alert|Shutdown) Threshold: -?\d{1,3}(?:\.\d{1,4})? Degree Celsius$|SW +Status +RPS Name|\(Celsius\)|Supply +Model|\*{3} .{1,80}\*{0,3}$|Switch +FAN|[- ]+$|Minor +Major|\* +Environmental)/;

/** `Switch 2:` in a form that is not known: what stands below is of none of the members. */
const bentMember =
  /^(?!Switch[: ])\S{5,7}[: ] ?\d{1,2}(?:$|: )|^(?!Switch[: ])\S{5,7} \d{1,2}:$|^Switch(?: ?\d{1,2}[^\d: ]|:)/;

/** What the lines above a line say about it. */
export interface Surroundings {
  /** `Switch 1` where a stack prints its members one after the other. */
  member: string | null;
  /** Below `Slot  Sensor  Current State  Reading  Threshold` the place stands before the name; the thresholds may be missing. */
  slotFirst: 'with thresholds' | 'without' | null;
  /** The numbers of the fans that are columns of the table. */
  fans: readonly string[];
}

function parts(given: TextLines): Rows<EnvironmentRecord> | null {
  const text = withWholeTail(
    given,
    /^(?:Red Threshold +: \d+ Degree Celsius|SYSTEM : (?:GREEN|RED)|(?:FM|FT)\d{1,2} .{0,60} (?:good|bad|n\.a\.|N\/A)|\S.* is OK|[A-Z]?\d{1,2} +\S.{0,90} (?:na|\(Celsius\)))$/,
  );
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  const around2: Surroundings = { member: null, slotFirst: null, fans: [] };
  let known = false;
  let halves: string | null = null;
  let isLost = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.replaceAll('\t', ' ').trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || isIosNoise(line)) continue;
    const isHeading = headings.test(line);
    if (isHeading) {
      known = true;
      const slotFirst = /^Slot +Sensor +Current State +Reading/.test(line);
      around2.slotFirst = slotFirst ? (/ Threshold/.test(line) ? 'with thresholds' : 'without') : null;
    }
    around2.fans = fansIn(line) ?? around2.fans;
    // One half of a pair of chassis; only its fans stand below.
    if (halves !== null && !line.startsWith('Fantray : ')) rows.unparsed.push(halves);
    halves = /^Switch \d{1,2}:$/.test(line) ? raw : null;
    const member = /^(?:SWITCH: |Switch[: ])(\d{1,2})(?:$|:(?: |$))/.exec(line)?.[1];
    if (member !== undefined) around2.member = `switch ${member}`;
    isLost = member === undefined && (isLost || bentMember.test(line));
    if (isHeading || halves !== null) continue;
    const last = rows.records.at(-1);
    const state = /^(?:System )?Temperature State: (GREEN|YELLOW|RED)$/i.exec(line)?.[1]?.toUpperCase();
    // Above it stands its value: any other record has a status of its own.
    if (state !== undefined && last?.component === 'temperature' && last.status === null) {
      last.status = state === 'GREEN' ? 'ok' : state === 'YELLOW' ? 'warning' : 'failed';
      continue;
    }
    const isNobodys = isLost && !/^\d/.test(line);
    const record = line.length > 300 || line.endsWith(':') || isNobodys ? null : recordIn(line, around2);
    if (record) {
      known = true;
      append(rows.records, [record].flat());
    } else if (around.test(line) || isOfSections(line) || isOfMeasured(line) || isOfChassis(line)) continue;
    else if (!known) return null;
    else rows.unparsed.push(raw);
  }
  if (!known) return null;
  if (halves !== null) rows.unparsed.push(halves);
  const last = rows.records.at(-1);
  // The state of a temperature stands below its value.
  const open = last?.component === 'temperature' && last.status === null && last.reading !== null;
  if (open) rows.records.pop();
  if (open || text.cut !== null) return { ...rows, incomplete: 'the last part has no end and may be cut' };
  return rows;
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
    environmentMeasured(line)
  );
}
