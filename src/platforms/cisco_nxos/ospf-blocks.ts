import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { ospfArea, ospfState } from '../cisco-ospf-words.ts';
import { nearLabels } from '../near-labels.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';
import { ospfInterface, roleAmong, upSecondsOf } from './ospf-words.ts';

interface Block {
  record: OspfNeighborRecord;
  placed: boolean;
  stated: boolean;
  whole: boolean;
}

const opening = /^Neighbor ([\d.]{7,15}), interface address ([0-9A-Fa-f.:]{2,45})$/;
const place = /^Process ID (\S{1,64}) VRF (\S{1,64}), in area (\S{1,15}) via interface (\S{2,64})$/;

/** `show ip ospf neighbors detail vrf all` and its OSPFv3 twin. Null when there is no block in the words of NX-OS. */
export function nxosOspfBlocks(given: TextLines): Rows<OspfNeighborRecord> | null {
  const text = withWholeTail(given, /^\w.{1,40} timer due in (?:\d\d:\d\d:\d\d|\d\.\d{6})$/);
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  const close = () => {
    if (block?.stated && block.placed) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`Neighbor ${block.record.neighborId}: no state or no place`);
    block = null;
  };
  // IOS begins its blocks with the same words, but names the place in others.
  if (!text.lines.some((line) => place.test(line.trim().slice(0, 300)))) return null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened) {
      close();
      block = blank(opened[1] ?? '', canonicalIp(opened[2] ?? ''));
    } else if (block && /^Neighbor \d|interface address /.test(line)) {
      // A heading in a form that is not known.
      close();
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readLine(block, line)) rows.unparsed.push(raw);
    } else if (!isNxosNoise(line)) rows.unparsed.push(raw);
  }
  const open = block as Block | null;
  if (open && !open.whole)
    return { ...rows, incomplete: `the block of ${open.record.neighborId} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}

function blank(neighborId: string, address: string | null): Block {
  const record: OspfNeighborRecord = {
    version: address?.includes(':') ? 3 : 2,
    vrf: null,
    process: null,
    area: null,
    neighborId,
    address,
    interface: null,
    state: 'down',
    role: null,
    priority: null,
    deadSeconds: null,
    upSeconds: null,
  };
  return { record, placed: false, stated: false, whole: false };
}

/** The lines that are read, by how they begin; false when one has another form than the one that is known. */
const lines: readonly (readonly [beginning: string, read: (block: Block, line: string) => boolean])[] = [
  ['Process ID', readPlace],
  ['State is', readState],
  ['Neighbor priority is', readPriority],
  ['DR is', readRole],
  ['Dead timer due in', readDeadTimer],
];

const isNear = nearLabels([
  'Process ID # VRF #',
  'State is #',
  'Neighbor priority is #',
  'DR is # BDR is #',
  'Dead timer due in #',
]);

function readLine(block: Block, line: string): boolean {
  const known = lines.find(([beginning]) => line.startsWith(beginning));
  return known ? known[1](block, line) : !isNear(line);
}

function readPlace(block: Block, line: string): boolean {
  const [, process = null, vrf = null, area = '', out = ''] = place.exec(line) ?? [];
  const { record } = block;
  Object.assign(record, { process, vrf, area: ospfArea(area), interface: ospfInterface(out) });
  block.placed = record.interface !== null;
  return block.placed && record.area !== null;
}

function readState(block: Block, line: string): boolean {
  const [, word = '', since = ''] =
    /^State is (\w{4,8}), \d{1,10} state changes, last change (\S{1,16})$/.exec(line) ?? [];
  const state = ospfState(word);
  if (state === null) return false;
  const seconds = nxosSeconds(since);
  Object.assign(block.record, { state, upSeconds: upSecondsOf(state, seconds) });
  block.stated = true;
  return seconds !== null || since === 'never';
}

function readPriority({ record }: Block, line: string): boolean {
  const priority = /^Neighbor priority is (\d{1,3})$/.exec(line)?.[1];
  record.priority = priority === undefined ? null : Number(priority);
  return priority !== undefined;
}

function readRole({ record }: Block, line: string): boolean {
  const [, first = '', second = ''] = /^DR is (\S{7,15}) BDR is (\S{7,15})$/.exec(line) ?? [];
  const [dr, bdr] = [canonicalIp(first), canonicalIp(second)];
  if (dr === null || bdr === null) return false;
  record.role = roleAmong(record.version === 3 ? record.neighborId : record.address, dr, bdr);
  return true;
}

function readDeadTimer(block: Block, line: string): boolean {
  block.whole = true;
  block.record.deadSeconds = nxosSeconds(/^Dead timer due in (\S{1,16})$/.exec(line)?.[1] ?? '');
  return block.record.deadSeconds !== null;
}
