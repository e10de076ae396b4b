import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { electedRole, eosOspfState } from './ospf-words.ts';

interface Block {
  record: OspfNeighborRecord;
  stated: boolean;
  whole: boolean;
}

/** IOS opens its blocks without the VRF. */
const opening =
  /^Neighbor ([\d.]{7,15}),(?: instance (\S{1,16}),)? VRF (\S{1,64}), interface address ([0-9A-Fa-f:.]{2,45})$/;

/** `show ip ospf neighbor detail` in its text form. Null when no block opens. */
export function eosOspfBlocks(text: TextLines): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const opened = opening.exec(line);
    if (opened) {
      close(block, rows);
      block = open(opened);
    } else if (isNoise(raw)) continue;
    else if (block && raw.startsWith(' ')) readLine(block, line);
    else if (!block) return null;
    else rows.unparsed.push(raw);
  }
  if (!block) return null;
  if (!block.whole)
    return { ...rows, incomplete: `the block of ${block.record.neighborId} has no end: the answer was cut off` };
  close(block, rows);
  // What follows the dead timer in a block is not read.
  return withCut(rows, text);
}

function open([, id = '', process, vrf = '', address = '']: RegExpExecArray): Block {
  return {
    record: {
      version: address.includes(':') ? 3 : 2,
      vrf,
      process: process ?? null,
      area: null,
      neighborId: id,
      address: canonicalIp(address),
      interface: null,
      state: 'down',
      role: null,
      priority: null,
      deadSeconds: null,
      upSeconds: null,
    },
    stated: false,
    whole: false,
  };
}

function close(block: Block | null, rows: Rows<OspfNeighborRecord>): void {
  if (!block) return;
  if (block.stated) rows.records.push(block.record);
  else rows.unparsed.push(`Neighbor ${block.record.neighborId}: no state`);
}

function readLine(block: Block, line: string): void {
  const { record } = block;
  const place = /^In area ([\d.]{7,15}) interface (\S{2,64})$/.exec(line);
  const state = /^Neighbor priority is (\d{1,3}), State is ([\w ]{4,12}), \d+ state changes$/.exec(line);
  const since = /^Current state was established (\S.{0,30}?) ago$/.exec(line);
  const elected = /^DR IP Address ([\d.]{7,15}) BDR IP Address ([\d.]{7,15})$/.exec(line);
  const dead = /^Dead timer is due in (\S{1,16})$/.exec(line);
  if (place) {
    record.area = canonicalIp(place[1] ?? '');
    record.interface = eosPrintedInterface(place[2] ?? '');
  } else if (state) {
    const word = eosOspfState(state[2] ?? '');
    if (word === null) return;
    record.state = word;
    record.priority = Number(state[1]);
    block.stated = true;
  } else if (since && record.state === 'full') record.upSeconds = agoOf(since[1] ?? '');
  else if (elected) record.role = electedRole(record.address, elected[1] ?? null, elected[2] ?? null);
  else if (dead) {
    record.deadSeconds = uptimeSeconds(dead[1] ?? '');
    block.whole = true;
  } else if (line.startsWith('Dead timer')) block.whole = true;
}

/** `19:19:24`, `27 days, 0:35:55`, `2d03h`. */
function agoOf(text: string): number | null {
  const [, days, clock] = /^(\d{1,5}) days?, (\d{1,2}:\d\d:\d\d)$/.exec(text) ?? [];
  if (days === undefined) return uptimeSeconds(text);
  const seconds = uptimeSeconds(clock ?? '');
  return seconds === null ? null : Number(days) * 86_400 + seconds;
}
