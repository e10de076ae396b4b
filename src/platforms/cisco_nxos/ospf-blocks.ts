import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { ospfArea, ospfState } from '../cisco-ospf-words.ts';
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
  const text = withWholeTail(
    given,
    /^(?:Dead timer due in (?:\d\d:\d\d:\d\d|\d\.\d{6})|(?!Dead)\w.{1,40} timer due in \S+)$/,
  );
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
    } else if (block && /^Neighbor \d|, interface address /.test(line)) {
      // A heading in a form that is not known.
      close();
      rows.unparsed.push(raw);
    } else if (block) readLine(block, line);
    else if (!isNxosNoise(line)) rows.unparsed.push(raw);
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

function readLine(block: Block, line: string): void {
  const { record } = block;
  const placed = place.exec(line);
  const state = /^State is (\w{4,8}), \d{1,10} state changes, last change (\S{1,16})$/.exec(line);
  const elected = /^DR is ([\d.]{7,15}) BDR is ([\d.]{7,15})$/.exec(line);
  const priority = /^Neighbor priority is (\d{1,3})$/.exec(line)?.[1];
  if (placed) {
    record.interface = ospfInterface(placed[4] ?? '');
    block.placed = record.interface !== null;
    record.process = placed[1] ?? null;
    record.vrf = placed[2] ?? null;
    record.area = ospfArea(placed[3] ?? '');
  } else if (state) {
    const word = ospfState(state[1] ?? '');
    if (word === null) return;
    record.state = word;
    record.upSeconds = upSecondsOf(word, nxosSeconds(state[2]));
    block.stated = true;
  } else if (elected)
    record.role = roleAmong(
      record.version === 3 ? record.neighborId : record.address,
      elected[1] ?? null,
      elected[2] ?? null,
    );
  else if (priority !== undefined) record.priority = Number(priority);
  else if (line.startsWith('Dead timer due in ')) {
    record.deadSeconds = nxosSeconds(line.slice(18));
    block.whole = true;
  }
}
