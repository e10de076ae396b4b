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
const around = /^(?:Total number of entries: \d+$|(?:Flags: )?(?:[*+#]|[A-Z]{1,2}) +- [A-Z])/;

/** `show ip arp [detail] [vrf V]`. Null when the table is not named. */
export function nxosArpTable(text: TextLines, args: DiagnosticArguments): Rows<ArpRecord> | null {
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let vrfColumn: number | null = null;
  let headed = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened) {
      headed = true;
      vrf = opened[1] ?? args.vrf ?? null;
    } else if (heading.test(line)) vrfColumn = line.includes('VRF Name') ? line.indexOf('VRF Name') : null;
    else if (around.test(line) || isNxosNoise(line)) continue;
    else if (!headed) return null;
    else {
      const record = recordOf(line, vrfColumn);
      if (record) rows.records.push({ ...record, vrf: record.vrf ?? vrf });
      else rows.unparsed.push(raw);
    }
  }
  return headed ? withCut(rows, text) : null;
}

function recordOf(line: string, vrfColumn: number | null): ArpRecord | null {
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
  // The last word is a VRF only under its heading: flags and the physical interface may be missing.
  const vrf = vrfColumn === null ? null : (/^\S+/.exec(line.slice(vrfColumn))?.[0] ?? null);
  return { vrf, ipAddress, macAddress, interface: out, ageSeconds, state: isIncomplete ? 'incomplete' : null };
}
