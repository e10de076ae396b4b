import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankOptics } from '../records.ts';
import { elements, junosAnswers, leaf } from './json-answer.ts';
import { opticsBlocks } from './optics-blocks.ts';
import { alarmOf, isBentName, isNotModule, setThreshold, setValue } from './optics-values.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';

/** Modules only: a port without one, and one whose module has no diagnostics, has no record. One record per lane. */
export const optics: DiagnosticReader<'optics'> = {
  commands: (args) => [
    {
      line: `show interfaces diagnostics optics ${args.interface === undefined ? '' : `${args.interface} `}| display json | no-more`,
    },
  ],
  parse: ([output = '']) =>
    parseForms<OpticsRecord>(output, {
      rejected: rejectedByJunos,
      json: inJson,
      text: (text) => withPrintedNames(opticsBlocks(text)),
    }),
};

function inJson(documents: Json[]): Rows<OpticsRecord> | null {
  const answers = junosAnswers(documents, 'interface-information');
  if (!answers) return null;
  const ports = answers.flatMap((answer) => elements(answer, 'physical-interface'));
  if (ports.length > 0 && !ports.some((port) => port['optics-diagnostics'] !== undefined)) return null;
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  for (const port of ports) {
    const name = leaf(port, 'name');
    const [module] = elements(port, 'optics-diagnostics');
    if (name === null || !module) rows.unparsed.push(`interface ${name ?? '?'}`);
    else if (isNotModule(Object.keys(module))) continue;
    else if ([module, ...elements(module, 'optics-diagnostics-lane-values')].some(isBent))
      rows.unparsed.push(`interface ${name}`);
    else append(rows.records, lanesOf(name, module));
  }
  return rows;
}

/** An alarm that is neither on nor off, or a name that was damaged. */
function isBent(values: JsonObject): boolean {
  return Object.keys(values).some((name) => {
    if (isBentName(name)) return true;
    const text = /-(?:alarm|warn|warning)$/.test(name) ? leaf(values, name) : null;
    return text !== null && !/^(?:on|off|n\/a|not available|-)$/i.test(text);
  });
}

function lanesOf(name: string, module: JsonObject): OpticsRecord[] {
  const whole = filled(blankOptics(name), module);
  const lanes = elements(module, 'optics-diagnostics-lane-values');
  if (lanes.length === 0) return [whole];
  return lanes.map((lane, index) => {
    const number = leaf(lane, 'lane-index');
    const own = filled(blankOptics(name), lane);
    return {
      ...own,
      lane: number !== null && /^\d{1,3}$/.test(number) ? Number(number) : index,
      temperatureCelsius: own.temperatureCelsius ?? whole.temperatureCelsius,
      voltageVolts: own.voltageVolts ?? whole.voltageVolts,
      thresholds: { ...whole.thresholds, ...own.thresholds } as Partial<Record<OpticThreshold, number>>,
      alarms: [...whole.alarms, ...own.alarms],
    };
  });
}

function filled(record: OpticsRecord, values: JsonObject): OpticsRecord {
  for (const name of Object.keys(values)) {
    const text = leaf(values, name);
    if (text === null) continue;
    const attributes = elements(values, name)[0]?.['attributes'];
    const celsius = isJsonObject(attributes) ? attributes['junos:celsius'] : undefined;
    const value = typeof celsius === 'string' ? celsius : text;
    // Beside each power in milliwatts the same one stands in dBm, under the name with "-dbm" behind it.
    if (setThreshold(record, name, value) || setValue(record, name, value)) continue;
    const alarm = alarmOf(name, text);
    if (alarm !== null) record.alarms.push(alarm);
  }
  return record;
}
