import type { EnvironmentRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { componentStatuses } from './component-statuses.ts';
import { isOperState } from './leaves.ts';
import { readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';

/** `show platform environment`: fan trays, power supplies and the temperatures of the cards. */
export function environmentReport(text: TextLines): Rows<EnvironmentRecord> | null {
  return readReport(text, {
    columns: ['moduletype', 'id', 'adminstate', 'operationalstate', 'temperature'],
    anchor: 'moduletype',
    row: partOf,
  });
}

function partOf(row: GridRow): EnvironmentRecord | EnvironmentRecord[] | null {
  const [type, id] = [cellOf(row, 'moduletype'), cellOf(row, 'id')];
  const state = cellOf(row, 'operationalstate');
  const status = componentStatuses[state] ?? null;
  const reading = cellOf(row, 'temperature');
  // An empty slot has no temperature; older releases print a zero there.
  const isEmpty = state === 'empty' && /^0?$/.test(reading);
  if (!/^(?:[A-Z]|\d{1,3})$/.test(id) || !isOperState(state)) return null;
  if (!/^-?\d{1,3}(?:\.\d{1,2})?$/.test(reading) && !isEmpty) return null;
  switch (type) {
    case 'fan-tray':
      return { component: 'fan', name: `fan tray ${id}`, status, reading: null, unit: null };
    case 'power-supply':
      return { component: 'psu', name: `power supply ${id}`, status, reading: null, unit: null };
    case 'control':
    case 'linecard':
    case 'fabric':
      // Nothing is said of whether the temperature is too high.
      return isEmpty
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
