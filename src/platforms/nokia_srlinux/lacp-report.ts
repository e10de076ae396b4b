import type { LagRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { srlInterfaceName } from './interface-names.ts';
import { readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';

interface Port {
  lag: string;
  member: LagRecord['members'][number];
}

/** `show lag lag1 lacp-state`: what LACP knows of each member; of the aggregate itself it says no state. */
export function lacpReport(text: TextLines): Rows<LagRecord> | null {
  const rows = readReport<Port>(text, {
    title: /^LACP State for (lag\d{1,4})$/,
    columns: ['members', 'operstate', 'activity', 'timeout', 'state', 'systemid', 'partnerid'],
    anchor: 'operstate',
    other:
      /^(?:Lag Id *: lag\d{1,4}|Interval *: (?:SLOW|FAST)|Mode *: (?:ACTIVE|PASSIVE)|System Id *: (?:[\dA-F]{2}:){5}[\dA-F]{2}|System Priority *: \d{1,5})$/,
    row: portOf,
  });
  if (!rows) return null;
  const lags = new Map<string, LagRecord>();
  for (const { lag, member } of rows.records) {
    const record = lags.get(lag) ?? { lag, status: null, protocol: 'lacp', minLinks: null, members: [] };
    record.members.push(member);
    lags.set(lag, record);
  }
  // Of one that is cut off nobody knows whether it has more members.
  return { ...rows, records: [...lags.values()].slice(0, rows.incomplete === undefined ? lags.size : -1) };
}

function portOf(row: GridRow, lag: string | null): Port | null {
  const [port, state] = [cellOf(row, 'members'), cellOf(row, 'operstate')];
  if (lag === null || srlInterfaceName(port) === null || (state !== 'up' && state !== 'down')) return null;
  if (!/^(?:ACTIVE|PASSIVE)$/.test(cellOf(row, 'activity')) || !/^(?:LONG|SHORT)$/.test(cellOf(row, 'timeout')))
    return null;
  return { lag, member: { interface: port, state: state === 'up' ? 'bundled' : state, reason: null } };
}
