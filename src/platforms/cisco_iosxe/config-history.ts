import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { type TextLines, withWholeTail } from '../text-lines.ts';
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
/** `:Deleted` stands where an old file was that made room for a newer one. */
const file = /^\d{1,3} +(?!:Deleted$)(\S{3,200})( +<- Most Recent)?$/;
/** A number that no file has yet. */
const free = /^\d{1,3}$/;

function saved(given: TextLines): Rows<ConfigHistoryRecord> | null {
  const lines = given.lines.map((line) => line.trim()).filter((line) => line !== '');
  const newest = lines.findIndex((line) => file.exec(line)?.[2] !== undefined);
  // Numbers are used in order: below the newest file and a free number no file can stand.
  const isEnded = newest !== -1 && newest < lines.length - 1 && free.test(lines.at(-1) ?? '');
  const rows = iosTable<ConfigHistoryRecord>(isEnded ? withWholeTail(given, free) : given, {
    header: /^Archive # +Name$/,
    none: /^(?:Archive feature not enabled|There are currently 0 archive configurations saved\.?)$/,
    skip: /^(?:The maximum archive|There are currently|The (?:next|last) archive|The maximum|\d{1,3}(?: +:Deleted)?$)/,
    row: (line) => {
      const match = file.exec(line);
      return match ? { id: match[1] ?? '', at: null, atText: null, user: null, client: null, comment: null } : null;
    },
  });
  if (!rows || rows.incomplete !== undefined) return rows;
  const count = lines.map((line) => counted.exec(line)?.[1]).find((found) => found !== undefined);
  if (count === undefined) rows.unparsed.push(...lost(lines, newest));
  else if (Number(count) !== rows.records.length)
    rows.unparsed.push(`${count} configurations are announced, ${rows.records.length} stand there`);
  return rows;
}

/** Numbers whose file is lost, where nothing says how many there are: free ones above the newest, or there is no newest. */
function lost(lines: readonly string[], newest: number): string[] {
  if (newest === -1) return lines.some((line) => file.test(line)) ? ['no configuration is the most recent one'] : [];
  // Some releases begin with 0, which is never used.
  return lines.slice(0, newest).filter((line) => free.test(line) && line !== '0');
}
