import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { isoTime } from '../../lib/clock.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { closed } from './closed.ts';
import { leaf, secondsOf } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { rejectedByJunos } from './rejected.ts';

/** The newest commit first, with the number that `rollback` takes. */
export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [{ line: 'show system commit | display json | no-more' }],
  parse: ([output = '']) =>
    parseForms<ConfigHistoryRecord>(closed(output), {
      rejected: rejectedByJunos,
      json: (documents) =>
        junosRows(documents, {
          answer: 'commit-information',
          items: under('commit-history'),
          read: inJson,
          key: 'sequence-number',
        }),
      text: commits,
    }),
};

function inJson(item: JsonObject): ConfigHistoryRecord | null {
  const id = leaf(item, 'sequence-number');
  const atText = leaf(item, 'date-time');
  if (id === null || atText === null) return null;
  const seconds = secondsOf(item, 'date-time');
  return {
    id,
    at: seconds === null ? instantOf(atText) : isoTime(seconds * 1_000),
    atText,
    user: leaf(item, 'user'),
    client: leaf(item, 'client'),
    comment: leaf(item, 'log') ?? leaf(item, 'comment'),
  };
}

/** Zone abbreviations other than UTC stand for several zones each. */
function instantOf(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:UTC|GMT)$/.exec(text);
  const ms = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : isoTime(ms);
}

/** Evolved ends it with the id of the revision. */
const commit =
  /^(\d{1,3}|rescue) +(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [A-Za-z0-9+:-]{1,10}) by (\S{1,64}) via (\S{1,30})(?: (commit .{1,60}?|synchronize.{0,60}?))?(?: re\d-\d{1,12}-\d{1,9})?$/;

/** A line that has all of a commit but its number is no comment on the one above. */
const numberless = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} .{1,80} via \S/;

/** A commit a line; its comment stands on the next one, further to the right. */
function commits(text: TextLines): Rows<ConfigHistoryRecord> | null {
  const rows: Rows<ConfigHistoryRecord> = { records: [], unparsed: [] };
  let margin = 0;
  let whole = true;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    if (isNoise(line)) {
      whole = true;
      continue;
    }
    const bare = line.trim();
    const match = commit.exec(bare);
    const last = rows.records.at(-1);
    const indent = line.length - line.trimStart().length;
    // What looks like a commit and stands where a comment does may be either.
    if (match && last && indent > margin) rows.unparsed.push(line);
    else if (match) {
      margin = indent;
      whole = false;
      const [, id = '', atText = '', user = '', client = ''] = match;
      rows.records.push({ id, at: instantOf(atText), atText, user, client, comment: null });
    } else if (last && indent > margin && !numberless.test(bare)) {
      last.comment = last.comment === null ? bare : `${last.comment} ${bare}`;
      whole = true;
    } else if (!last) return null;
    else rows.unparsed.push(line);
  }
  const last = rows.records.at(-1);
  if (!last) return null;
  // Rollback 49 is the oldest that there is.
  if (whole || (last.id === '49' && text.cut === null)) return withCut(rows, text);
  return {
    ...rows,
    records: rows.records.slice(0, -1),
    incomplete: `nobody knows whether commit ${last.id} is whole: the line behind it is missing`,
  };
}
