import type { OpticsRecord } from '../../domain/device-records.ts';
import { isDamaged } from '../damaged-label.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { alarmOf, isNotModule, setThreshold, setValue } from './optics-values.ts';

interface Port {
  name: string;
  /** The module's own values, then those of each lane. */
  parts: { lane: number | null; values: Map<string, string> }[];
}

/** `show interfaces diagnostics optics` in text: a line per value below each port; whole when the next port follows. */
export function opticsBlocks(output: TextLines): Rows<OpticsRecord> | null {
  const text = withWholeTail(output, wholeTail);
  const ports: Port[] = [];
  const unparsed: string[] = [];
  /** Where the values below belong; null below a heading that is not understood. */
  let part: Map<string, string> | null = null;
  let lastLabel = '';
  for (const line of text.lines) {
    if (isTooLong(line)) unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    if (/^(?:Physical interface|Lane)(?:\W|\d|$)/.test(bare)) {
      part = open(ports, bare);
      if (part === null) unparsed.push(line);
      lastLabel = '';
      continue;
    }
    if (ports.length === 0) return null;
    const [, label = '', value = ''] = /^([A-Z][\w /()-]{2,60}?) *: {1,40}(\S.*)$/.exec(bare) ?? [];
    if (isValue(label.toLowerCase(), value)) part?.set(label.toLowerCase(), value);
    else unparsed.push(line);
    lastLabel = label.toLowerCase();
  }
  const last = ports.at(-1);
  if (!last) return null;
  const whole = last.parts.length > 1 ? isLastLane(last, lastLabel) : isLast(last, lastLabel);
  const rows = { records: (whole ? ports : ports.slice(0, -1)).flatMap(recordsOf), unparsed };
  if (whole) return withCut(rows, text);
  return { ...rows, incomplete: `nobody knows whether the block of ${last.name} is whole: its last lines are missing` };
}

/** A place for the values below the heading of a port or of a lane; null for one in another form, or told twice. */
function open(ports: Port[], bare: string): Map<string, string> | null {
  const values = new Map<string, string>();
  const name = /^Physical interface: (\S{1,64})$/.exec(bare)?.[1];
  const lane = /^Lane (\d{1,3})$/.exec(bare)?.[1];
  if (name !== undefined) ports.push({ name, parts: [{ lane: null, values }] });
  else {
    const parts = ports.at(-1)?.parts;
    if (lane === undefined || !parts || parts.some((part) => part.lane === Number(lane))) return null;
    parts.push({ lane: Number(lane), values });
  }
  return values;
}

const measured =
  /^(?:laser (?:bias current|output power|tx power|rx power|receiver power|temperature)|module (?:temperature|voltage)|receiver signal average optical power|rx signal avg optical power)(?: (?:high|low) (?:alarm|warn(?:ing)?) threshold)?$/;
const number = String.raw`-?\d{1,6}(?:\.\d{1,6})?`;
const figure = new RegExp(
  `^(?:N/A|${number} (?:mA|V|dBm)|${number} degrees C / ${number} degrees F|${number} mW / (?:${number}|- ?Inf) dBm)$`,
  'i',
);

const quantities = ['laser bias current', 'laser output power', 'laser tx power', 'laser rx power', 'module voltage'];
const labels = new Set([
  ...['laser receiver power', 'receiver signal average optical power', 'rx signal avg optical power'],
  ...[...quantities, 'laser receiver power', 'laser temperature', 'module temperature'].flatMap((quantity) => [
    quantity,
    ...['high alarm', 'low alarm', 'high warning', 'low warning', 'high warn', 'low warn'].flatMap((level) => [
      `${quantity} ${level}`,
      `${quantity} ${level} threshold`,
    ]),
  ]),
]);

/** False for a value that has another form than its label asks for; a label that we do not read has any. */
function isValue(label: string, value: string): boolean {
  if (measured.test(label)) return figure.test(value);
  if (/ (?:alarm|warning)$/.test(label) && !/^(?:On|Off)$/i.test(value)) return false;
  return label !== '' && !isDamaged(label, labels);
}

/** Each block ends with this threshold, or with the alarms of its last lane. */
const wholeTail =
  /^(?:Laser rx power low warning threshold +: .* dBm|[A-Z][\w ]{2,60} (?:alarm|warning) +: +(?:On|Off))$/;

/** A lane has all the labels that the one above it has; of the only one, the last label must be known. */
function isLastLane({ parts }: Port, lastLabel: string): boolean {
  const [above, last] = parts.slice(-2).map(({ values }) => [...values.keys()].join());
  // A coherent module has one lane, in the order of all others.
  return parts.length > 2
    ? above === last
    : /^(?:laser (?:rx|receiver) power low warning|tx laser disabled alarm)$/.test(lastLabel);
}

/** Where no laser is measured above the last threshold, there are lanes below it. */
function isLast({ parts: [own] }: Port, label: string): boolean {
  if (/^optical diagnostics/.test(label)) return true;
  return label === 'laser rx power low warning threshold' && own?.values.has('laser output power') === true;
}

function recordsOf({ name, parts: [own, ...lanes] }: Port): OpticsRecord[] {
  const module = new Map(own?.values);
  if (isNotModule([...module.keys()].map((label) => label.replaceAll(' ', '-').replace(/^optical-/, 'optic-'))))
    return [];
  if (lanes.length === 0) return [filled(name, null, module)];
  return lanes.map(({ lane, values }) => filled(name, lane, new Map([...module, ...values])));
}

/** The labels are the names of the elements in words; of a power, the part in dBm is read. */
function filled(name: string, lane: number | null, values: ReadonlyMap<string, string>): OpticsRecord {
  const record = { ...blankOptics(name), lane };
  for (const [label, value] of values) {
    const dbm = /(?:^|\/ )(-?\d{1,4}\.\d{1,3}|- ?Inf) dBm$/i.exec(value)?.[1];
    const key = label.replaceAll(' ', '-').replace(/^laser-receiver-power/, 'laser-rx-power');
    const full = dbm === undefined ? key : `${key}-dbm`;
    if (setThreshold(record, full, dbm ?? value) || setValue(record, full, dbm ?? value)) continue;
    const alarm = alarmOf(key, value);
    if (alarm !== null) record.alarms.push(alarm);
  }
  return record;
}
