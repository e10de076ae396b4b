import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';

export function blankNeighbor(name: string): LldpNeighborRecord {
  return {
    interface: name,
    neighborName: null,
    neighborInterface: null,
    neighborDescription: null,
    chassisId: null,
    managementAddresses: [],
  };
}

/** What a neighbour announced; null for "not advertised" and for the "null" that IOS-XR sends. */
export function said(text: string | null): string | null {
  const words = text?.trim() ?? '';
  return /^(?:|null|(?:- )?not advertised)$/i.test(words) ? null : words;
}

const total = /^Total entries displayed: (\d+)$/;
const around = /^(?:Capability codes:|\([A-Z]\) |Device ID +Local Intf +Hold-time +Capability +Port ID$)/;

/** `show lldp neighbors detail` in text: each block opens with its chassis and ends with its VLAN. */
export function lldpBlocks(given: TextLines): Rows<LldpNeighborRecord> | null {
  const text = withWholeTail(given, total);
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  let block: { record: LldpNeighborRecord; whole: boolean } | null = null;
  let headed = false;
  const close = () => {
    if (block && block.record.interface === '')
      rows.unparsed.push(`Chassis id: ${block.record.chassisId}: no local port`);
    else if (block) rows.records.push(block.record);
    block = null;
  };
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    if (line === '') continue;
    if (/^Chassis id: /i.test(line)) {
      close();
      block = { record: blankNeighbor(''), whole: false };
      headed = true;
    }
    if (total.test(line)) close();
    else if (block && block.record.neighborInterface !== null && /^Port id: /i.test(line)) {
      // The heading above it was not understood.
      close();
      rows.unparsed.push(raw);
    } else if (block) {
      const address = said(/^Management Address(?: IPV6)?: ?(.{1,255})$/i.exec(line)?.[1] ?? null);
      if (address !== null && canonicalIp(address) === null) rows.unparsed.push(raw);
      block.whole = readLine(block.record, line) || block.whole;
    } else if (!around.test(line) && !isNoise(line)) {
      if (!headed) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!headed) return null;
  const open = block as { record: LldpNeighborRecord; whole: boolean } | null;
  if (open && !open.whole)
    return { ...rows, incomplete: `the block of ${open.record.interface} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}

/** True for the line behind which nothing is read. */
function readLine(record: LldpNeighborRecord, line: string): boolean {
  const match =
    /^(Chassis id|Port id|Local Port id|Port Description|System Name|Management Address(?: IPV6)?|Vlan ID): ?(.{0,255})$/i.exec(
      line,
    );
  const value = said(match?.[2] ?? null);
  switch (match?.[1]?.toLowerCase()) {
    case 'chassis id':
      record.chassisId = value === null ? null : (ciscoMac(value) ?? value);
      break;
    case 'port id':
      record.neighborInterface = value;
      break;
    case 'local port id':
      record.interface = nxosInterfaceName(value ?? '') ?? '';
      break;
    case 'port description':
      record.neighborDescription = value;
      break;
    case 'system name':
      record.neighborName = value;
      break;
    case 'vlan id':
      return true;
    default:
      if (/^management address/i.test(match?.[1] ?? '')) {
        const ip = canonicalIp(value ?? '');
        if (ip !== null) record.managementAddresses.push(ip);
      }
  }
  return false;
}

/** `show lldp neighbors`: a name that is too long for its column stands on a line of its own. */
export function lldpTable(given: TextLines): Rows<LldpNeighborRecord> | null {
  const text = withWholeTail(given, total);
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  let columns: { local: number; port: number } | null = null;
  let device: string | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    if (line === '') continue;
    if (line.startsWith('Device ID ') && around.test(line))
      columns = { local: raw.indexOf('Local Intf'), port: raw.indexOf('Port ID') };
    else if (!columns) {
      if (!around.test(line) && !isNoise(line) && !total.test(line)) return null;
    } else if (!total.test(line) && !isNoise(line)) {
      const rest = raw.slice(columns.local).trim();
      const name = nxosInterfaceName(/^\S+/.exec(rest)?.[0] ?? '');
      const neighbor: string | null = raw.slice(0, columns.local).trim() || device;
      const port = raw.slice(columns.port).trim();
      if (name !== null && neighbor !== null && port !== '' && /^\S+ +\d{1,5} /.test(rest)) {
        rows.records.push({ ...blankNeighbor(name), neighborName: said(neighbor), neighborInterface: said(port) });
        device = null;
      } else if (device === null && !/\s/.test(line) && line.length >= columns.local - 1) device = line;
      else rows.unparsed.push(raw);
    }
  }
  const isEmpty = text.lines.some((line) => total.exec(line.trim())?.[1] === '0');
  if (!columns && !isEmpty) return null;
  if (device !== null) return { ...rows, incomplete: `the row of ${device} is missing: the answer was cut off` };
  return withCut(rows, text);
}
