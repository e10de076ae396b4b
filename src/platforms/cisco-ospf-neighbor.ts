import { canonicalIp } from '../domain/ip.ts';
import type { OspfNeighborRecord } from '../domain/routing-records.ts';
import { ospfArea, ospfState } from './cisco-ospf-words.ts';
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
  if (!match) return null;
  const record: OspfNeighborRecord = {
    ...whose,
    version: match[2] === undefined ? 3 : whose.version,
    area: null,
    neighborId: match[1] ?? '',
    address: canonicalIp(match[2] ?? ''),
    interface: null,
    state: 'down',
    role: null,
    priority: null,
    deadSeconds: null,
    upSeconds: null,
  };
  return { record, stated: false, whole: false };
}

/** One line below the heading of a neighbour; `interfaceName` gives the full name of an interface. */
export function readOspfLine(block: OspfBlock, line: string, interfaceName: (printed: string) => string | null): void {
  const { record } = block;
  const place = /^In the area (\S{1,15})(?: \w{1,20})? via interface (\S{2,64})/.exec(line);
  const linkLocal = /^Neighbor: interface-id \d{1,10}, link-local address ([0-9A-Fa-f:.]{2,45})/.exec(line);
  const state = /^Neighbor priority is (\d{1,3}), State is (\w{4,8}),/.exec(line);
  const elected = /^DR is ([\d.]{7,15}) BDR is ([\d.]{7,15})(?!\S)/.exec(line);
  const dead = /^Dead timer due in (\S{1,16})/.exec(line);
  const up = /^Neighbor is up for (\S{1,16})/.exec(line);
  const process = /^In the process ID (\S{1,16})/.exec(line);
  if (place) {
    record.area = ospfArea(place[1] ?? '');
    record.interface = interfaceName(place[2] ?? '');
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
