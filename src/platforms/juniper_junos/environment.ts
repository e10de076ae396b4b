import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { isDamaged } from '../damaged-label.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { chassisAlarms, chassisAlarmsInJson } from './chassis-alarms.ts';
import { closed } from './closed.ts';
import { elements, junosAnswers, leaf } from './json-answer.ts';
import { rejectedByJunos } from './rejected.ts';

/** Sensors, fans and power supplies, and what the chassis itself raises an alarm for. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [
    { line: 'show chassis environment | display json | no-more' },
    { line: 'show chassis alarms | display json | no-more', optional: true },
  ],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        parseForms<EnvironmentRecord>(closed(output), {
          rejected: rejectedByJunos,
          json: (documents) => itemsInJson(documents) ?? chassisAlarmsInJson(documents),
          text: (text) => chassisAlarms(text) ?? itemTable(text),
        }),
      ),
    ),
};

const components: Record<string, EnvironmentRecord['component']> = {
  temp: 'temperature',
  fan: 'fan',
  fans: 'fan',
  power: 'psu',
  misc: 'other',
  hum: 'other',
  'routing engine': 'other',
};
const words: Record<string, EnvironmentRecord['status']> = {
  ok: 'ok',
  online: 'ok',
  check: 'warning',
  testing: 'warning',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  absent: 'absent',
  empty: 'absent',
};

/** Null where the class or the word for the status is not known. */
function item(
  kind: string | null,
  name: string,
  status: string | null,
  measured: string | null,
): EnvironmentRecord | null {
  const component = components[(kind ?? '').toLowerCase()];
  if (component === undefined) return null;
  const known = status === null ? null : words[status.toLowerCase()];
  if (known === undefined && !/^(?:offline|present|standby|unknown)$/i.test(status ?? '')) return null;
  const base = { component, name, status: known ?? null };
  if (isBent(measured ?? '')) return null;
  const [, celsius] = /^(-?\d{1,4}) degrees C/.exec(measured ?? '') ?? [];
  const [, rpm] = /^(\d{1,6}) RPM$/i.exec(measured ?? '') ?? [];
  if (celsius !== undefined) return { ...base, reading: Number(celsius), unit: 'celsius' };
  return rpm === undefined ? { ...base, reading: null, unit: null } : { ...base, reading: Number(rpm), unit: 'rpm' };
}

/** Words, or a figure with a unit; those that we read have one form each. */
function isBent(measured: string): boolean {
  if (/degrees|RPM/i.test(measured))
    return !/^(?:-?\d{1,4} degrees C(?: ?\/ ?-?\d{1,4} degrees F)?|\d{1,6} RPM)$/i.test(measured);
  if (isDamaged(/^\d{1,6} (\w{2,4})$/.exec(measured)?.[1]?.toUpperCase() ?? '', new Set(['RPM']))) return true;
  return /^-?\d/.test(measured) && !/^-?\d{1,6}(?:\.\d{1,3})? [A-Za-z%]/.test(measured);
}

function itemsInJson(documents: Json[]): Rows<EnvironmentRecord> | null {
  const answers = junosAnswers(documents, 'environment-information');
  if (!answers) return null;
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  for (const answer of answers) {
    let kind: string | null = null;
    for (const body of elements(answer, 'environment-item')) {
      // The class stands on its first item only.
      kind = leaf(body, 'class') ?? kind;
      const name = leaf(body, 'name') ?? '?';
      const record = item(kind, name, leaf(body, 'status'), measuredIn(body));
      if (record) rows.records.push(record);
      else rows.unparsed.push(`${kind ?? '?'} ${name} ${leaf(body, 'status') ?? ''}`);
    }
  }
  return rows;
}

function measuredIn(body: JsonObject): string | null {
  const attributes = elements(body, 'temperature')[0]?.['attributes'];
  const celsius = isJsonObject(attributes) ? attributes['junos:celsius'] : undefined;
  if (typeof celsius === 'string') return `${celsius} degrees C`;
  return leaf(body, 'temperature') ?? leaf(body, 'comment');
}

const row =
  /^(\S(?:.{0,58}\S)?) +(OK|Check|Testing|Failed|Failure|Error|Absent|Empty|Online|Offline|Present|Standby|Unknown)(?: +(\S.*))?$/i;
/** The class that stands before the first item of it. "Power" fills its column; "Power Supply 1" is an item. */
function classOf(bare: string, isAtMargin: boolean, above: string | null): string | null {
  const [, word = null, gap = ''] = /^(Temp|Fans?|Power|Misc|Hum|Routing Engine)( +)/.exec(bare) ?? [];
  // Small firewalls have one routing engine, an item without a number.
  if (gap.length > 1 && (isAtMargin || word !== 'Routing Engine')) return word;
  return isAtMargin && word === 'Power' && !(above === 'Power' && /^Power Supply /.test(bare)) ? word : null;
}

const classes = new Set(['Temp', 'Fan', 'Fans', 'Power', 'Misc', 'Hum', 'Routing']);

const heading = /^Class +Item +Status(?: +Measurement)?$/;

/** Words and units that are never the beginning of another. */
const wholeRow = / (?:RPM|degrees F|Spinning at \w+ speed)$/;

function itemTable(output: TextLines): Rows<EnvironmentRecord> | null {
  const text = withWholeTail(output, wholeRow);
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  let headed = false;
  let margin = 0;
  /** Where the items stand. */
  let depth = 0;
  let kind: string | null = null;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    if (heading.test(bare)) {
      headed = true;
      margin = line.indexOf('C');
      depth = line.indexOf('Item');
      kind = null;
      continue;
    }
    if (!headed) return null;
    const indent = line.length - line.trimStart().length;
    const isAtMargin = indent === margin;
    if (!isAtMargin && indent !== depth) {
      // It may have been the first item of another class.
      kind = null;
      rows.unparsed.push(line);
      continue;
    }
    const own = classOf(bare, isAtMargin, kind);
    // Below a class that is damaged, nobody knows of which one the items are.
    kind = isAtMargin && own === null && isDamaged(bare.split(' ')[0] ?? '', classes) ? null : (own ?? kind);
    const match = row.exec(own === null ? bare : bare.slice(own.length).trimStart());
    const isOfOther = isAtMargin && own === null && / {2}/.test(match?.[1] ?? '');
    // A word before the name is a class that is not known.
    if (isOfOther) kind = null;
    const record = match && item(kind, match[1] ?? '', match[2] ?? null, match[3] ?? null);
    if (record) rows.records.push(record);
    else rows.unparsed.push(line);
  }
  return headed ? withCut(rows, text) : null;
}
