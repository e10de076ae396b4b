import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { isoTime } from '../../lib/clock.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { readCommits } from './commit-history.ts';
import { withRowCount } from './row-count.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import { readTables, type Section } from './screen.ts';

/** `show system rollback` (classic) and the commit history of MD-CLI. */
export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [
    { line: '/show system management-interface commit-history', optional: true },
    { line: '/show system rollback', optional: true },
  ],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readTables(output, /^(?:Rollback Information|Rollback Files|Commit History)$/, readEntries),
      ),
    ),
};

const rollback =
  /^ *(latest(?:-rb)?|\d{1,3}) +(?:(?:\.[\w.]{1,12}|none|N\/A) +)?(\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}(?: [A-Z]{3,5})?) +([A-Z]-\d\S{1,18}|\d\S{1,18}) +(\S{1,32})$/;

function readEntries(sections: Section[]): Rows<ConfigHistoryRecord> {
  const rows: Rows<ConfigHistoryRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (section.title === 'Commit History') readCommits(section, rows);
    else if (section.title === 'Rollback Files' || section.lines.some((line) => /^ *Idx /.test(line)))
      withRowCount(section, rows, () => readRollbacks(section, rows));
  }
  return rows;
}

/** A row for each file and, indented below it, its comment. */
function readRollbacks(section: Section, rows: Rows<ConfigHistoryRecord>): void {
  append(rows.unparsed, rowsAboveRule(section, rollback));
  const found: ConfigHistoryRecord[] = [];
  const start = section.lines.indexOf('---');
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^No\. of/.test(line)) continue;
    const match = rollback.exec(line);
    const comment = /^ {2,}(?:Comment ?: ?)?(\S.{0,250})$/.exec(line)?.[1];
    const last = found.at(-1);
    if (match) {
      const atText = match[2] ?? '';
      found.push({
        id: match[1] ?? '',
        at: instantOf(atText),
        atText,
        user: match[4] ?? null,
        client: null,
        comment: null,
      });
    } else if (last && comment !== undefined && !startsAsRow.test(comment) && !comment.startsWith('No. of '))
      last.comment = /^none$/i.test(comment) ? null : comment;
    else rows.unparsed.push(line);
  }
  append(rows.records, section.closed ? found : found.slice(0, -1));
}

/** The beginning of a row whose number is gone: a suffix or a time, where a comment has words. */
const startsAsRow = /^(?:\.rb|(?:none|N\/A) +\d{4}\/|\d{4}\/\d{2}\/\d{2} )/;

/** Only UTC is a zone that means the same everywhere. */
function instantOf(text: string): string | null {
  const match = /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}:\d{2}:\d{2}) (?:UTC|GMT)$/.exec(text);
  const ms = match ? Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : isoTime(ms);
}
