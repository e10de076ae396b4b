import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { blankOspf } from './ospf-table.ts';
import { bfdOfNeighbor, interfaceOf, neighborIdOf, ospfState } from './ospf-words.ts';
import { frrSeconds, isFrrTime } from './seconds.ts';

interface Block {
  record: OspfNeighborRecord;
  stated: boolean;
  /** The last line that is read was there. */
  whole: boolean;
  /** A line of it that should have been read was not: nothing of it counts. */
  broken: boolean;
}

/** `show ip ospf [vrf V|all] neighbor detail`. Null when no neighbor of that form is there. */
export function frrOspfBlocks(text: TextLines): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let vrf: string | null = null;
  let process: string | null = null;
  const close = () => {
    if (block?.stated && block.whole && !block.broken) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`neighbor ${block.record.neighborId}`);
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    if (line === '') continue;
    // A neighbor whose first line is missing: nothing of it is about the one before it.
    if (block?.whole && line.startsWith('    In the area ')) {
      close();
      block = null;
    }
    if (block && line.startsWith('    ')) {
      if (!readLine(block, line.trim())) {
        block.broken = true;
        rows.unparsed.push(line);
      }
      continue;
    }
    if (block?.whole && bfdOfNeighbor.test(line)) continue;
    const opened = /^ Neighbor ([\d.]{7,15}|-), interface address ([\d.]{7,15})(?: +local address [\d.]{7,15})?$/.exec(
      line,
    );
    const named = /^VRF Name: (\S{1,64})$/.exec(line);
    const instance = /^OSPF Instance: (\d{1,5})$/.exec(line);
    const neighborId = neighborIdOf(opened?.[1] ?? '');
    if (named) vrf = named[1] ?? null;
    else if (instance) process = instance[1] ?? null;
    else if (opened && neighborId !== null) {
      close();
      const record = { ...blankOspf(neighborId), vrf, process, address: canonicalIp(opened[2] ?? '') };
      block = { record, stated: false, whole: false, broken: false };
    } else if (!isNoise(line) && !/^%? ?OSPF (?:is not enabled|instance not found)/.test(line)) {
      if (!block && rows.records.length + rows.unparsed.length === 0) return null;
      // What follows is not about the neighbor before it.
      close();
      block = null;
      rows.unparsed.push(line);
    }
  }
  if (!block) return rows.records.length === 0 ? null : withCut(rows, text);
  const open: Block = block;
  if (text.cut === null && !open.whole)
    return { ...rows, incomplete: `the block of ${open.record.neighborId} has no end: the answer was cut off` };
  if (open.whole) close();
  return withCut(rows, text);
}

/** Words of the lines that are read, behind a label that is none of theirs. */
const bent =
  / via interface |, State is |^\w+ priority is |^(?!Regressive )\w+ change \S+ ago$|BDR is |^(?!Poll )\w+ timer due in |^Dead |designated router|on this network/;

/** FRR 10.3 names those of them that are in its list of neighbors, one by one. */
const designated =
  /^(?:DR is ([\d.]{7,15}), (?:(?: {4})?BDR is [\d.]{7,15}| {3}No backup designated router on this network)|BDR is [\d.]{7,15}|No (?:backup )?designated router on this network)$/;

const read = /^(?:In the area|Neighbor priority|Progressive|DR is|BDR is|No |Dead timer|Thread Poll Timer)/;

/** False for a line that should have been read. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  if (!read.test(line)) return !bent.test(line);
  const area =
    /^In the area ([\d.]{7,15})(?: \[[\w -]{1,20}\])? via interface (\S{1,64})(?: local interface IP [\d.]{7,15})?$/.exec(
      line,
    );
  const state =
    /^Neighbor priority is (\d{1,3}), State is ([\w/-]{1,20})(?:,? Role (?:is )?(\S{1,10}))?,(?: {3})? \d{1,10} state changes$/.exec(
      line,
    );
  const progress = /^Progressive change (\S{1,20}) ago$/.exec(line);
  const routers = designated.exec(line);
  const dead = /^Dead timer due in (\S{1,20})$/.exec(line);
  if (area) {
    if (!isPrintedName(interfaceOf(area[2] ?? ''))) return false;
    record.area = canonicalIp(area[1] ?? '');
    record.interface = interfaceOf(area[2] ?? '');
  }
  if (state) {
    const words = ospfState(
      state[3] === undefined || state[2]?.includes('/') ? (state[2] ?? '') : `${state[2]}/${state[3]}`,
    );
    if (words) {
      block.stated = true;
      Object.assign(record, words);
    }
    record.priority = Number(state[1]);
  }
  if (progress && (record.state === 'full' || record.state === 'twoway'))
    record.upSeconds = frrSeconds(progress[1] ?? '');
  if (routers?.[1] === '0.0.0.0' || line.startsWith('No designated ')) record.role = null;
  if (dead) record.deadSeconds = frrSeconds(dead[1] ?? '');
  // A neighbor of the configuration that never spoke has no dead time: this is the last line of it.
  const poll = /^Thread Poll Timer (?:on|off)$/.exec(line);
  if (dead ?? poll) block.whole = true;
  if (!isFrrTime((progress ?? dead)?.[1] ?? '-')) return false;
  return (area ?? state ?? progress ?? routers ?? dead ?? poll) !== null;
}
