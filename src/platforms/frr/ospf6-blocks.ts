import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { bfdOfNeighbor, ospfState, roleOf } from './ospf-words.ts';
import { blankOspf6 } from './ospf6-json.ts';
import { frrSeconds, isFrrTime } from './seconds.ts';

interface Block {
  record: OspfNeighborRecord;
  stated: boolean;
  chosen: boolean;
}

/** `show ipv6 ospf6 neighbor detail`. Null when no neighbor of that form is there. */
export function frrOspf6Blocks(text: TextLines, vrf: string | null): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  const close = () => {
    if (block?.stated && block.chosen) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`neighbor ${block.record.neighborId} on ${block.record.interface}`);
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    if (line === '') continue;
    // A neighbor whose first line is missing: nothing of it is about the one before it.
    if (block?.chosen && line.startsWith('    Area ')) {
      close();
      block = null;
    }
    if (block && line.startsWith('    ')) {
      if (!readLine(block, line.trim())) rows.unparsed.push(line);
      continue;
    }
    if (block?.chosen && (bfdOfNeighbor.test(line) || headingOfNumbers.test(line))) continue;
    const opened = /^ Neighbor ([\d.]{7,15})%(\S{1,64})$/.exec(line);
    const neighborId = canonicalIp(opened?.[1] ?? '');
    if (opened && neighborId !== null && isPrintedName(opened[2] ?? '')) {
      close();
      block = { record: blankOspf6(vrf, neighborId, opened[2] ?? ''), stated: false, chosen: false };
    } else if (!isNoise(line)) {
      if (!block && rows.records.length + rows.unparsed.length === 0) return null;
      // What follows is not about the neighbor before it.
      close();
      block = null;
      rows.unparsed.push(line);
    }
  }
  if (!block) return rows.records.length === 0 ? null : withCut(rows, text);
  const open: Block = block;
  if (text.cut === null) {
    if (!open.chosen)
      return { ...rows, incomplete: `the block of ${open.record.neighborId} has no end: the answer was cut off` };
    close();
    return rows;
  }
  // Nothing that we read stands behind the choice of designated routers.
  if (open.chosen) close();
  return withCut(rows, text);
}

/** Below it stand the numbers of the packets, where they are authenticated. */
const headingOfNumbers = /^\t{3} hello +DBDesc +LSReq +LSUpd +LSAck$/;

/** Words of the lines that are read, behind a label that is none of theirs. */
const bent = / via interface |IfIndex: \d|Link-local address: | for a duration of | choice of /;

/** False for a line that should have been read. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  if (!/^(?:Area|His|State)/.test(line)) return !bent.test(line);
  const area = /^Area ([\d.]{7,15}) via interface \S{1,64}(?: \(ifindex \d{1,10}\))?$/.exec(line);
  const local = /^His IfIndex: \d{1,10} Link-local address: (\S{2,45})$/.exec(line);
  const state = /^State (\S{1,12}) for a duration of (\S{1,20})$/.exec(line);
  const choice = /^His choice of DR\/BDR ([\d.]{7,15})\/([\d.]{7,15}), Priority (\d{1,3})$/.exec(line);
  const words = ospfState(state?.[1] ?? '');
  if (area) record.area = canonicalIp(area[1] ?? '');
  if (local) record.address = canonicalIp(local[1] ?? '');
  if (state && words) {
    block.stated = true;
    record.state = words.state;
    record.upSeconds = words.state === 'full' || words.state === 'twoway' ? frrSeconds(state[2] ?? '') : null;
  }
  if (choice) {
    block.chosen = true;
    record.role = roleOf(record.neighborId, choice[1] ?? null, choice[2] ?? null);
    record.priority = Number(choice[3]);
  }
  if (local && record.address === null) return false;
  if (!isFrrTime(state?.[2] ?? '-')) return false;
  return (area ?? local ?? state ?? choice) !== null;
}
