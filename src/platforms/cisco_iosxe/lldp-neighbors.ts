import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoLldpBlocks, type LldpForm } from '../cisco-lldp-blocks.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { opensDamaged } from '../damaged-label.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { type TextLines, withWholeTail } from '../text-lines.ts';
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
  // IOS-XR and NX-OS have the same columns in other places.
  const margin = place - nameWidth;
  if (heading !== undefined && heading.indexOf('Device ID') !== margin) return null;
  return iosTable<LldpNeighborRecord>(text, {
    header: columns,
    none: /^Total entries displayed: 0$/,
    whole: total,
    skip: /^(?:Total entries displayed: \d+$|Capability codes:|\([A-Z]\) )/,
    // The columns tell where a name was cut: a row that was moved is none.
    row: (line, raw) =>
      line.length > 300 || raw.search(/\S/) !== margin
        ? null
        : rowOf(raw.slice(margin, place), raw.slice(place).trim()),
  });
}

const nameWidth = 20;
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

const form: LldpForm = {
  first: /^(?:Local Intf|Chassis id): /,
  last: /^Time remaining: /,
  separator: 'dashes',
  labels: [
    'Local Intf',
    'Chassis id',
    'Port id',
    'Port Description',
    'System Name',
    'System Description',
    'Time remaining',
    'System Capabilities',
    'Enabled Capabilities',
    'Management Addresses',
  ],
  read: recordOf,
  isWhole: (lines) =>
    lines.some((line) => /^(?:Auto Negotiation|Physical media|Media Attachment|Vlan ID|MED Information)/.test(line)),
  isNoise: (line) => /^(?:Capability codes:|\([A-Z]\) )/.test(line) || isIosNoise(line),
};

function blocks(given: TextLines): Rows<LldpNeighborRecord> | null {
  return ciscoLldpBlocks(
    withWholeTail(
      given,
      /^(?:Total entries displayed: \d+|Vlan ID: (?:\d{1,4}|- not advertised)|Location - not advertised)$/,
    ),
    form,
  );
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

function recordOf(lines: readonly string[], unparsed: string[]): LldpNeighborRecord | string {
  const name = printedInterfaceName(/^Local Intf: (\S{2,64})$/.exec(lines[0] ?? '')?.[1] ?? '');
  if (name === null) return `${lines[0]}: no local interface`;
  const record = blank(name);
  let addresses = false;
  for (const line of lines) {
    const match = /^(Chassis id|Port id|Port Description|System Name): (.{1,255})$/.exec(line);
    const value = match && !/^- not advertised$/.test(match[2] ?? '') ? (match[2]?.trim() ?? null) : null;
    const address = addresses ? addressIn(line) : undefined;
    if (match?.[1] === 'Chassis id') record.chassisId = value === null ? null : (ciscoMac(value) ?? value);
    else if (match?.[1] === 'Port id') record.neighborInterface = value;
    else if (match?.[1] === 'System Name') record.neighborName = value;
    else if (match) record.neighborDescription = value;
    else if (line.startsWith('Chassis id:') || opensDamaged(line, optional)) unparsed.push(line);
    else if (line.startsWith('Management Addresses')) addresses = true;
    else if (address === null || (addresses && isBentAddress(line))) unparsed.push(line);
    else if (!addresses && /^IP(?:V6)?: \S{2,45}$/.test(line)) unparsed.push(line);
    else if (address === undefined) addresses &&= !behindAddresses.test(line);
    else record.managementAddresses.push(address);
  }
  // Every block has these, of whatever is not advertised as well.
  for (const label of ['Chassis id', 'Port id', 'System Name'])
    if (!lines.some((line) => line.startsWith(label))) unparsed.push(`${lines[0]}: no line "${label}"`);
  return record;
}

/** Not in every block, so that nobody would miss it. */
const optional = new Set(['Port Description']);

function isBentAddress(line: string): boolean {
  return !/^IP(?:V6)?:/i.test(line) && canonicalIp(/^\w{1,5}: (\S{2,45})$/.exec(line)?.[1] ?? '') !== null;
}

const behindAddresses = /^(?:Auto Negotiation|Physical media|Media Attachment|Vlan ID|Peer Source|Power via|MED )/;

/** `IP: 192.0.2.77`, `IPV6: 2001:DB8::77`; null for an address in another form, undefined for any other line. */
function addressIn(line: string): string | null | undefined {
  if (!/^IP/i.test(line)) return canonicalIp(line) === null ? undefined : null;
  return canonicalIp(/^IP(?:V6)?: (\S{2,45})$/i.exec(line)?.[1] ?? '');
}
