import type { OpticsRecord } from '../../domain/device-records.ts';
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
  // Each block ends with this threshold, or with the alarms of its last lane.
  const text = withWholeTail(output, /^Laser rx power low warning threshold +: .* dBm$/);
  const ports: Port[] = [];
  const unparsed: string[] = [];
  let lastLabel = '';
  for (const line of text.lines) {
    if (isTooLong(line)) unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    const port = /^Physical interface: (\S{1,64})$/.exec(bare)?.[1];
    const last = ports.at(-1);
    const lane = /^Lane (\d{1,3})$/.exec(bare)?.[1];
    const [, label = '', value = ''] = /^([A-Z][\w /()-]{2,60}?) *: {1,40}(\S.*)$/.exec(bare) ?? [];
    if (port !== undefined) ports.push({ name: port, parts: [{ lane: null, values: new Map() }] });
    else if (!last) return null;
    else if (lane !== undefined) last.parts.push({ lane: Number(lane), values: new Map() });
    else if (label === '') unparsed.push(line);
    else last.parts.at(-1)?.values.set(label.toLowerCase(), value);
    lastLabel = port === undefined ? label.toLowerCase() : '';
  }
  const last = ports.at(-1);
  if (!last) return null;
  const lanes = last.parts.length > 1;
  const whole = lanes ? /^laser (?:rx|receiver) power low warning$/.test(lastLabel) : isLast(lastLabel);
  const rows = { records: (whole ? ports : ports.slice(0, -1)).flatMap(recordsOf), unparsed };
  if (whole) return withCut(rows, text);
  return { ...rows, incomplete: `nobody knows whether the block of ${last.name} is whole: its last lines are missing` };
}

function isLast(label: string): boolean {
  return label === 'laser rx power low warning threshold' || /^optical diagnostics/.test(label);
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
