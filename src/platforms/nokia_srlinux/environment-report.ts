import type { EnvironmentRecord } from '../../domain/device-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { componentStatuses } from './component-statuses.ts';
import { isOperState } from './leaves.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';
import { readReportJson } from './report-json.ts';

/** `show platform environment`: fan trays, power supplies and the temperatures of the cards; `show platform` without these. */
export function environmentReport(text: TextLines): Rows<EnvironmentRecord> | null {
  return told(readReport(text, report));
}

/** The same with `| as json`. */
export function environmentReportJson(documents: readonly Json[]): Rows<EnvironmentRecord> | null {
  return told(readReportJson(documents, report));
}

/** Of cards without temperatures nothing is ours. */
function told(rows: Rows<EnvironmentRecord> | null): Rows<EnvironmentRecord> | null {
  return rows && rows.records.length + rows.unparsed.length === 0 && rows.incomplete === undefined ? null : rows;
}

const report: Report<EnvironmentRecord> = {
  columns: ['moduletype', 'id', 'adminstate', 'operationalstate'],
  optional: new Set(['temperature']),
  anchor: 'id',
  row: partOf,
};

function partOf(row: GridRow): EnvironmentRecord | EnvironmentRecord[] | null {
  const [type, id] = [cellOf(row, 'moduletype'), cellOf(row, 'id')];
  const state = cellOf(row, 'operationalstate');
  const status = componentStatuses[state] ?? null;
  const reading = cellOf(row, 'temperature');
  // An empty slot has no temperature; older releases print a zero there.
  const isEmpty = state === 'empty' && /^0?$/.test(reading);
  if (!/^(?:[A-Z]|\d{1,3})$/.test(id) || !isOperState(state)) return null;
  // Without temperatures it is `show platform`, which says when each part changed last.
  if (!row.has('temperature') && !row.has('lastchange')) return null;
  if (row.has('temperature') && !/^-?\d{1,3}(?:\.\d{1,2})?$/.test(reading) && !isEmpty) return null;
  switch (type) {
    case 'fan-tray':
      return { component: 'fan', name: `fan tray ${id}`, status, reading: null, unit: null };
    case 'power-supply':
      return { component: 'psu', name: `power supply ${id}`, status, reading: null, unit: null };
    case 'control':
    case 'linecard':
    case 'fabric':
      // Nothing is said of whether the temperature is too high.
      return isEmpty || !row.has('temperature')
        ? []
        : {
            component: 'temperature',
            name: `${type} ${id}`,
            status: null,
            reading: Number(reading),
            unit: 'celsius',
          };
    default:
      return null;
  }
}
