import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { knownLineReader } from './known-lines.ts';
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
    else if (block && raw.startsWith(' ')) {
      if (!readKnown(block, line)) rows.unparsed.push(raw);
      block.whole ||= line.startsWith('Dead timer');
    } else if (!block) return null;
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

const readKnown = knownLineReader<Block>([
  {
    is: /^In area/,
    pattern: /^In area ([\d.]{7,15}) interface (\S{2,64})$/,
    take: ({ record }, [, area = '', port = '']) => {
      record.area = canonicalIp(area);
      record.interface = eosPrintedInterface(port);
      return record.area !== null && record.interface !== null;
    },
  },
  {
    is: /^Neighbor priority/,
    pattern: /^Neighbor priority is (\d{1,3}), State is ([\w ]{4,12}), \d+ state changes$/,
    take: (block, [, priority, words = '']) => {
      const state = eosOspfState(words);
      if (state === null) return false;
      block.record.state = state;
      block.record.priority = Number(priority);
      block.stated = true;
      return true;
    },
  },
  {
    is: /^Current state was established/,
    pattern: /^Current state was established (\S.{0,30}?) ago$/,
    take: ({ record }, [, age = '']) => {
      const seconds = agoOf(age);
      if (record.state === 'full') record.upSeconds = seconds;
      return seconds !== null;
    },
  },
  {
    is: /^DR IP Address/,
    pattern: /^DR IP Address ([\d.]{7,15}) BDR IP Address ([\d.]{7,15})$/,
    take: ({ record }, [, dr = '', bdr = '']) => {
      record.role = electedRole(record.address, dr, bdr);
      return canonicalIp(dr) !== null && canonicalIp(bdr) !== null;
    },
  },
  {
    is: /^Dead timer/,
    pattern: /^Dead timer (?:is due in (\S{1,16})|is (?:not running|inactive))$/,
    take: ({ record }, [, left]) => {
      if (left !== undefined) record.deadSeconds = uptimeSeconds(left);
      return left === undefined || record.deadSeconds !== null;
    },
  },
]);

/** `19:19:24`, `27 days, 0:35:55`, `2d03h`. */
function agoOf(text: string): number | null {
  const [, days, clock] = /^(\d{1,5}) days?, (\d{1,2}:\d\d:\d\d)$/.exec(text) ?? [];
  if (days === undefined) return uptimeSeconds(text);
  const seconds = uptimeSeconds(clock ?? '');
  return seconds === null ? null : Number(days) * 86_400 + seconds;
}
