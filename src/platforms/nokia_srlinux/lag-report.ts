import type { LagRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { srlInterfaceName } from './interface-names.ts';
import { isDoubleRule } from './report.ts';
import { cellOf, type GridRow, gridAt, hasDamagedColumn, startsGrid } from './report-grid.ts';

const title =
  /^(lag\d{1,4}) is (up|down)(?:, reason ([\w-]{2,64}))?(?:, [A-Za-z][\w ,-]{1,60}?)?, min links (\d{1,3})$/;
const total = /^ {2}(\d{1,4}) LAG interfaces are up, (\d{1,4}) are down$/;

/** `show lag`: a line for each aggregate and a table of its members, and a summary at the end. */
export function lagReport(text: TextLines): Rows<LagRecord> | null {
  if (!holds(text, ', min links ')) return null;
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  const found: LagRecord[] = [];
  let summed = false;
  // Each aggregate has one table: another one is that of an aggregate whose title is lost.
  let awaitsTable = false;
  for (let at = 0; at < text.lines.length; at += 1) {
    const line = text.lines[at] ?? '';
    const last = found.at(-1);
    if (awaitsTable && startsGrid(line)) {
      awaitsTable = false;
      const grid = gridAt(text.lines, at, ['oper-state']);
      at = grid.end - 1;
      append(rows.unparsed, grid.unparsed);
      const members = grid.rows.map(memberOf);
      const isOfMembers = grid.columns.includes('membername') && !hasDamagedColumn(grid, memberColumns);
      if (!last || !grid.closed || !isOfMembers || members.includes(null)) rows.unparsed.push(line);
      else last.members = members.filter((member) => member !== null);
      continue;
    }
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line) || isDoubleRule(line) || line === 'Summary') continue;
    const above = title.exec(line);
    const sum = total.exec(line);
    if (above) {
      awaitsTable = true;
      found.push({
        lag: above[1] ?? '',
        status: above[3] === 'port-admin-disabled' ? 'admin-down' : above[2] === 'up' ? 'up' : 'down',
        protocol: null,
        minLinks: Number(above[4]),
        members: [],
      });
    } else if (sum) {
      summed = true;
      if (found.length !== Number(sum[1]) + Number(sum[2])) rows.unparsed.push(line);
    } else rows.unparsed.push(line);
  }
  if (found.length === 0) return null;
  if (summed && text.cut === null) return { ...rows, records: found };
  return {
    ...rows,
    records: found.slice(0, -1),
    incomplete: 'the summary at the end is missing: the answer was cut off',
  };
}

/** The columns of the table of members that are read beside their names. */
export const memberColumns: ReadonlySet<string> = new Set(['oper-state', 'oper-down-reason']);

/** A row of the table of members. */
export function memberOf(row: GridRow): LagRecord['members'][number] | null {
  const [port, state, reason] = ['membername', 'oper-state', 'oper-down-reason'].map((name) => cellOf(row, name));
  if (port === undefined || srlInterfaceName(port) === null || (state !== 'up' && state !== 'down')) return null;
  if (reason !== undefined && !/^(?:[a-z\d-]{2,64}|None|)$/.test(reason)) return null;
  return {
    interface: port,
    state: state === 'up' ? 'bundled' : state,
    reason: state === 'up' || reason === 'None' ? null : reason || null,
  };
}
