import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { iosTable } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show archive`: the saved configurations by file name; IOS keeps neither user nor comment with them. */
export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [{ line: 'show archive' }],
  parse: ([output = '']) =>
    parseForms<ConfigHistoryRecord>(output, {
      rejected: rejectedByIosxe,
      text: saved,
    }),
};

const counted = /^There are currently (\d{1,3}) archive configurations? saved\.?$/;

function saved(text: TextLines): Rows<ConfigHistoryRecord> | null {
  const rows = iosTable<ConfigHistoryRecord>(text, {
    header: /^Archive # +Name$/,
    none: /^(?:Archive feature not enabled|There are currently 0 archive configurations saved\.?)$/,
    skip: /^(?:The maximum archive|There are currently|The (?:next|last) archive|The maximum|\d{1,3}$)/,
    row: (line) => {
      const match = /^\d{1,3} +(\S{3,200})(?: +<- Most Recent)?$/.exec(line);
      return match ? { id: match[1] ?? '', at: null, atText: null, user: null, client: null, comment: null } : null;
    },
  });
  const count = text.lines.map((line) => counted.exec(line.trim())?.[1]).find((found) => found !== undefined);
  if (rows && count !== undefined && Number(count) !== rows.records.length && rows.incomplete === undefined)
    rows.unparsed.push(`${count} configurations are announced, ${rows.records.length} stand there`);
  return rows;
}
