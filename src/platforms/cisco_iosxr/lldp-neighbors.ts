import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise, parseXr, xrTable } from './xr-text.ts';

/** `show lldp neighbors detail`; the table without `detail` is read as well. */
export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail' }],
  parse: ([output = '']) => parseXr<LldpNeighborRecord>(output, (text) => blocks(text) ?? table(text)),
};

const total = /^Total entries displayed: \d+$/;
const columns = /^Device ID +Local Intf +Hold-time +Capability +Port ID$/;
const codes = /^(?:Capability codes:|\([A-Z]\) )/;

function table(text: TextLines): Rows<LldpNeighborRecord> | null {
  const heading = text.lines.find((line) => columns.test(line.trim()));
  // IOS and NX-OS have the same table, with less room for the name of the interface.
  if (heading !== undefined && /Local Intf {3,7}Hold-time/.test(heading)) return null;
  const place = heading?.indexOf('Local Intf') ?? 0;
  let wrapped: string | null = null;
  const rows = xrTable<LldpNeighborRecord>(text, {
    header: columns,
    none: /^Total entries displayed: 0$/,
    whole: total,
    skip: { test: (line) => total.test(line) || codes.test(line) },
    row: (line, raw) => {
      if (line.length > 300) return null;
      // A long name has a line of its own.
      if (/^\S{1,255}$/.test(line) && wrapped === null && raw.startsWith(line)) {
        wrapped = line;
        return [];
      }
      const name = wrapped ?? raw.slice(0, place).trim();
      const rest = wrapped === null ? raw.slice(place).trim() : line;
      const isCut = wrapped === null && name.length >= place - 1;
      wrapped = null;
      const found = rowOf(name, rest);
      // A name that fills its column was cut there, or just fits.
      return found && isCut ? { ...found, neighborName: null } : (found ?? looseRow(line));
    },
  });
  return rows && wrapped !== null ? { ...rows, unparsed: [...rows.unparsed, wrapped] } : rows;
}

function rowOf(device: string, rest: string): LldpNeighborRecord | null {
  const match = /^(\S{2,64}) +\d{1,5} +(?:(?:[A-Z](?:,[A-Z]){0,8}|N\/A) +)?(\S.{0,120})$/.exec(rest);
  const name = printedXrName(match?.[1] ?? '');
  // NX-OS has the same columns and writes its capabilities without commas: "BR".
  if (!match || name === null || device === '' || /^[A-Z]{2,8} {2,}\S/.test(match[2] ?? '')) return null;
  return { ...blank(name), neighborName: unlessAbsent(device), neighborInterface: match[2]?.trim() ?? null };
}

/** A name that reaches into the next column pushes it to the right. */
function looseRow(line: string): LldpNeighborRecord | null {
  const match = /^(\S{1,255}) +(\S.*)$/.exec(line);
  return match ? rowOf(match[1] ?? '', match[2] ?? '') : null;
}

interface Block {
  record: LldpNeighborRecord;
  addresses: boolean;
  /** The lines behind the management addresses were reached. */
  whole: boolean;
}

function blocks(given: TextLines): Rows<LldpNeighborRecord> | null {
  const text = withWholeTail(given, total);
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let headed = false;
  const close = () => {
    if (block) rows.records.push(block.record);
    block = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    const local = /^Local Interface: (\S{2,64})$/.exec(line)?.[1];
    if (local !== undefined) {
      close();
      const name = printedXrName(local);
      headed = true;
      if (name === null) rows.unparsed.push(raw);
      else block = { record: blank(name), addresses: false, whole: false };
    } else if (headed && total.test(line)) close();
    else if (block && (block as Block).record.chassisId !== null && /^Chassis id: /i.test(line)) {
      // The heading above it was not understood.
      close();
      rows.unparsed.push(raw);
    } else if (block) {
      const said = /^(?:IP|IPv4 address|IPv6 address|IPv6|IPv4): (\S+)$/i.exec(line)?.[1];
      if ((block as Block).addresses && said !== undefined && /[^0-9A-Fa-f.:]/.test(said)) rows.unparsed.push(raw);
      readLine(block, line);
    } else if (!headed && !codes.test(line) && !isXrNoise(line)) return null;
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

function unlessAbsent(text: string | undefined): string | null {
  const bare = text?.trim() ?? '';
  return bare === '' || /^(?:- )?not advertised$/i.test(bare) || bare === 'N/A' ? null : bare;
}

function readLine(block: Block, line: string): void {
  const { record } = block;
  const match = /^(Chassis id|Port id|Port Description|System Name)(?:: | - )(.{1,255})$/i.exec(line);
  const value = unlessAbsent(match?.[2]);
  const address = /^(?:IP(?:v4|v6|V6)?|IPv4 address|IPv6 address): ([0-9A-Fa-f.:]{2,45})$/i.exec(line)?.[1];
  const what = match?.[1]?.toLowerCase();
  if (what === 'chassis id') record.chassisId = value === null ? null : (ciscoMac(value) ?? value);
  else if (what === 'port id') record.neighborInterface = value;
  else if (what === 'system name') record.neighborName = value;
  else if (what !== undefined) record.neighborDescription = value;
  else if (line.startsWith('Management Addresses')) block.addresses = true;
  else if (block.addresses && address !== undefined) {
    const ip = canonicalIp(address);
    if (ip !== null && !record.managementAddresses.includes(ip)) record.managementAddresses.push(ip);
  } else if (/^Peer MAC Address: /i.test(line)) block.whole = true;
  if (line === 'System Description:') block.addresses = false;
}
