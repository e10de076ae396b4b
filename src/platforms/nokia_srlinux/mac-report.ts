import type { MacTableRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { instantMs } from './instants.ts';
import { macDestination } from './mac-destination.ts';
import { macType } from './mac-types.ts';
import { readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';

/** `show network-instance * bridge-table mac-table all`. */
export function macReport(text: TextLines): Rows<MacTableRecord> | null {
  return readReport(text, {
    title: /^Mac-table of network instance (\S(?:.{0,250}\S)?)$/,
    columns: ['address', 'destination', 'type', 'active', 'aging', 'lastupdate'],
    anchor: 'active',
    other: /^Total [A-Z][\w -]{1,30} (?:Macs|Vrrps) +: +\d{1,9} Total +\d{1,9} Active$/,
    row: (row, title) => entryOf(row, title?.[1] ?? null),
  });
}

function entryOf(row: GridRow, vlan: string | null): MacTableRecord | null {
  const macAddress = cellOf(row, 'address').toLowerCase();
  const destination = macDestination(cellOf(row, 'destination'));
  const type = macType(cellOf(row, 'type'));
  if (!/^(?:[\da-f]{2}:){5}[\da-f]{2}$/.test(macAddress) || destination === null) return null;
  if (type === null || !/^(?:true|false)$/.test(cellOf(row, 'active'))) return null;
  if (instantMs(cellOf(row, 'lastupdate')) === null) return null;
  return { vlan, macAddress, interface: destination, type, moves: null };
}
