import type { MacTableRecord } from '../../domain/device-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { instantMs } from './instants.ts';
import { macDestination } from './mac-destination.ts';
import { macType } from './mac-types.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';
import { readReportJson } from './report-json.ts';

/** `show network-instance * bridge-table mac-table all`. */
export function macReport(text: TextLines): Rows<MacTableRecord> | null {
  return readReport(text, report);
}

/** The same with `| as json`. */
export function macReportJson(documents: readonly Json[]): Rows<MacTableRecord> | null {
  return readReportJson(documents, report);
}

const report: Report<MacTableRecord> = {
  title: /^Mac-table of network instance (\S(?:.{0,250}\S)?)$/,
  columns: ['address', 'destination', 'type', 'active', 'aging', 'lastupdate'],
  anchor: 'active',
  other: /^Total (?:[A-Z][\w -]{1,30} (?:Macs|Vrrps)|Macs) +: +\d{1,9} Total +\d{1,9} Active$/,
  row: (row, name) => entryOf(row, name),
};

function entryOf(row: GridRow, vlan: string | null): MacTableRecord | null {
  const macAddress = cellOf(row, 'address').toLowerCase();
  const destination = macDestination(cellOf(row, 'destination'));
  const type = macType(cellOf(row, 'type'));
  if (!/^(?:[\da-f]{2}:){5}[\da-f]{2}$/.test(macAddress) || destination === null) return null;
  if (type === null || !/^(?:true|false)$/.test(cellOf(row, 'active'))) return null;
  if (instantMs(cellOf(row, 'lastupdate')) === null) return null;
  return { vlan, macAddress, interface: destination, type, moves: null };
}
