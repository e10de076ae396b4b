import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { announcedIn, countedRows } from '../counted-rows.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isBentSource } from './neighbor-source.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';

const opening = /^IPv6 Adjacency Table for (?:VRF (\S{1,64})|all VRFs)$/;
const heading = /^Address +Age +MAC Address +Pref +Source +Interface(?: +[A-Z].{0,60})?$/;
const rowLine = /^(\S{2,64}) +(\S{1,16}) +(\S{10,14}) +\d{1,3} +(\w{2,16}) +([A-Za-z]\S{1,63})(?: +\S{1,40}){0,4}$/;
const total = /^Total number of entries: (\d{1,7})$/;
const around = /^(?:(?:Flags: )?(?:[*+#]|[A-Z]{1,2}) +- [A-Z]|No\. of Adjacency|Adjacency statistics)/;

/** `show ipv6 neighbor [vrf V]`: an address that is too long for its column has a line of its own. */
export function nxosNeighborTable(text: TextLines, args: DiagnosticArguments): Rows<ArpRecord> | null {
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let headed = false;
  let begun: string | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened) {
      headed = true;
      vrf = opened[1] ?? args.vrf ?? null;
    } else if (around.test(line) || heading.test(line) || total.test(line) || isNxosNoise(line)) continue;
    else if (!headed) return null;
    else if (begun === null && canonicalIp(line) !== null) begun = line;
    else {
      const record = recordOf(begun === null ? line : `${begun} ${line}`);
      if (record) rows.records.push({ ...record, vrf });
      else rows.unparsed.push(begun === null ? raw : `${begun} ${line}`);
      begun = null;
    }
  }
  if (begun !== null && text.cut === null) rows.unparsed.push(begun);
  return headed ? withCut(countedRows(rows, announcedIn(text, total), 'entries'), text) : null;
}

function recordOf(line: string): ArpRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const [, address = '', age = '', mac = '', source = '', place = ''] = match ?? [];
  const ipAddress = canonicalIp(address);
  const macAddress = ciscoMac(mac);
  const isIncomplete = mac.toUpperCase() === 'INCOMPLETE';
  const out = nxosInterfaceName(place);
  const ageSeconds = nxosSeconds(age);
  if (!match || ipAddress === null || (macAddress === null && !isIncomplete) || out === null || isBentSource(source))
    return null;
  if (ageSeconds === null && !/^(?:-+|never)$/.test(age)) return null;
  return {
    vrf: null,
    ipAddress,
    macAddress,
    interface: out,
    ageSeconds,
    state: isIncomplete ? 'incomplete' : source.toLowerCase() === 'static' ? 'static' : null,
  };
}
