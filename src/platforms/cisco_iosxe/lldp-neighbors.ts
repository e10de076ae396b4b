import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoLldpBlocks, type LldpForm } from '../cisco-lldp-blocks.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { announcedIn, exactlyCounted } from '../counted-rows.ts';
import { opensDamaged } from '../damaged-label.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { type TextLines, withWholeTail } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { type LldpTableRow, lldpPlaces, lldpTable, lldpTotal, nameIn } from './lldp-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/**
 * `show lldp neighbors detail`; the table without `detail` is read as well. Older releases of IOS name our own port in
 * the table alone, so it is asked for too.
 */
export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail' }, { line: 'show lldp neighbors', optional: true }],
  parse: (outputs) => {
    const detail = outputs.find((output) => /^ *Chassis id: /m.test(output)) ?? outputs[0] ?? '';
    const rows = outputs.filter((output) => output !== detail).flatMap(rowsIn);
    return parseForms<LldpNeighborRecord>(detail, {
      rejected: rejectedByIosxe,
      text: (text) => blocks(text, rows) ?? table(text),
    });
  },
};

function rowsIn(output: string): LldpTableRow[] {
  return parseForms<LldpTableRow>(output, { rejected: rejectedByIosxe, text: lldpTable }).records;
}

function table(text: TextLines): Rows<LldpNeighborRecord> | null {
  const found = lldpTable(text);
  if (found === null) return null;
  const rows = exactlyCounted(found, announcedIn(text, lldpTotal), 'neighbors');
  const records = rows.records.map((row) => ({
    ...blank(row.interface),
    neighborName: nameIn(row),
    neighborInterface: row.port,
  }));
  return { ...rows, records };
}

const form: Omit<LldpForm, 'read'> = {
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
  isWhole: (lines) =>
    lines.some((line) => /^(?:Auto Negotiation|Physical media|Media Attachment|Vlan ID|MED Information)/.test(line)),
  isNoise: (line) => /^(?:Capability codes:|\([A-Z]\) )/.test(line) || isIosNoise(line),
};

function blocks(given: TextLines, table: readonly LldpTableRow[]): Rows<LldpNeighborRecord> | null {
  /** The neighbors whose blocks do not name our own port, each with the first line of its block. */
  const unnamed = new Map<LldpNeighborRecord, string>();
  const rows = ciscoLldpBlocks(
    withWholeTail(
      given,
      /^(?:Total entries displayed: \d+|Vlan ID: (?:\d{1,4}|- not advertised)|Location - not advertised)$/,
    ),
    { ...form, read: (lines, unparsed) => recordOf(lines, unparsed, unnamed) },
  );
  if (rows === null || unnamed.size === 0) return rows;
  // A block that was cut off may be the one of the row.
  const places = lldpPlaces(rows.incomplete === undefined ? table : [], unnamed.keys());
  const isLost = (record: LldpNeighborRecord) => unnamed.has(record) && !places.has(record);
  return {
    ...rows,
    records: rows.records
      .filter((record) => !isLost(record))
      .map((record) => ({ ...record, interface: places.get(record) ?? record.interface })),
    unparsed: [
      ...rows.unparsed,
      ...rows.records.filter(isLost).map((record) => `${unnamed.get(record)}: no local interface`),
    ],
  };
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

function recordOf(
  lines: readonly string[],
  unparsed: string[],
  unnamed: Map<LldpNeighborRecord, string>,
): LldpNeighborRecord | string {
  const [first = ''] = lines;
  const name = printedInterfaceName(/^Local Intf: (\S{2,64})$/.exec(first)?.[1] ?? '');
  if (name === null && !first.startsWith('Chassis id:')) return `${first}: no local interface`;
  const record = blank(name ?? '');
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
  if (name === null) unnamed.set(record, first);
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
