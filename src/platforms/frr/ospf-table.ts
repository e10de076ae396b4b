import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { interfaceOf, neighborIdOf, ospfState } from './ospf-words.ts';
import { frrSeconds, isFrrTime } from './seconds.ts';

/** The last three columns of a row are counters that nobody reads. */
const wholeTail = /^(?:[\d.]{7,15}|-) .{20,200} +\d{1,10} +\d{1,10} +\d{1,10}$/;

/** `show ip ospf [vrf V|all] neighbor`, with the column `Up Time` of 8.1 and later or without. Null without its heading. */
export function frrOspfTable(printed: TextLines): Rows<OspfNeighborRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let process: string | null = null;
  let heading: { up: boolean } | null = null;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    const record = heading ? (readRow(line, heading.up) ?? readSilent(line)) : null;
    if (record) {
      rows.records.push({ ...record, vrf, process });
      continue;
    }
    const named = /^VRF Name: (\S{1,64})$/.exec(line);
    const instance = /^OSPF Instance: (\d{1,5})$/.exec(line);
    if (named) vrf = named[1] ?? null;
    else if (instance) process = instance[1] ?? null;
    else if (/^ *Neighbor ID +Pri +State +(?:Up Time +)?Dead Time +Address +Interface +RXmtL +RqstL +DBsmL$/.test(line))
      heading = { up: line.includes('Up Time') };
    else if (isNoise(line) || /^%? ?OSPF (?:is not enabled|instance not found)/.test(line)) continue;
    else if (!heading) return null;
    else rows.unparsed.push(line);
  }
  return heading ? withCut(rows, text) : null;
}

const row =
  /^([\d.]{7,15}|-) +(\d{1,3}) +([A-Za-z0-9-]{2,10}\/(?:[A-Za-z]{2,10}|-)) +(\d{1,3} usecs|\S{1,20}) +(?:(\d{1,3} usecs|\S{1,20}) +)?([\d.]{7,15}) +(\S{1,80}) +\d{1,10} +\d{1,10} +\d{1,10}$/;

function readRow(line: string, withUpTime: boolean): OspfNeighborRecord | null {
  const [, id = '', priority, words = '', first = '', second, address = '', where = ''] = row.exec(line) ?? [];
  const neighborId = neighborIdOf(id);
  const state = ospfState(words);
  if (neighborId === null || !state || (second !== undefined) !== withUpTime) return null;
  if (!isPrintedName(interfaceOf(where))) return null;
  if (!isFrrTime(first) || (second !== undefined && !isFrrTime(second))) return null;
  // Only one that has not answered yet lacks its router id.
  if (id === '-' && state.state !== 'attempt' && state.state !== 'down') return null;
  const up = state.state === 'full' || state.state === 'twoway';
  return {
    ...blankOspf(neighborId),
    ...state,
    address: canonicalIp(address),
    interface: interfaceOf(where),
    priority: Number(priority),
    deadSeconds: frrSeconds(second ?? first),
    upSeconds: withUpTime && up ? frrSeconds(first) : null,
  };
}

/** A neighbor of the configuration, on a link without broadcasts, that never spoke: it has one column of times, and others are wider. */
function readSilent(line: string): OspfNeighborRecord | null {
  const [, priority, address = '', where = ''] =
    /^- +(\d{1,3}) +Down +- +([\d.]{7,15}) +(\S{1,80}) +\d{1,10} +\d{1,10} +\d{1,10}$/.exec(line) ?? [];
  const neighborId = neighborIdOf('-');
  if (priority === undefined || neighborId === null || !isPrintedName(interfaceOf(where))) return null;
  return {
    ...blankOspf(neighborId),
    address: canonicalIp(address),
    interface: interfaceOf(where),
    priority: Number(priority),
  };
}

/** A neighbor of OSPFv2 of which only the router id is known. */
export function blankOspf(neighborId: string): OspfNeighborRecord {
  return {
    version: 2,
    vrf: null,
    process: null,
    area: null,
    neighborId,
    address: null,
    interface: null,
    state: 'down',
    role: null,
    priority: null,
    deadSeconds: null,
    upSeconds: null,
  };
}
