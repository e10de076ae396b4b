import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';

const opening = /^IP ARP Table(?: for (?:context (\S{1,64})|all contexts))?$/;
const heading = /^Address +Age +MAC Address +Interface(?: +Physical Interface)?(?: +Flags)?(?: +VRF Name)?$/;
const rowLine = /^([\d.]{7,15}) +(\S{1,16}) +(\S{10,14}) +(\S{1,64})((?: +\S{1,64}){0,3})$/;
/** Where the columns begin of a table that tells the physical interface as well; the last one is not in every table. */
interface Columns {
  mac: number;
  out: number;
  physical: number;
  vrf: number | null;
}

/** A longer name moves what stands behind it. */
const interfaceWidth = 16;

/** Of the number of entries recordings tell that more or fewer of them stand there. */
const around = /^(?:Total number of entries: \d{1,7}$|(?:Flags: )?(?:[*+#]|[A-Z]{1,2}) +- [A-Z])/;

/** `show ip arp [detail] [vrf V]`. Null when the table is not named. */
export function nxosArpTable(text: TextLines, args: DiagnosticArguments): Rows<ArpRecord> | null {
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let columns: Columns | null = null;
  let headed = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened) {
      headed = true;
      vrf = opened[1] ?? args.vrf ?? null;
    } else if (heading.test(line)) columns = columnsOf(line);
    else if (around.test(line) || isNxosNoise(line)) continue;
    else if (!headed) return null;
    else {
      const record = recordOf(line, columns);
      if (record) rows.records.push({ ...record, vrf: record.vrf ?? vrf });
      else rows.unparsed.push(raw);
    }
  }
  return headed ? withCut(rows, text) : null;
}

function columnsOf(line: string): Columns | null {
  if (!line.includes(' Physical Interface')) return null;
  const vrf = line.indexOf('VRF Name');
  const [mac, out, physical] = ['MAC Address', 'Interface', 'Physical Interface'].map((name) => line.indexOf(name));
  return { mac: mac ?? 0, out: out ?? 0, physical: physical ?? 0, vrf: vrf === -1 ? null : vrf };
}

function recordOf(line: string, columns: Columns | null): ArpRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const [, address = '', age = '', mac = '', place = ''] = match ?? [];
  const ipAddress = canonicalIp(address);
  const macAddress = ciscoMac(mac);
  const isIncomplete = mac.toUpperCase() === 'INCOMPLETE';
  const out = place === '-' ? null : nxosInterfaceName(place);
  if (!match || ipAddress === null || (macAddress === null && !isIncomplete) || (place !== '-' && out === null))
    return null;
  const ageSeconds = nxosSeconds(age);
  if (ageSeconds === null && !/^(?:-|never)$/.test(age)) return null;
  // What stands behind the MAC address has its distance from it.
  const moved = line.indexOf(mac) - (columns?.mac ?? 0);
  const wordIn = (column: number) => wordAt(line, column + moved + Math.max(0, place.length - interfaceWidth));
  if (columns && (wordAt(line, columns.out + moved) !== place || wordIn(columns.physical) === null)) return null;
  const vrf = columns && columns.vrf !== null ? wordIn(columns.vrf) : null;
  // The address of the switch itself may have none.
  if (columns && columns.vrf !== null && vrf === null && wordIn(columns.physical) !== '-') return null;
  return { vrf, ipAddress, macAddress, interface: out, ageSeconds, state: isIncomplete ? 'incomplete' : null };
}

/** The word that begins at a column. */
function wordAt(line: string, column: number): string | null {
  return line[column - 1] === ' ' ? (/^\S+/.exec(line.slice(column))?.[0] ?? null) : null;
}
