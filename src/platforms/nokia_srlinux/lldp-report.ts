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
  if (srlInterfaceName(port) === null || neighborInterface === '') return null;
  if (!isMac && canonicalIp(chassisId) === null && !/^[\w./-]{1,255}$/.test(chassisId)) return null;
  return {
    interface: port,
    neighborName: textOf(row, 'neighborsystemname', widths) || null,
    neighborInterface,
    neighborDescription: null,
    chassisId: isMac ? chassisId.toLowerCase() : chassisId,
    managementAddresses: [],
  };
}
