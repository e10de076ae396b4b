import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { ciscoMac } from '../cisco-macs.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { iosTable } from './ios-table.ts';

/** One row of `show lldp neighbors`. */
export interface LldpTableRow {
  /** Our own port. */
  interface: string;
  /** The name, the chassis where no name came, or "not advertised": at most 20 letters, the rest is cut off. */
  device: string;
  port: string;
}

/** How many neighbors the table shows, below it. */
export const lldpTotal = /^Total entries displayed: (\d{1,6})$/;

const nameWidth = 20;
const columns = /^Device ID +Local Intf +Hold-time +Capability +Port ID$/;

/** `show lldp neighbors`; null when it is none. */
export function lldpTable(text: TextLines): Rows<LldpTableRow> | null {
  const heading = text.lines.find((line) => columns.test(line.trim()));
  const place = heading?.indexOf('Local Intf') ?? 0;
  // IOS-XR and NX-OS have the same columns in other places.
  const margin = place - nameWidth;
  if (heading !== undefined && heading.indexOf('Device ID') !== margin) return null;
  return iosTable<LldpTableRow>(text, {
    header: columns,
    none: /^Total entries displayed: 0$/,
    whole: lldpTotal,
    skip: /^(?:Total entries displayed: \d{1,6}$|Capability codes:|\([A-Z]\) )/,
    // The columns tell where a name was cut: a row that was moved is none.
    row: (line, raw) =>
      line.length > 300 || raw.search(/\S/) !== margin
        ? null
        : rowOf(raw.slice(margin, place), raw.slice(place).trim()),
  });
}

function rowOf(column: string, rest: string): LldpTableRow | null {
  const device = column.trim();
  const match = /^(\S{2,64}) +\d{1,5} +(?:[A-Z](?:,[A-Z]){0,8} +)?(\S.{0,120})$/.exec(rest);
  const name = printedInterfaceName(match?.[1] ?? '');
  // NX-OS has the same columns and writes its capabilities without commas: "BR".
  if (!match || name === null || device === '' || /^[A-Z]{2,8} {2,}\S/.test(match[2] ?? '')) return null;
  return { interface: name, device, port: match[2]?.trim() ?? '' };
}

/** A name that fills its column was cut there, or just fits. */
export function nameIn({ device }: LldpTableRow): string | null {
  return device === 'not advertised' || device.length === nameWidth ? null : device;
}

/**
 * Our own ports towards neighbors whose blocks do not name them. A neighbor has none where no row fits it, or more than
 * one, or where its row fits another neighbor too: names are cut in the table, and rows may be missing.
 */
export function lldpPlaces(
  rows: readonly LldpTableRow[],
  neighbors: Iterable<LldpNeighborRecord>,
): Map<LldpNeighborRecord, string> {
  const known = new Map<string, { ports: string[]; neighbors: LldpNeighborRecord[] }>();
  for (const row of rows) {
    const key = keyOf(row.port, row.device);
    const same = known.get(key);
    if (same) same.ports.push(row.interface);
    else known.set(key, { ports: [row.interface], neighbors: [] });
  }
  const places = new Map<LldpNeighborRecord, string>();
  for (const neighbor of neighbors) {
    const fitting = keysOf(neighbor).flatMap((key) => known.get(key) ?? []);
    for (const { neighbors: fitted } of fitting) fitted.push(neighbor);
    const ports = fitting.flatMap((one) => one.ports);
    if (ports.length === 1) places.set(neighbor, ports[0] ?? '');
  }
  for (const { neighbors: fitted } of known.values())
    if (fitted.length > 1) for (const neighbor of fitted) places.delete(neighbor);
  return places;
}

/** A neighbor without a name is in the table by its chassis, or as one that did not tell. */
function keysOf({ neighborName, neighborInterface, chassisId }: LldpNeighborRecord): string[] {
  const names = neighborName === null ? ['not advertised', chassisId ?? ''] : [neighborName];
  return names.map((name) => keyOf(neighborInterface ?? '', name));
}

/** The table cuts names, and prints a MAC address in groups of four. */
function keyOf(port: string, name: string): string {
  const cut = name.slice(0, nameWidth).trim();
  return `${port}\n${ciscoMac(cut) ?? cut}`;
}
