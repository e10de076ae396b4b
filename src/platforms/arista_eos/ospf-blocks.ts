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

/** OSPFv3 says the state there as well, and no address; older releases know no VRF. */
const opening3 = /^Neighbor ([\d.]{7,15})(?: VRF (\S{1,64}))? priority is (\d{1,3}), state is ([\w ]{4,12})$/;

/** Above the neighbours of each process of OSPFv3. */
const process3 = /^Routing Process "ospf(?:v3)? (\S{1,16})":$/;

/** `show ip ospf neighbor detail` and `show ipv6 ospf neighbor` in their text form. Null when no block opens. */
export function eosOspfBlocks(text: TextLines): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let opens = false;
  let process: string | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = openedBy(line, process);
    const named = process3.exec(line);
    if (opened) {
      close(block, rows);
      block = opened;
      opens = true;
    } else if (named) process = named[1] ?? null;
    else if (isNoise(raw)) continue;
    else if (block && line !== '' && raw.startsWith(' ')) {
      if (!readKnown(block, line)) rows.unparsed.push(raw);
      block.whole ||= line.startsWith('Dead timer');
    } else if (!opens) return null;
    else {
      if (!raw.startsWith(' ')) {
        // It may be a heading in a form that is not known: whose the lines below it are is not known either.
        close(block?.whole ? block : null, rows);
        if (block?.whole === false) rows.unparsed.push(`Neighbor ${block.record.neighborId}: its block has no end`);
        block = null;
        process = null;
      }
      rows.unparsed.push(raw);
    }
  }
  if (!opens) return null;
  if (block?.whole === false)
    return { ...rows, incomplete: `the block of ${block.record.neighborId} has no end: the answer was cut off` };
  close(block, rows);
  // What follows the dead timer in a block is not read.
  return withCut(rows, text);
}

/** `process` is the one that was named above, which OSPFv2 names in the line itself. */
function openedBy(line: string, process: string | null): Block | null {
  const [, id, instance, vrf = '', address = ''] = opening.exec(line) ?? [];
  if (id !== undefined) {
    const version = address.includes(':') ? 3 : 2;
    return blankBlock({ version, vrf, process: instance ?? null, neighborId: id, address: canonicalIp(address) });
  }
  const [, id3, vrf3 = null, priority, words = ''] = opening3.exec(line) ?? [];
  const state = eosOspfState(words);
  if (id3 === undefined || state === null) return null;
  const block = blankBlock({ version: 3, vrf: vrf3, process, neighborId: id3, address: null });
  return { ...block, record: { ...block.record, state, priority: Number(priority) }, stated: true };
}

function blankBlock(known: Pick<OspfNeighborRecord, 'version' | 'vrf' | 'process' | 'neighborId' | 'address'>): Block {
  return {
    record: {
      version: known.version,
      vrf: known.vrf,
      process: known.process,
      area: null,
      neighborId: known.neighborId,
      address: known.address,
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
    labels: ['In area # interface #'],
    pattern: /^In area ([\d.]{7,15}) interface (\S{2,64})$/,
    take: ({ record }, [, area = '', port = '']) => {
      record.area = canonicalIp(area);
      record.interface = eosPrintedInterface(port);
      return record.area !== null && record.interface !== null;
    },
  },
  {
    is: /^Neighbor priority/,
    labels: ['Neighbor priority is #, State is'],
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
    labels: ['Current state was established'],
    pattern: /^Current state was established (\S.{0,30}?) ago$/,
    take: ({ record }, [, age = '']) => {
      const seconds = agoOf(age);
      if (record.state === 'full') record.upSeconds = seconds;
      return seconds !== null;
    },
  },
  {
    is: /^DR IP Address/,
    labels: ['DR IP Address # BDR IP Address #'],
    pattern: /^DR IP Address ([\d.]{7,15}) BDR IP Address ([\d.]{7,15})$/,
    take: ({ record }, [, dr = '', bdr = '']) => {
      record.role = electedRole(record.address, dr, bdr);
      return canonicalIp(dr) !== null && canonicalIp(bdr) !== null;
    },
  },
  {
    is: /^DR is/,
    labels: ['DR is # BDR is #'],
    pattern: /^DR is (None|[\d.]{7,15}) BDR is (None|[\d.]{7,15})$/,
    take: ({ record }, [, dr = '', bdr = '']) => {
      record.role = electedRole(record.neighborId, canonicalIp(dr), canonicalIp(bdr));
      return [dr, bdr].every((word) => word === 'None' || canonicalIp(word) !== null);
    },
  },
  {
    is: /^Dead timer/,
    labels: ['Dead timer is due in'],
    pattern: /^Dead timer (?:is due in (?:(\d{1,5}) seconds?|(\S{1,16}))|is (?:not running|inactive))$/,
    take: ({ record }, [, seconds, clock]) => {
      if (seconds !== undefined) record.deadSeconds = Number(seconds);
      else if (clock !== undefined) record.deadSeconds = uptimeSeconds(clock);
      return clock === undefined || record.deadSeconds !== null;
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
