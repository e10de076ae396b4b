import type { MacTableRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { instantMs } from './instants.ts';
import { macDestination } from './mac-destination.ts';
import { macType } from './mac-types.ts';

const title = /^Mac-table of network instance (\S(?:.{0,250}\S)?)$/;
const pair = /^([A-Z][A-Za-z ]{1,30}?) *: (\S.{0,120})$/;

/** The labels in the order of the report, and the form of what stands behind those that are not read. */
const labels: readonly (readonly [label: string, form: RegExp])[] = [
  ['Mac', /^(?:[\dA-F]{2}:){5}[\dA-F]{2}$/],
  ['Destination', /^\S/],
  ['Dest Index', /^\d{1,20}$/],
  ['Type', /^[a-z-]{2,40}$/],
  ['Programming Status', /^[A-Z][A-Za-z ]{1,40}$/],
  ['Aging', /^(?:\d{1,9}|N\/A)$/],
  ['Last Update', /^\d{4}-/],
  ['Duplicate Detect time', /^\S/],
  ['Hold down time remaining', /^\S/],
];

/** `show network-instance * bridge-table mac-table mac M`: pairs in a fixed order for each network instance that has it. */
export function macEntryReport(text: TextLines): Rows<MacTableRecord> | null {
  if (!holds(text, 'Mac-table of network instance ') || !holds(text, 'Hold down time') || holds(text, '--+'))
    return null;
  const rows: Rows<MacTableRecord> = { records: [], unparsed: [] };
  let vlan: string | null = null;
  let values: string[] = [];
  for (const line of text.lines) {
    if (!isTooLong(line) && isNoise(line)) continue;
    const name = isTooLong(line) ? undefined : title.exec(line)?.[1];
    const [, label, value = ''] = (isTooLong(line) ? null : pair.exec(line)) ?? [];
    const [wanted, form] = labels[values.length] ?? [];
    if (name !== undefined && values.length === 0) vlan = name;
    else if (vlan !== null && label !== undefined && label === wanted && form?.test(value)) {
      values.push(value);
      if (values.length < labels.length) continue;
      const record = entryOf(vlan, values);
      if (record) rows.records.push(record);
      else rows.unparsed.push(values.join(' | '));
      [vlan, values] = [null, []];
    } else {
      // What is left of the entry is nobody's.
      rows.unparsed.push(line);
      [vlan, values] = [null, []];
    }
  }
  return vlan === null && text.cut === null
    ? rows
    : { ...rows, incomplete: 'the entry is not whole: the answer was cut off' };
}

function entryOf(vlan: string, values: readonly string[]): MacTableRecord | null {
  const [mac = '', words = '', , kind = '', , , changed] = values;
  const [destination, type] = [macDestination(words), macType(kind)];
  if (destination === null || type === null || instantMs(changed) === null) return null;
  return { vlan, macAddress: mac.toLowerCase(), interface: destination, type, moves: null };
}
