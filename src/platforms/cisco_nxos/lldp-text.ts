import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoLldpBlocks, type LldpForm } from '../cisco-lldp-blocks.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { announcedIn, countedRows } from '../counted-rows.ts';
import { nearLabels } from '../near-labels.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isBeside } from './nxos-noise.ts';

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
/** The last line of a block is not read. */
const wholeTail = /^(?:Total entries displayed: \d+|Vlan ID: not advertised)$/i;
const around = /^(?:Capability codes:|\([A-Z]\) |Device ID +Local Intf +Hold-time +Capability +Port ID$)/;

const form: LldpForm = {
  first: /^Chassis id: /i,
  last: /^Vlan ID: /i,
  separator: 'empty line',
  labels: [
    'Chassis id',
    'Port id',
    'Local Port id',
    'Port Description',
    'System Name',
    'System Description',
    'Time remaining',
    'System Capabilities',
    'Enabled Capabilities',
    'Vlan ID',
  ],
  read: recordOf,
  isWhole: (lines) => lines.some((line) => /^Vlan ID: /i.test(line)),
  isNoise: (line) => around.test(line) || isNoise(line),
};

/** `show lldp neighbors detail` in text: each block opens with its chassis and ends with its VLAN. */
export function lldpBlocks(given: TextLines): Rows<LldpNeighborRecord> | null {
  return ciscoLldpBlocks(withWholeTail(given, wholeTail), form);
}

const isBentLabel = nearLabels([
  'Port Description:',
  'System Name:',
  'System Description:',
  'Time remaining:',
  'Management Address:',
  'Management Address IPV6:',
  'Management address:',
]);

function recordOf(lines: readonly string[], unparsed: string[]): LldpNeighborRecord | string {
  const local = lines.flatMap((line) => /^Local Port id: (\S{2,64})$/i.exec(line)?.[1] ?? [])[0];
  const name = nxosInterfaceName(local ?? '');
  if (name === null) return `${lines[0]}: no local port`;
  // Every neighbour announces one.
  if (!lines.some((line) => /^Port id: /i.test(line))) return `${lines[0]}: no port of the neighbor`;
  const record = blankNeighbor(name);
  let described = false;
  for (const line of lines) {
    if (isBentLabel(line)) unparsed.push(line);
    const match = /^(Chassis id|Port id|Port Description|System Name): ?(.{0,255})$/i.exec(line);
    const value = said(match?.[2] ?? null);
    const what = match?.[1]?.toLowerCase();
    if (what === 'chassis id') record.chassisId = value === null ? null : (ciscoMac(value) ?? value);
    else if (what === 'port id') record.neighborInterface = value;
    else if (what === 'port description') record.neighborDescription = value;
    else if (what === 'system name') record.neighborName = value;
    else if (described && /^Management Address/i.test(line)) {
      const address = /^Management Address(?: IPV6)?: (\S.{0,254})$/i.exec(line)?.[1] ?? '';
      const ip = canonicalIp(address);
      if (ip !== null) record.managementAddresses.push(ip);
      // A neighbour that has no address announces its MAC address.
      else if (said(address) !== null ? ciscoMac(address) === null : address === '') unparsed.push(line);
    }
    // What stands above is part of the description of the neighbour.
    described ||= /^Time remaining:/i.test(line);
  }
  return record;
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
      if (!around.test(line) && !isBeside(line) && !total.test(line)) return null;
    } else if (!total.test(line) && !isBeside(line)) {
      const rest = raw.slice(columns.local).trim();
      const name = nxosInterfaceName(/^\S+/.exec(rest)?.[0] ?? '');
      const neighbor: string | null = raw.slice(0, columns.local).trim() || device;
      const port = raw.slice(columns.port).trim();
      if (name !== null && neighbor !== null && isPort(port) && /^\S+ +\d{1,5} /.test(rest)) {
        rows.records.push({ ...blankNeighbor(name), neighborName: said(neighbor), neighborInterface: said(port) });
        device = null;
      } else if (device === null && !/\s/.test(line) && line.length >= columns.local - 1) device = line;
      else rows.unparsed.push(raw);
    }
  }
  const announced = announcedIn(given, total);
  if (!columns && announced?.rows !== 0) return null;
  if (device !== null) return { ...rows, incomplete: `the row of ${device} is missing: the answer was cut off` };
  return withCut(countedRows(rows, announced, 'neighbors'), text);
}

/** Behind an arrow stands what somebody remarked on the neighbour, not its port. */
function isPort(text: string): boolean {
  return text !== '' && !/ (?:<[<=-]|[=-]{1,9}>)/.test(text);
}
