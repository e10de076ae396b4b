import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { iosTable, isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show lldp neighbors detail`; the table without `detail` is read as well. */
export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail' }],
  parse: ([output = '']) =>
    parseForms<LldpNeighborRecord>(output, { rejected: rejectedByIosxe, text: (text) => blocks(text) ?? table(text) }),
};

const total = /^Total entries displayed: \d+$/;

function table(text: TextLines): Rows<LldpNeighborRecord> | null {
  const heading = text.lines.find((line) => columns.test(line.trim()));
  const place = heading?.indexOf('Local Intf') ?? 0;
  return iosTable<LldpNeighborRecord>(text, {
    header: columns,
    none: /^Total entries displayed: 0$/,
    whole: total,
    skip: /^(?:Total entries displayed: \d+$|Capability codes:|\([A-Z]\) )/,
    row: (line, raw) => (line.length > 300 ? null : rowOf(raw.slice(0, place), raw.slice(place).trim())),
  });
}

const columns = /^Device ID +Local Intf +Hold-time +Capability +Port ID$/;

/** A name that fills its column was cut there, or just fits. */
function rowOf(column: string, rest: string): LldpNeighborRecord | null {
  const device = column.trim();
  const match = /^(\S{2,64}) +\d{1,5} +(?:[A-Z](?:,[A-Z]){0,8} +)?(\S.{0,120})$/.exec(rest);
  const name = printedInterfaceName(match?.[1] ?? '');
  // NX-OS has the same columns and writes its capabilities without commas: "BR".
  if (!match || name === null || device === '' || /^[A-Z]{2,8} {2,}\S/.test(match[2] ?? '')) return null;
  const neighborName = device === 'not advertised' || column.length === device.length ? null : device;
  return { ...blank(name), neighborName, neighborInterface: match[2]?.trim() ?? null };
}

interface Block {
  record: LldpNeighborRecord;
  addresses: boolean;
  /** The lines behind the management addresses were reached. */
  whole: boolean;
}

function blocks(given: TextLines): Rows<LldpNeighborRecord> | null {
  const text = withWholeTail(given, /^(?:Total entries displayed: \d+|Vlan ID: .*|Location - .*)$/);
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let headed = false;
  const close = () => {
    if (block && block.record.interface === '')
      rows.unparsed.push(`Chassis id: ${block.record.chassisId}: no local interface`);
    else if (block) rows.records.push(block.record);
    block = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    const intf = /^Local Intf: (\S{2,64})$/.exec(line);
    const chassis = line.startsWith('Chassis id: ');
    if (intf || (chassis && (block === null || (block as Block).record.chassisId !== null))) {
      close();
      block = { record: blank(printedInterfaceName(intf?.[1] ?? '') ?? ''), addresses: false, whole: false };
      headed = true;
    }
    if (total.test(line)) {
      // A table ends with the same line.
      if (!headed) return null;
      close();
    } else if (block) {
      if ((block as Block).addresses && /^IP(?:V6)?: /i.test(line) && canonicalIp(line.replace(/^\w+: /, '')) === null)
        rows.unparsed.push(raw);
      readLine(block, line);
    } else if (!/^(?:Capability codes:|\([A-Z]\) )/.test(line) && !isIosNoise(line)) {
      if (!headed) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!headed) return null;
  const open = block as Block | null;
  if (open && !open.whole)
    return { ...rows, incomplete: `the block of ${open.record.interface} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}

function blank(name: string): LldpNeighborRecord {
  return {
    interface: name,
    neighborName: null,
    neighborInterface: null,
    neighborDescription: null,
    chassisId: null,
    managementAddresses: [],
  };
}

function readLine(block: Block, line: string): void {
  const { record } = block;
  const match = /^(Chassis id|Port id|Port Description|System Name): (.{1,255})$/.exec(line);
  const value = match && !/^- not advertised$/.test(match[2] ?? '') ? (match[2]?.trim() ?? null) : null;
  const address = /^(?:IP|IPV6|IPv6): ([0-9A-Fa-f.:]{2,45})$/.exec(line)?.[1];
  if (match?.[1] === 'Chassis id') record.chassisId = value === null ? null : (ciscoMac(value) ?? value);
  else if (match?.[1] === 'Port id') record.neighborInterface = value;
  else if (match?.[1] === 'System Name') record.neighborName = value;
  else if (match) record.neighborDescription = value;
  else if (line.startsWith('Management Addresses')) block.addresses = true;
  else if (block.addresses && address !== undefined) {
    const ip = canonicalIp(address);
    if (ip !== null) record.managementAddresses.push(ip);
  } else if (/^(?:Auto Negotiation|Physical media|Media Attachment|Vlan ID|MED Information|-{20,})/.test(line))
    block.whole = true;
  if (line === 'System Description:') block.addresses = false;
}
