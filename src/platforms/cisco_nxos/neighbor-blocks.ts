import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { announcedIn, countedRows } from '../counted-rows.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isBentSource } from './neighbor-source.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';

const opening = /^IPv6 Adjacency Table for (?:VRF (\S{1,64})|all VRFs)$/;
const leaf =
  /^(Address|Age|MacAddr|Preference|Source|Interface|Physical Interface|Packet Count|Byte Count|Best|Throttled|[A-Z][A-Za-z ]{2,24}) : +(\S.{0,80})$/;
const total = /^Total number of entries: (\d{1,7})$/;
const around =
  /^(?:Total number of entries: \d{1,7}$|No\. of Adjacency|Adjacency statistics|Flags: |(?:[*+#]|[A-Z]{1,2}) +- [A-Z])/;

/** `show ipv6 neighbor detail [vrf V]`: a block of "Name : value" per neighbour. Null when there is no such block. */
export function nxosNeighborBlocks(given: TextLines, args: DiagnosticArguments): Rows<ArpRecord> | null {
  const text = withWholeTail(given, /^Throttled : +(?:Yes|No)$/);
  if (!text.lines.some((line) => /^ *Address : +[0-9A-Fa-f:]{2,45} *$/.test(line))) return null;
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let block: Map<string, string> | null = null;
  let headed = false;
  const close = () => {
    const record = block && recordOf(block);
    if (record) rows.records.push({ ...record, vrf });
    else if (block) rows.unparsed.push(`Address : ${block.get('Address')}`);
    block = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    const [, name, value = ''] = leaf.exec(line) ?? [];
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened) {
      close();
      headed = true;
      vrf = opened[1] ?? args.vrf ?? null;
    } else if (!headed && !around.test(line) && !isNxosNoise(line)) return null;
    else if (name === 'Address') {
      close();
      block = new Map([[name, value.trim()]]);
    } else if (name !== undefined && (block as Map<string, string> | null)?.has(name)) {
      // A second one of its kind: the address of the neighbour it is about was not understood.
      close();
      rows.unparsed.push(raw);
    } else if (name !== undefined && block) (block as Map<string, string>).set(name, value.trim());
    else if (!around.test(line) && !isNxosNoise(line)) rows.unparsed.push(raw);
  }
  const open = block as Map<string, string> | null;
  if (open && !open.has('Best') && !open.has('Throttled'))
    return { ...rows, incomplete: `the block of ${open.get('Address')} has no end: the answer was cut off` };
  close();
  return headed ? withCut(countedRows(rows, announcedIn(given, total), 'entries'), text) : null;
}

function recordOf(block: Map<string, string>): ArpRecord | null {
  const ipAddress = canonicalIp(block.get('Address') ?? '');
  const mac = block.get('MacAddr') ?? '';
  const macAddress = ciscoMac(mac);
  const isIncomplete = mac.toUpperCase() === 'INCOMPLETE';
  const out = nxosInterfaceName(block.get('Interface') ?? '');
  const age = block.get('Age') ?? '';
  const ageSeconds = nxosSeconds(age);
  if (ipAddress === null || (macAddress === null && !isIncomplete) || out === null) return null;
  const source = block.get('Source')?.toLowerCase();
  if (source === undefined || isBentSource(source)) return null;
  if (ageSeconds === null && !/^(?:-+|never)$/.test(age)) return null;
  return {
    vrf: null,
    ipAddress,
    macAddress,
    interface: out,
    ageSeconds,
    state: isIncomplete ? 'incomplete' : source === 'static' ? 'static' : null,
  };
}
