import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { srlInterfaceName } from './interface-names.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow, textOf } from './report-grid.ts';
import { readReportJson } from './report-json.ts';

/** `show system lldp neighbor`. */
export function lldpReport(text: TextLines): Rows<LldpNeighborRecord> | null {
  return readReport(text, report);
}

/** The same with `| as json`. */
export function lldpReportJson(documents: readonly Json[]): Rows<LldpNeighborRecord> | null {
  return readReportJson(documents, report);
}

const report: Report<LldpNeighborRecord> = {
  columns: ['name', 'neighbor', 'neighborsystemname', 'neighborchassisid', 'neighborport'],
  anchor: 'name',
  begins: /^[a-z]/,
  row: neighborOf,
};

function neighborOf(row: GridRow, _name: unknown, widths: ReadonlyMap<string, number>): LldpNeighborRecord | null {
  const port = cellOf(row, 'name');
  const chassisId = cellOf(row, 'neighborchassisid');
  const neighborInterface = textOf(row, 'neighborport', widths);
  const isMac = /^(?:[\dA-F]{2}:){5}[\dA-F]{2}$/i.test(chassisId);
  if (srlInterfaceName(port) === null || !isOneName(row, widths) || neighborInterface === '') return null;
  // Parts of two rows look like an address of IPv6 that nobody writes.
  if (
    !isMac &&
    (canonicalIp(chassisId) === null || /(?:^|:)0[\dA-F]/i.test(chassisId)) &&
    !/^[\w./-]{1,255}$/.test(chassisId)
  )
    return null;
  return {
    interface: port,
    neighborName: textOf(row, 'neighborsystemname', widths) || null,
    neighborInterface,
    neighborDescription: null,
    chassisId: isMac ? chassisId.toLowerCase() : chassisId,
    managementAddresses: [],
  };
}

/** False where the first line of the next row is missing: a name goes on below only where its hyphen or the column ends. */
function isOneName(row: GridRow, widths: ReadonlyMap<string, number>): boolean {
  const parts = (row.get('name') ?? []).map((part) => part.trim());
  const isOpen = (above: string) => above.endsWith('-') || above.length === widths.get('name');
  return parts.every((part, at) => at === 0 || part === '' || isOpen(parts[at - 1] ?? ''));
}
