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

/** The rows by who they are about; null for what stands in more than one row. */
export type LldpPlaces = Map<string, LldpTableRow | null>;

export function lldpPlaces(rows: readonly LldpTableRow[]): LldpPlaces {
  const places: LldpPlaces = new Map();
  for (const row of rows) {
    const key = keyOf(row.port, row.device);
    places.set(key, places.has(key) ? null : row);
  }
  return places;
}

/**
 * Our own port towards a neighbor whose block does not name it; null where no row fits, or more than one. A row is of
 * one neighbor only: it is taken out of `places`.
 */
export function takePlace(places: LldpPlaces, { neighborName, neighborInterface, chassisId }: LldpNeighborRecord) {
  const names = neighborName === null ? ['not advertised', chassisId ?? ''] : [neighborName];
  const keys = names.map((name) => keyOf(neighborInterface ?? '', name)).filter((key) => places.has(key));
  const [key = ''] = keys;
  const found = keys.length === 1 ? (places.get(key) ?? null) : null;
  if (found) places.delete(key);
  return found?.interface ?? null;
}

/** The table cuts names, and prints a MAC address in groups of four. */
function keyOf(port: string, name: string): string {
  const cut = name.slice(0, nameWidth).trim();
  return `${port}\n${ciscoMac(cut) ?? cut}`;
}
