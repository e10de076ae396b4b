import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isBentWord } from '../bent-word.ts';
import { ciscoLldpBlocks, type LldpForm } from '../cisco-lldp-blocks.ts';
import { ciscoMac } from '../cisco-macs.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise, parseXr, xrTable } from './xr-text.ts';

/** `show lldp neighbors detail`; the table without `detail` is read as well. */
export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail' }],
  parse: ([output = '']) => parseXr<LldpNeighborRecord>(output, (text) => blocks(text) ?? table(text)),
};

const total = /^Total entries displayed: (\d{1,6})$/;
const columns = /^Device ID +Local Intf +Hold-time +Capability +Port ID$/;
const codes = /^(?:Capability codes:|\([A-Z]\) [A-Za-z ]{3,30}(?:, \([A-Z]\) [A-Za-z ]{3,30}){0,8})$/;

function table(text: TextLines): Rows<LldpNeighborRecord> | null {
  const heading = text.lines.find((line) => columns.test(line.trim()));
  // IOS and NX-OS have the same table, with less room for the name of the interface.
  if (heading !== undefined && /Local Intf {3,7}Hold-time/.test(heading)) return null;
  const place = heading?.indexOf('Local Intf') ?? 0;
  const margin = heading?.indexOf('Device ID') ?? 0;
  let wrapped: string | null = null;
  /** Names whose row does not follow. */
  const alone: string[] = [];
  const rows = xrTable<LldpNeighborRecord>(text, {
    header: columns,
    none: /^Total entries displayed: 0$/,
    whole: total,
    skip: { test: (line) => total.test(line) || codes.test(line) },
    row: (line, raw) => {
      if (line.length > 300) return null;
      // The columns tell where a name was cut: a row that was moved is none. One without a name begins in the next column.
      const at = raw.search(/\S/);
      if (wrapped === null && at !== margin && at !== place) return null;
      if (wrapped !== null && !raw.startsWith(' ')) {
        alone.push(wrapped);
        wrapped = null;
      }
      // A name that is too long for its column has a line of its own.
      if (/^\S{1,255}$/.test(line) && line.length >= place - 1 && raw.startsWith(line)) {
        wrapped = line;
        return [];
      }
      const name = wrapped ?? raw.slice(0, place).trim();
      const rest = wrapped === null ? raw.slice(place).trim() : line;
      const isCut = wrapped === null && name.length >= place - 1;
      // A name that reaches into the next column pushes it to the right.
      const found = wrapped !== null || raw[place - 1] === ' ' ? rowOf(name, rest) : null;
      wrapped = null;
      // A name that fills its column was cut there, or just fits.
      return found && isCut ? { ...found, neighborName: null } : (found ?? looseRow(line));
    },
  });
  if (!rows) return null;
  if (wrapped !== null) alone.push(wrapped);
  const said = text.lines.map((line) => total.exec(line.trim())?.[1]).find((count) => count !== undefined);
  // A row more than the device counted is none of its own, and one less is lost.
  const isOther = said !== undefined && rows.unparsed.length === 0 && rows.records.length !== Number(said);
  const left = [...alone, ...(isOther ? [`${rows.records.length} rows of ${said}`] : [])];
  return { ...rows, unparsed: [...rows.unparsed, ...left] };
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

const form: LldpForm = {
  first: /^Local Interface: /,
  last: /^Time remaining: /,
  separator: 'dashes',
  labels: [
    'Local Interface',
    'Chassis id',
    'Port id',
    'Port Description',
    'System Name',
    'System Description',
    'Time remaining',
    'Hold Time',
    'System Capabilities',
    'Enabled Capabilities',
    'Management Addresses',
    'Peer MAC Address',
  ],
  read: recordOf,
  isWhole: (lines) => lines.some((line) => /^Peer MAC Address: /i.test(line)),
  isNoise: (line) => codes.test(line) || isXrNoise(line),
};

function blocks(given: TextLines): Rows<LldpNeighborRecord> | null {
  return ciscoLldpBlocks(withWholeTail(given, total), form);
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

function recordOf(lines: readonly string[], unparsed: string[]): LldpNeighborRecord | string {
  const name = printedXrName(/^Local Interface: (\S{2,64})$/.exec(lines[0] ?? '')?.[1] ?? '');
  if (name === null) return `${lines[0]}: no local interface`;
  const record = blank(name);
  let addresses = false;
  for (const line of lines) {
    const match = /^(Chassis id|Port id|Port Description|System Name)(?::| -)(.{0,256})$/i.exec(line);
    const value = unlessAbsent(match?.[2]);
    const what = match?.[1]?.toLowerCase();
    if (form.labels.some((label) => line.startsWith(label))) addresses = false;
    if (isBentWord(/^[\w ]{15,17}(?=:| -)/.exec(line)?.[0] ?? '', ['Port Description'])) unparsed.push(line);
    const address = addresses ? /^IP(?:v[46])?(?: address)?: (\S+)$/i.exec(line)?.[1] : undefined;
    // Only a name or a description may be empty.
    if (match && (/^\S/.test(match[2] ?? '') || (what === 'chassis id' && match[2]?.trim() === '')))
      unparsed.push(line);
    else if (what === 'chassis id') record.chassisId = value === null ? null : (ciscoMac(value) ?? value);
    else if (what === 'port id') record.neighborInterface = value;
    else if (what === 'system name') record.neighborName = value;
    else if (what !== undefined) record.neighborDescription = value;
    else if (line.startsWith('Management Addresses')) addresses = true;
    else if (address !== undefined) {
      const ip = canonicalIp(address);
      if (/[^0-9A-Fa-f.:]/.test(address)) unparsed.push(line);
      if (ip !== null && !record.managementAddresses.includes(ip)) record.managementAddresses.push(ip);
    } else if (addresses || /^IP(?:v[46])? address: \S{2,45}$/i.test(line)) unparsed.push(line);
  }
  // Every block has these, of whatever is not advertised as well.
  for (const label of ['Chassis id', 'Port id', 'System Name'])
    if (!lines.some((line) => line.startsWith(label))) unparsed.push(`${lines[0]}: no line "${label}"`);
  return record;
}
