import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { ospfArea, ospfState } from '../cisco-ospf-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';

interface Block {
  record: OspfNeighborRecord;
  stated: boolean;
  whole: boolean;
}

const opening =
  /^Neighbor ([\d.]{7,15})(?:, interface address ([\d.]{7,15}|[0-9A-Fa-f:.]{2,45})(?:, interface-id (?:\d{1,10}|unknown))?)?$/;
const around =
  /^OSPF(v3)? (?:Router with ID \([\d.]{7,15}\) \(Process ID (\S{1,16})\)|(\d{1,5}) address-family ipv[46].{0,80})$/;

/** `show ip ospf neighbor detail` and its OSPFv3 twin. Null when there is no block. */
export function iosOspfBlocks(text: TextLines): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let version: 2 | 3 = 2;
  let process: string | null = null;
  const close = () => {
    if (block?.stated) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`Neighbor ${block.record.neighborId}: no state`);
    block = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    const opened = opening.exec(line);
    const named = around.exec(line);
    if (opened || named) close();
    if (named) {
      version = named[1] === 'v3' ? 3 : 2;
      process = named[2] ?? named[3] ?? null;
    } else if (opened) {
      block = { record: blank(opened[1] ?? '', opened[2], version, process), stated: false, whole: false };
    } else if (block) readLine(block, line);
    else if (!isIosNoise(line)) {
      if (rows.records.length === 0) return null;
      rows.unparsed.push(raw);
    }
  }
  const open = block as Block | null;
  if (!open && rows.records.length === 0) return null;
  if (open && !open.whole && !/^ *Last retransmission scan time/.test(text.cut ?? ''))
    return { ...rows, incomplete: `the block of ${open.record.neighborId} has no end: the answer was cut off` };
  close();
  return withCut(rows, /^ *Last retransmission scan time/.test(text.cut ?? '') ? { ...text, cut: null } : text);
}

function blank(id: string, address: string | undefined, version: 2 | 3, process: string | null): OspfNeighborRecord {
  return {
    version: address === undefined ? 3 : version,
    vrf: null,
    process,
    area: null,
    neighborId: id,
    address: canonicalIp(address ?? ''),
    interface: null,
    state: 'down',
    role: null,
    priority: null,
    deadSeconds: null,
    upSeconds: null,
  };
}

function readLine(block: Block, line: string): void {
  const { record } = block;
  const place = /^In the area (\S{1,15})(?: \w{1,20})? via interface (\S{2,64})/.exec(line);
  const linkLocal = /^Neighbor: interface-id \d{1,10}, link-local address ([0-9A-Fa-f:.]{2,45})/.exec(line);
  const state = /^Neighbor priority is (\d{1,3}), State is (\w{4,8}),/.exec(line);
  const elected = /^DR is ([\d.]{7,15}) BDR is ([\d.]{7,15})/.exec(line);
  const dead = /^Dead timer due in (\S{1,16})/.exec(line);
  const up = /^Neighbor is up for (\S{1,16})/.exec(line);
  const process = /^In the process ID (\S{1,16})/.exec(line);
  if (place) {
    record.area = ospfArea(place[1] ?? '');
    record.interface = printedInterfaceName(place[2] ?? '');
  } else if (linkLocal) record.address = canonicalIp(linkLocal[1] ?? '');
  else if (process) record.process = process[1] ?? null;
  else if (state) {
    const word = ospfState(state[2] ?? '');
    if (word === null) return;
    record.state = word;
    record.priority = Number(state[1]);
    block.stated = true;
  } else if (elected) record.role = roleOf(record, elected[1] ?? '', elected[2] ?? '');
  else if (dead) record.deadSeconds = uptimeSeconds(dead[1] ?? '');
  else if (up) record.upSeconds = uptimeSeconds(up[1] ?? '');
  else if (line.startsWith('Last retransmission scan time')) block.whole = true;
}

/** OSPFv2 names the designated routers by address, OSPFv3 by router id. Null on a link without one. */
function roleOf(
  { version, address, neighborId }: OspfNeighborRecord,
  dr: string,
  bdr: string,
): OspfNeighborRecord['role'] {
  const own = version === 3 ? neighborId : address;
  if (dr === '0.0.0.0' && bdr === '0.0.0.0') return null;
  return own === dr ? 'dr' : own === bdr ? 'bdr' : 'drother';
}
