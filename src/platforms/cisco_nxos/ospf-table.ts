import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { ospfState } from '../cisco-ospf-words.ts';
import { announcedIn, countedRows } from '../counted-rows.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';
import { ospfInterface, ospfRole, upSecondsOf } from './ospf-words.ts';

const opening = /^OSPF(v3)? Process ID (\S{1,64}) VRF (\S{1,64})$/;
const rowLine =
  /^([\d.]{7,15}) +(\d{1,3}) +([A-Z0-9]{4,8}) ?\/ *(DR|BDR|DROTHER|-) +(\S{1,16}) +([\d.]{7,15}|\d{1,10}) +(\S{2,64})$/;
/** One per process and VRF. */
const total = /^Total number of neighbors: +(\d{1,6})$/;
const heading = /^Neighbor ID +Pri +State +Up Time +(?:Address|Interface ID) +Interface$/;

/** `show ip ospf neighbors` and its OSPFv3 twin, which prints the address on a line of its own. */
export function nxosOspfTable(text: TextLines): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let context: Pick<OspfNeighborRecord, 'version' | 'process' | 'vrf'> | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    const linkLocal = /^Neighbor address ([0-9A-Fa-f:.]{2,45})$/.exec(line);
    const last = rows.records.at(-1);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened) context = { version: opened[1] ? 3 : 2, process: opened[2] ?? '', vrf: opened[3] ?? '' };
    else if (/^OSPF(?:v3)? /.test(line)) {
      // A heading in a form that is not known: the rows below it are nobody's.
      context = { version: line.startsWith('OSPFv3') ? 3 : 2, process: null, vrf: null };
      rows.unparsed.push(raw);
    } else if (heading.test(line) || total.test(line) || isNxosNoise(line)) continue;
    else if (!context) return null;
    else if (linkLocal && last?.version === 3 && canonicalIp(linkLocal[1] ?? '') !== null)
      last.address = canonicalIp(linkLocal[1] ?? '');
    else {
      const record = recordOf(line);
      if (record) rows.records.push({ ...record, ...context });
      else rows.unparsed.push(raw);
    }
  }
  return context ? withCut(countedRows(rows, announcedIn(text, total), 'neighbors'), text) : null;
}

function recordOf(line: string): OspfNeighborRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const neighborId = canonicalIp(match?.[1] ?? '');
  const state = ospfState(match?.[3] ?? '');
  const [age = '', place = '', interfaceName = ''] = match?.slice(5, 8) ?? [];
  const [seconds, address, out] = [nxosSeconds(age), canonicalIp(place), ospfInterface(interfaceName)];
  if (!match || neighborId === null || state === null || out === null) return null;
  // OSPFv3 prints the number of the interface in the place of the address.
  if ((seconds === null && age !== 'never') || (address === null && place.includes('.'))) return null;
  return {
    version: 2,
    vrf: null,
    process: null,
    area: null,
    neighborId,
    address,
    interface: out,
    state,
    role: ospfRole(match[4] ?? ''),
    priority: Number(match[2]),
    deadSeconds: null,
    upSeconds: upSecondsOf(state, seconds),
  };
}
