import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { nearLabels } from '../near-labels.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { fan, sensor, supply } from './environment-words.ts';
import { isBeside } from './nxos-noise.ts';

/** Null for a line of the table that is not understood, undefined for one that says nothing that is read. */
type ReadRow = (line: string) => EnvironmentRecord | null | undefined;

const figure = String.raw`(?:-?\d{1,6}(?:\.\d{1,3})?|N\/A|--?)`;
const supplyRow = new RegExp(
  String.raw`^(\d{1,2}) +((?!-?\d+ W)\S{1,30}(?: \S{1,20}){0,4}?) +(${figure}) {1,2}W +${figure} {1,2}W +(\S.{0,20})$`,
);
/** Where the input stands beside the output. */
const supplyInputRow = new RegExp(
  String.raw`^(\d{1,2}) +((?!-?\d+ W)\S{1,30}(?: \S{1,20}){0,4}?) +(${figure}) W +${figure} W +${figure} W +(\S.{0,20})$`,
);
const olderSupplyRow = new RegExp(
  String.raw`^(\S{1,12}) +(\S{2,30}) +(?:AC|DC|AC\/DC|--)? *${figure} +${figure} +(\S.{0,20})$`,
);
const sensorRow = new RegExp(
  String.raw`^(\S{1,10}) +(\S.{0,40}?) +${figure} +${figure} +(${figure}) +([A-Za-z].{0,20})$`,
);

const number = (text: string | undefined) => (/^-?\d/.test(text ?? '') ? Number(text) : null);

/** Each table by its first heading; those that map to null hold nothing that is read. */
const tables: readonly (readonly [heading: RegExp, read: ReadRow | null])[] = [
  [/^Fan +Model +Hw +(?:Direction +)?Status$/, fanRow],
  [/^Fan Name +Fan Num +Fan Direction +Speed\(%\) +Speed\(RPM\)$/, rotor],
  [/^(?:Supply +Model +Output +Input |Power +Actual +Actual +Total$)/, (line) => chassisSupply(line, supplyInputRow)],
  [/^(?:Supply +Model +Output|Power +Actual +Total$)/, (line) => chassisSupply(line, supplyRow)],
  [/^PS +Model +/, olderSupply],
  [/^Module +Sensor +MajorThresh +MinorThres +CurTemp +Status$/, temperature],
  [/^(?:Module|Mod) +Model +/, null],
  [/^Clock +Model +Hw +Status$/, null],
  [/^Power Usage Summary:?$/, null],
  [/^Actual +Power$/, null],
];
/** The last headings of tables that are read. Of a bent one the rows below it are nobody's. */
const isBentHeading = nearLabels([
  'Fan Model Hw Status',
  'Fan Model Hw Direction Status',
  'Module Sensor MajorThresh MinorThres CurTemp Status',
]);
/** Titles, rulers, and the further lines of headings. */
const around =
  /^(?:-[- ]*|=+|(?:Fan|Power Supply|Temperature|Clock|Power Usage Summary|Fan Details|Power Supplies):?|Voltage: .*|\(?(?:Celsius|Watts|Amps) ?\).*|Type +\(Watts.*|(?:Input|Output) .*|Fan(?: Zone)? Speed:.*|Fan Air Filter *:.*|N\/A - .*|Supply +Model .*|Power +(?:Input )?.*Power.*|Requested .*|Fan Tray.*LED.*)$/;

/** The status of a row, or of a module, and the last lines of the summary. */
const wholeTail = / (?:ok|absent|shutdown|powered-up)$|^Total .* W$/i;

/** `show environment` and its parts. Null when none of its tables is there. */
export function environmentTables(given: TextLines): Rows<EnvironmentRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  let read: ReadRow | null = null;
  let found = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    const table = tables.find(([heading]) => heading.test(line));
    if (table) {
      read = table[1];
      found = true;
    } else if (line !== '' && !around.test(line) && !isBeside(line)) {
      if (!found) return null;
      // A heading in a form that is not known: the rows below it are nobody's.
      if (/^\S+ .* Status$/.test(line) || isBentHeading(line)) read = () => null;
      const record = read ? read(line) : undefined;
      if (record) rows.records.push(record);
      else if (record === null) rows.unparsed.push(raw);
    }
  }
  if (found && text.cut === null && isRuler(text.lines.findLast((line) => line !== '')))
    return { ...rows, incomplete: 'no table stands below the last ruler: the answer was cut off' };
  return found ? withCut(rows, text) : null;
}

/** What stands between the title of a table and its heading. */
function isRuler(line: string | undefined): boolean {
  return /^-{20,}$/.test(line ?? '');
}

function fanRow(line: string): EnvironmentRecord | null {
  const match =
    /^(\S{2,30}) +(?:(\S.{0,40}?) +)?([^\s:]{1,10}) +(?:(?:front-to-back|back-to-front|--) +)?([A-Za-z][\w/-]{1,20})$/i.exec(
      line,
    );
  return match ? fan(match[1] ?? '', match[4] ?? '') : null;
}

/** `show environment fan detail`: how fast each rotor of a fan turns. */
function rotor(line: string): EnvironmentRecord | null {
  const match = /^(\S{2,30}) +(fan\d{1,2}) +(?:front-to-back|back-to-front|--) +(?:\d{1,2}|100) +(\d{1,6})$/.exec(line);
  if (!match) return null;
  const name = `${match[1]} ${match[2]}`;
  return { component: 'fan', name, status: null, reading: Number(match[3]), unit: 'rpm' };
}

function chassisSupply(line: string, row: RegExp): EnvironmentRecord | null {
  const match = row.exec(line);
  return match ? supply(match[1] ?? '', match[4] ?? '', number(match[3])) : null;
}

/** Prints what the supply can give, not what it gives. */
function olderSupply(line: string): EnvironmentRecord | null {
  const match = olderSupplyRow.exec(line);
  return match ? supply(match[1] ?? '', match[3] ?? '', null) : null;
}

function temperature(line: string): EnvironmentRecord | null {
  const match = sensorRow.exec(line);
  return match ? sensor(match[1] ?? '', match[2] ?? '', match[4] ?? '', number(match[3])) : null;
}
