import type { LagRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { memberColumns, memberOf } from './lag-report.ts';
import { isDoubleRule } from './report.ts';
import { gridAt, hasDamagedColumn, startsGrid } from './report-grid.ts';

const heading = /^LagInterface: (lag\d{1,4})$/;
const pair = /^ {2}(Description|Oper state|Down reason|Min links|Aggregate Speed) *: (\S.{0,250})$/;
const counters = /^Traffic statistics for (lag\d{1,4})$/;
const counter = /^ *(?:counter +Rx +Tx|([A-Za-z][A-Za-z ]{1,30}?) +\d{1,20} +(?:\d{1,20}|N\/A))$/;

interface Block {
  lag: string;
  values: Map<string, string>;
  members: LagRecord['members'] | null;
  /** The last one of its counters was seen. */
  whole: boolean;
}

/** `show lag lag1 detail`: pairs, the table of the members, and counters, which are not ours. */
export function lagDetailReport(text: TextLines): Rows<LagRecord> | null {
  if (!holds(text, 'LagInterface: ')) return null;
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  const blocks: Block[] = [];
  for (let at = 0; at < text.lines.length; at += 1) {
    const line = text.lines[at] ?? '';
    const block = blocks.at(-1);
    if (startsGrid(line)) {
      const grid = gridAt(text.lines, at, ['oper-state']);
      at = grid.end - 1;
      append(rows.unparsed, grid.unparsed);
      const members = grid.rows.map(memberOf);
      const isNamed = grid.columns.includes('membername') && !hasDamagedColumn(grid, memberColumns);
      const isOfMembers = grid.closed && isNamed && !members.includes(null);
      if (!block || block.members || !isOfMembers) rows.unparsed.push(line);
      else block.members = members.filter((member) => member !== null);
      continue;
    }
    if (!isTooLong(line) && (isNoise(line) || isDoubleRule(line))) continue;
    const lag = isTooLong(line) ? undefined : heading.exec(line)?.[1];
    if (lag !== undefined) blocks.push({ lag, values: new Map(), members: null, whole: false });
    else if (isTooLong(line) || !block || !take(block, line)) rows.unparsed.push(line);
  }
  if (blocks.length === 0) return null;
  for (const block of blocks) {
    const record = recordOf(block);
    if (record) rows.records.push(record);
    else if (block !== blocks.at(-1) || block.whole) rows.unparsed.push(`${block.lag} is not told whole`);
  }
  const last = blocks.at(-1);
  return last?.whole && text.cut === null
    ? rows
    : { ...rows, incomplete: 'the counters are missing: the answer was cut off' };
}

function take(block: Block, line: string): boolean {
  const [, key = '', value = ''] = pair.exec(line) ?? [];
  if (key !== '' && !block.members && !block.values.has(key)) {
    block.values.set(key, value);
    return true;
  }
  const name = counters.exec(line)?.[1];
  if (name !== undefined) return name === block.lag && block.members !== null;
  const row = block.members ? counter.exec(line) : null;
  if (row?.[1] === 'CRC errors') block.whole = true;
  return row !== null;
}

function recordOf({ lag, values, members, whole }: Block): LagRecord | null {
  const [oper, reason, links] = ['Oper state', 'Down reason', 'Min links'].map((key) => values.get(key));
  if (!whole || members === null || (oper !== 'up' && oper !== 'down') || !/^\d{1,3}$/.test(links ?? '')) return null;
  if (reason === undefined || !/^(?:N\/A|[a-z][a-z\d-]{1,60})$/.test(reason)) return null;
  return {
    lag,
    status: reason === 'port-admin-disabled' ? 'admin-down' : oper,
    protocol: null,
    minLinks: Number(links),
    members,
  };
}
