import { isIPv4 } from 'node:net';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { srlInterfaceName } from './interface-names.ts';
import { ospfStates } from './ospf-states.ts';
import { isDoubleRule } from './report.ts';

const title = /^Net-Inst (\S{1,64}) OSPFv([23]) Instance (\S{1,64}) Neighbors$/;
const heading = /^\| *Interface-Name +Rtr Id +State +Pri +RetxQ +Time Before Dead *\|?$/;
const row = /^\| *(\S{1,64}) +(\d{1,3}(?:\.\d{1,3}){3}) +([A-Za-z-]{2,16}) +(\d{1,3}) +\d{1,6} +(\d{1,5}) *\|?$/;
const total = /^No\. of Neighbors: (\d{1,6})$/;

/** `show network-instance * protocols ospf neighbor`: a table that has rules between its rows alone, not between columns. */
export function ospfReport(text: TextLines): Rows<OspfNeighborRecord> | null {
  if (!holds(text, 'Net-Inst ')) return null;
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let [instance, first]: [RegExpExecArray | null, number] = [null, 0];
  let open = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const line = raw.trim();
    if (isTooLong(raw) || isNoise(raw) || isDoubleRule(raw) || /^\+[-=]{10,}\+?$/.test(line)) continue;
    const above = title.exec(line);
    const below = total.exec(line);
    const one = row.exec(line);
    if (above) [instance, first, open] = [above, rows.records.length, true];
    else if (instance && below) {
      open = false;
      if (rows.records.length - first !== Number(below[1])) rows.unparsed.push(raw);
    } else if (instance && heading.test(line)) continue;
    else if (instance && one) {
      const record = neighborOf(one, instance);
      if (record) rows.records.push(record);
      else rows.unparsed.push(raw);
    } else rows.unparsed.push(raw);
  }
  if (!instance) return null;
  return open || text.cut !== null ? { ...rows, incomplete: 'the table has no end: the answer was cut off' } : rows;
}

function neighborOf(one: RegExpExecArray, instance: RegExpExecArray): OspfNeighborRecord | null {
  const [, port = '', neighborId = '', word = '', priority, dead] = one;
  const state = ospfStates[word.toLowerCase()];
  if (!state || !isIPv4(neighborId) || srlInterfaceName(port) === null) return null;
  return {
    version: instance[2] === '3' ? 3 : 2,
    vrf: instance[1] ?? null,
    process: instance[3] ?? null,
    area: null,
    neighborId,
    address: null,
    interface: port,
    state,
    role: null,
    priority: Number(priority),
    deadSeconds: Number(dead),
    upSeconds: null,
  };
}
