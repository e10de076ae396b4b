import type { InterfaceRecord } from '../../domain/interface-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { speedOf } from './interface-branch.ts';
import { srlInterfaceName } from './interface-names.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow, textOf } from './report-grid.ts';
import { readReportJson } from './report-json.ts';
import { adminOf } from './state-tree.ts';

/** `show interface brief`. */
export function briefReport(text: TextLines): Rows<InterfaceRecord> | null {
  return readReport(text, report);
}

/** The same with `| as json`. */
export function briefReportJson(documents: readonly Json[]): Rows<InterfaceRecord> | null {
  return readReportJson(documents, report);
}

const report: Report<InterfaceRecord> = {
  columns: ['port', 'adminstate', 'operstate', 'speed', 'type'],
  optional: new Set(['description']),
  anchor: 'operstate',
  row: interfaceOf,
};

function interfaceOf(row: GridRow, _name: unknown, widths: ReadonlyMap<string, number>): InterfaceRecord | null {
  const name = cellOf(row, 'port');
  const adminStatus = adminOf(cellOf(row, 'adminstate'));
  const operStatus = cellOf(row, 'operstate');
  const speed = speedOf(cellOf(row, 'speed'));
  // What has no wire of its own has no speed, and on some hardware a port that is down.
  const hasSpeed = (/^(?:ethernet|mgmt)/.test(name) && operStatus !== 'down') || cellOf(row, 'speed') !== '';
  if (srlInterfaceName(name) === null || adminStatus === null || (hasSpeed && speed === null)) return null;
  if (operStatus !== 'up' && operStatus !== 'down') return null;
  return {
    ...blankInterface(name),
    adminStatus,
    operStatus,
    reason: adminStatus === 'down' && operStatus === 'down' ? 'admin' : null,
    speedBitsPerSecond: speed,
    mediaType: textOf(row, 'type', widths) || null,
    description: textOf(row, 'description', widths) || null,
  };
}
