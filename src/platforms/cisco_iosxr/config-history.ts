import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isXrNoise, parseXr, xrTable } from './xr-text.ts';

/** `show configuration commit list`, the last commit first; its `detail` is read as well. The times have no zone. */
export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [{ line: 'show configuration commit list' }],
  parse: ([output = '']) => parseXr<ConfigHistoryRecord>(output, (text) => table(text) ?? details(text)),
};

const when = String.raw`((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4})`;
const clientLine = new RegExp(String.raw`^Client: +(\S.{0,40}?) +Time: +${when}$`);
const row = new RegExp(String.raw`^\d{1,6} +(\S{1,64}) +(\S{1,64}) +(\S{1,64}) +(\S.{0,30}?) +${when}$`);

function table(text: TextLines): Rows<ConfigHistoryRecord> | null {
  return xrTable<ConfigHistoryRecord>(text, {
    header: /^SNo\. +Label\/ID +User +Line +Client +Time Stamp$/,
    whole: / \d\d:\d\d:\d\d \d{4}$/,
    row: (line) => {
      const match = line.length > 300 ? null : row.exec(line);
      if (!match) return null;
      const [, id = '', user = null, , client = null, atText = ''] = match;
      return { id, at: null, atText, user, client, comment: null };
    },
  });
}

/** `1) CommitId: 1000000093  Label: NONE`, then user, line, client, time and comment. */
function details(given: TextLines): Rows<ConfigHistoryRecord> | null {
  const text = withWholeTail(given, /^Comment: +(?:NONE|"[^"]{0,200}")$/);
  const rows: Rows<ConfigHistoryRecord> = { records: [], unparsed: [] };
  let open: ConfigHistoryRecord | null = null;
  let known = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isXrNoise(line)) continue;
    const opened = /^\d{1,6}\) CommitId: +(\S{1,64}) +Label: +(\S.{0,120})$/.exec(line);
    if (opened) {
      if (open) rows.unparsed.push(`${open.id}: no comment line`);
      known = true;
      open = { id: opened[1] ?? '', at: null, atText: null, user: null, client: null, comment: null };
      continue;
    }
    if (!known) return null;
    const user = /^UserId: +(\S{1,64}) +Line: +\S.{0,60}$/.exec(line);
    const client = clientLine.exec(line);
    const comment = /^Comment: +"?([^"]{0,200})"?$/.exec(line);
    if (open && user) open.user = user[1] ?? null;
    else if (open && client) {
      open.client = client[1] ?? null;
      open.atText = client[2] ?? null;
    } else if (open && comment) {
      open.comment = comment[1] === 'NONE' ? null : (comment[1]?.trim() ?? null);
      rows.records.push(open);
      open = null;
    } else rows.unparsed.push(raw);
  }
  if (!known) return null;
  if (open && text.cut === null) return { ...rows, incomplete: `commit ${open.id} has no end: the answer was cut off` };
  return withCut(rows, text);
}
