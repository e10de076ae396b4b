import { isIP } from 'node:net';
import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { nearLabels } from '../near-labels.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { eosTable } from './eos-table.ts';
import { eosInterfaceName } from './interface-names.ts';
import { eosMac } from './macs.ts';

const columns = /^Port +Neighbor Device ID +Neighbor Port ID +TTL$/;

/** `show lldp neighbors`; a name that fills its column has one blank behind it. */
export function eosLldpTable(text: TextLines): Rows<LldpNeighborRecord> | null {
  return eosTable<LldpNeighborRecord>(text, {
    header: columns,
    skip: /^(?:Last table change time|Number of table (?:inserts|deletes|drops|age-outs)) *: \S.*$/,
    row: (line) => {
      const [, name = '', middle = ''] = /^(\S{3,20}) +(\S.{1,300}?) +\d{1,6}$/.exec(line) ?? [];
      const port = eosInterfaceName(name);
      const wide = middle.split(/ {2,}/);
      const [device, remote, ...more] = wide.length === 2 ? wide : middle.split(/ +/);
      if (port === null || device === undefined || remote === undefined || more.length > 0) return null;
      return { ...blank(port), neighborName: device, neighborInterface: eosMac(remote) ?? remote };
    },
  });
}

function blank(port: string): LldpNeighborRecord {
  return {
    interface: port,
    neighborName: null,
    neighborInterface: null,
    neighborDescription: null,
    chassisId: null,
    managementAddresses: [],
  };
}

interface Reading {
  rows: Rows<LldpNeighborRecord>;
  port: string | null;
  /** Neighbours of the port that are still to come. */
  waiting: number;
  open: LldpNeighborRecord | null;
  /** What is read comes before what IEEE and others have added. */
  whole: boolean;
  /** A description of several lines has no end yet. */
  describing: boolean;
  /** The interface whose neighbour's description had several lines: who wrote it may have written what stands below. */
  suspect: string | null;
  /** Labels of the open neighbour that stand in a block once. */
  labels: Set<string>;
}

const heading = /^Interface (\S{3,24}) detected (\d{1,4}) LLDP neighbors?:$/;

/** `show lldp neighbors detail`: below each port as many blocks as it has neighbours, an empty line behind each. Null without a port. */
export function eosLldpBlocks(given: TextLines): Rows<LldpNeighborRecord> | null {
  const text = withWholeTail(given, /^- IEEE802\.3 Maximum Frame Size: \d{1,5} bytes$/);
  const reading: Reading = {
    rows: { records: [], unparsed: [] },
    port: null,
    waiting: 0,
    open: null,
    whole: false,
    describing: false,
    suspect: null,
    labels: new Set(),
  };
  const { rows } = reading;
  const ports = new Set<string>();
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const found = heading.exec(raw);
    if (reading.describing && reading.open) describe(reading, raw);
    else if (found && reading.suspect !== null) {
      if (reading.open) rows.records.push(reading.open);
      reading.open = null;
      rows.unparsed.push(`${raw} Nobody knows whether it is part of the description of ${reading.suspect}'s neighbor`);
      return withCut(rows, text);
    } else if (found) {
      if (reading.open || reading.waiting > 0) rows.unparsed.push(`Interface ${reading.port}: a neighbor is missing`);
      reading.open = null;
      reading.port = eosInterfaceName(found[1] ?? '');
      reading.waiting = Number(found[2]);
      if (reading.port?.startsWith('Ethernet') && ports.has(reading.port)) {
        // The device names each port once: one of the two is the words of a neighbour. Of two answers in one text, both
        // end with the management port.
        rows.records = rows.records.filter((record) => record.interface !== reading.port);
        rows.unparsed.push(raw);
        return withCut(rows, text);
      }
      if (reading.port !== null) ports.add(reading.port);
      if (reading.port === null) rows.unparsed.push(raw);
    } else if (reading.port === null) {
      if (!isNoise(raw)) return null;
    } else readLine(reading, raw);
  }
  if (reading.port === null) return null;
  if (reading.open && reading.whole) {
    rows.records.push(reading.open);
    reading.open = null;
  }
  if (reading.open || reading.waiting > 0)
    return { ...rows, incomplete: `a neighbor of ${reading.port} has no end: the answer was cut off` };
  return withCut(rows, text);
}

function readLine(reading: Reading, raw: string): void {
  const { rows, open } = reading;
  const line = raw.trim();
  if (/^Neighbor \S.{0,200}, age \d/.test(line)) {
    if (open) rows.records.push(open);
    // More neighbours than the device counts, or one below words of another.
    const isSure = reading.waiting > 0 && reading.suspect === null;
    reading.open = isSure ? blank(reading.port ?? '') : null;
    if (!isSure) rows.unparsed.push(raw);
    reading.whole = false;
    reading.waiting -= 1;
    reading.labels.clear();
  } else if (line === '') {
    if (open) rows.records.push(open);
    reading.open = null;
  } else if (open) {
    reading.whole ||= /^- (?:IEEE802|Unknown organizationally|TIA|LLDP-MED)/.test(line);
    if (isBent(line) || isNear(line)) rows.unparsed.push(raw);
    readValue(reading, open, line);
  } else if (!isNoise(raw)) rows.unparsed.push(raw);
}

/** A label without its value, a value that begins like an address and is none, and an address behind another label. */
function isBent(line: string): boolean {
  const [, label = '', address = ''] = /^(?:- )?([A-Za-z]+ [A-Za-z]+) *: ([\da-fA-F.:]{2,39})$/.exec(line) ?? [];
  if (/^(?:Port \S{1,3}|\S{1,5} ID) *: "/.test(line)) return !line.startsWith('Port ID ');
  if (/^Management |^\S+ Address$/.test(label) && label !== 'Management Address') return isIP(address) !== 0;
  const [, key = '', value = ''] = /^(?:- )?(Chassis ID|Management Address|Port ID) *:(.*)$/.exec(line) ?? [];
  if (key === '') return false;
  const bare = value.trim();
  const isAddress = isIP(bare) !== 0 || eosMac(bare) !== null;
  return bare === '' || !value.startsWith(' ') || (key === 'Management Address' && /^[\d:]/.test(bare) && !isAddress);
}

const isNear = nearLabels([
  'Chassis ID :',
  '- System Name:',
  '- System Description:',
  '- System Capabilities :',
  '- Port Description:',
]);

const onceOnly = new Set(['Chassis ID', 'System Name', 'System Description']);

function readValue(reading: Reading, open: LldpNeighborRecord, line: string): void {
  const [, key = '', value = ''] = /^(?:- )?([A-Z][A-Za-z ]{3,30}?) *: (\S.*)$/.exec(line) ?? [];
  if (onceOnly.has(key)) {
    // A second one is the neighbour's own, in a text that it gave.
    if (reading.labels.has(key)) reading.rows.unparsed.push(line);
    if (reading.labels.has(key)) return;
    reading.labels.add(key);
  }
  if (key === 'Chassis ID') open.chassisId = eosMac(value) ?? unquoted(value);
  // Below the link aggregation stands another number of this name.
  else if (key === 'Port ID' && !reading.whole && open.neighborInterface === null)
    open.neighborInterface = portOf(value);
  else if (key === 'System Name') open.neighborName = unquoted(value);
  else if (key === 'System Description') {
    open.neighborDescription = value.startsWith('"') ? value.slice(1) : value;
    if (value.startsWith('"')) endDescription(reading, open, value.slice(1));
    else reading.describing = false;
  } else if (key === 'Management Address' && isIP(value) !== 0)
    open.managementAddresses.push(canonicalIp(value) ?? value);
}

function describe(reading: Reading, raw: string): void {
  const { open } = reading;
  if (!open) return;
  reading.suspect = reading.port;
  open.neighborDescription = `${open.neighborDescription ?? ''}\n${raw}`;
  endDescription(reading, open, raw);
}

/** The description is put together once, at its end: looked at line by line, a long one would take forever. */
function endDescription(reading: Reading, open: LldpNeighborRecord, lastLine: string): void {
  reading.describing = !lastLine.endsWith('"');
  if (!reading.describing) open.neighborDescription = (open.neighborDescription ?? '').slice(0, -1).trim() || null;
}

function portOf(value: string): string | null {
  const bare = unquoted(value);
  return bare === null ? null : (eosMac(bare) ?? bare);
}

function unquoted(value: string): string | null {
  const bare = /^"(.*)"$/.exec(value)?.[1] ?? value;
  return bare.trim() === '' ? null : bare.trim();
}
