import { canonicalIp } from '../domain/ip.ts';
import type { OspfNeighborRecord } from '../domain/routing-records.ts';
import { ospfArea, ospfDeadSeconds, ospfState } from './cisco-ospf-words.ts';
import { uptimeSeconds } from './durations.ts';

export interface OspfBlock {
  record: OspfNeighborRecord;
  stated: boolean;
  /** The last line that is read was seen. */
  whole: boolean;
}

const opening =
  /^Neighbor ([\d.]{7,15})(?:, interface address ([\d.]{7,15}|[0-9A-Fa-f:.]{2,45})(?:, interface-id (?:\d{1,10}|unknown))?)?$/;

/** `Neighbor 192.0.2.1, interface address 198.51.100.1`, and `Neighbor 192.0.2.1` of OSPFv3; null for another line. */
export function openOspfNeighbor(
  line: string,
  whose: Pick<OspfNeighborRecord, 'version' | 'vrf' | 'process'>,
): OspfBlock | null {
  const match = opening.exec(line);
  const [neighborId, address] = [canonicalIp(match?.[1] ?? ''), canonicalIp(match?.[2] ?? '')];
  if (!match || neighborId === null || (match[2] !== undefined && address === null)) return null;
  const record: OspfNeighborRecord = {
    ...whose,
    version: match[2] === undefined ? 3 : whose.version,
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
  return { record, stated: false, whole: false };
}

/**
 * One line below the heading of a neighbour; `interfaceName` gives the full name of an interface. False for a line that
 * is known by its first words and whose figures are in another form: nothing of it is taken.
 */
export function readOspfLine(
  block: OspfBlock,
  line: string,
  interfaceName: (printed: string) => string | null,
): boolean {
  const known = lines.find(({ label }) => line.startsWith(label));
  // Words of theirs behind first words that are nobody's: a bent label.
  if (known === undefined) return !lines.some(({ mark }) => mark?.test(line));
  return known.read(block, line.slice(known.label.length), interfaceName);
}

interface KnownLine {
  label: string;
  /** Words that stand in this line alone. */
  mark?: RegExp;
  /** Takes what stands behind the label; false when it has another form. */
  read: (block: OspfBlock, rest: string, interfaceName: (printed: string) => string | null) => boolean;
}

const lines: readonly KnownLine[] = [
  {
    label: 'In the area',
    mark: / via interface /,
    read: ({ record }, rest, interfaceName) => {
      const place = /^ (\S{1,15})(?: \w{1,20})? via interface ([^\s,]{2,64})(?=$|[ ,])/.exec(rest);
      const [area, out] = [ospfArea(place?.[1] ?? ''), interfaceName(place?.[2] ?? '')];
      if (area === null || out === null) return false;
      [record.area, record.interface] = [area, out];
      return true;
    },
  },
  {
    label: 'Neighbor: interface-id',
    mark: /, link-local address /,
    read: ({ record }, rest) => {
      const address = canonicalIp(
        /^ \d{1,10}, link-local address ([0-9A-Fa-f:.]{2,45})(?=$|[ ,])/.exec(rest)?.[1] ?? '',
      );
      if (address === null) return false;
      record.address = address;
      return true;
    },
  },
  {
    label: 'Neighbor priority is',
    mark: /, State is /,
    read: (block, rest) => {
      const match = /^ (\d{1,3})(?: \(configured \d{1,3}\))?, State is (\w{4,8})(?=$|,)/.exec(rest);
      const state = ospfState(match?.[2] ?? '');
      if (state === null) return false;
      [block.record.state, block.record.priority, block.stated] = [state, Number(match?.[1]), true];
      return true;
    },
  },
  {
    label: 'DR is',
    mark: / BDR is /,
    read: ({ record }, rest) => {
      const match = /^ ([\d.]{7,15}) BDR is ([\d.]{7,15})(?!\S)/.exec(rest);
      const [dr, bdr] = [canonicalIp(match?.[1] ?? ''), canonicalIp(match?.[2] ?? '')];
      if (dr === null || bdr === null) return false;
      record.role = roleOf(record, dr, bdr);
      return true;
    },
  },
  {
    label: 'Dead timer due in',
    // A retransmission may be due as well.
    mark: /^Dead | timer due |^(?!.*[Rr]etransmission due).* due in /,
    read: ({ record }, rest) => {
      record.deadSeconds = ospfDeadSeconds(/^ (\d{1,6} msec|\S{1,16})(?!\S)/.exec(rest)?.[1] ?? '');
      return record.deadSeconds !== null;
    },
  },
  {
    label: 'Neighbor is up for',
    mark: /^Neighbor \w{1,3} \w{1,3} \w{2,4} |\bis up for /,
    read: ({ record }, rest) => {
      record.upSeconds = secondsBehind(rest);
      return record.upSeconds !== null;
    },
  },
  {
    label: 'In the process ID',
    read: ({ record }, rest) => {
      const id = /^ (\S{1,16})(?!\S)/.exec(rest)?.[1];
      if (id === undefined) return false;
      record.process = id;
      return true;
    },
  },
  {
    label: 'Last retransmission scan time',
    read: (block) => {
      block.whole = true;
      return true;
    },
  },
];

function secondsBehind(rest: string): number | null {
  return uptimeSeconds(/^ (\S{1,16})(?!\S)/.exec(rest)?.[1] ?? '');
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
