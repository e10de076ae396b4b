import type { OpticsRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { interfaceDetailReport } from './interface-detail-report.ts';

const heading = /^Transceiver (channel )?detail for (\S{2,64})$/;
const pair = /^([A-Z][\w /-]{1,30}?) *: (\S.{0,120})$/;
const columns = /^Channel No +Rx Power \(dBm\) +Tx Power \(dBm\) +Laser Bias current \(mA\)$/;
const reading = String.raw`(-?\d{1,4}(?:\.\d{1,4})?|-inf|N\/A)`;
const row = new RegExp(String.raw`^(\d{1,2}) +${reading} +${reading} +${reading}$`);
const rule = /^-{20,}$/;

/** What is told of a module that is there. */
const needed = ['Channels used', 'Vendor', 'Vendor part', 'PMD type', 'Fault condition', 'Temperature', 'Voltage'];

interface Module {
  name: string;
  values: Map<string, string>;
  lanes: RegExpExecArray[];
}

/** The sections about transceivers in `show interface * detail`; its other lines are judged as they are for interfaces. */
export function opticsReport(text: TextLines): Rows<OpticsRecord> | null {
  const whole = interfaceDetailReport(text);
  if (!whole) return null;
  const unparsed = [...whole.unparsed];
  const modules = new Map<string, Module>();
  let open: { module: Module; ofChannels: boolean } | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw) || raw === '' || rule.test(raw)) continue;
    const [, channels, name = ''] = heading.exec(raw) ?? [];
    if (name !== '') {
      const module: Module = modules.get(name) ?? { name, values: new Map(), lanes: [] };
      modules.set(name, module);
      open = { module, ofChannels: channels !== undefined };
      // What stands in a section is indented, the heading of the next one is not.
    } else if (!raw.startsWith(' ')) open = null;
    else if (open && !(open.ofChannels ? takeLane : takeValue)(open.module, raw.trim())) unparsed.push(raw);
  }
  if (modules.size === 0) return null;
  const records = [...modules.values()].flatMap((module) => {
    const lanes = lanesOf(module);
    if (lanes === null) unparsed.push(`the transceiver of ${module.name} is not told whole`);
    return lanes ?? [];
  });
  return { ...whole, records, unparsed };
}

function takeValue({ values }: Module, line: string): boolean {
  const [, key = '', value = ''] = pair.exec(line) ?? [];
  if (key === '' || values.has(key)) return false;
  values.set(key, value);
  return true;
}

function takeLane({ lanes }: Module, line: string): boolean {
  const lane = row.exec(line);
  if (lane) lanes.push(lane);
  return lane !== null || columns.test(line);
}

/** Nothing for a port without a module; null where something is missing of one. */
function lanesOf({ name, values, lanes }: Module): OpticsRecord[] | null {
  if (values.get('Oper down reason') === 'not-present') return [];
  const [temperatureCelsius, voltageVolts] = ['Temperature', 'Voltage'].map((key) => numberOf(values.get(key)));
  if (!needed.every((key) => values.has(key)) || values.get('Channels used') !== String(lanes.length)) return null;
  if (temperatureCelsius === undefined || voltageVolts === undefined) return null;
  const fault = values.get('Fault condition');
  if (fault !== 'true' && fault !== 'false') return null;
  return lanes.map(([, lane, rx, tx, bias]) => ({
    ...blankOptics(name),
    lane: lanes.length === 1 ? null : Number(lane),
    type: values.get('PMD type') ?? null,
    vendor: values.get('Vendor') ?? null,
    partNumber: values.get('Vendor part') ?? null,
    temperatureCelsius,
    voltageVolts,
    rxPowerDbm: numberOf(rx) ?? null,
    txPowerDbm: numberOf(tx) ?? null,
    noLight: rx === '-inf' ? true : numberOf(rx) === null ? null : false,
    biasMilliamps: numberOf(bias) ?? null,
    alarms: fault === 'true' ? ['Fault condition'] : [],
  }));
}

/** Null for what is not measured, undefined for what is no number. */
function numberOf(text: string | undefined): number | null | undefined {
  if (text === 'N/A' || text === '-inf') return null;
  return /^-?\d{1,4}(?:\.\d{1,4})?$/.test(text ?? '') ? Number(text) : undefined;
}
