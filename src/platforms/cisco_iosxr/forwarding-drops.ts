import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isXrNoise } from './xr-text.ts';

/** The tables by their headings; each has rows of its own. */
type Table = 'cef' | 'np' | 'policers' | 'policers with TOS';

function tableOf(line: string): Table | null {
  if (line.startsWith('CEF Drop Statistics')) return 'cef';
  if (/^NP \d{1,2} Drops:/.test(line)) return 'np';
  if (!/^FlowType +Policer /.test(line)) return null;
  return / TOS\b/.test(line) ? 'policers with TOS' : 'policers';
}

const around =
  /^(?:Burst = |CEF Drop Statistics|FlowType +|.{0,20}flow types|NP# |No NP \d{1,2} Drops|No drops|Statistics last cleared: |statistics:|Packets (?:accepted|dropped) by deleted entries: \d|Run out of statistics counter errors: \d|[-=* ]+$)/i;

/**
 * `show drops np all`, `show cef drops`, `show lpts pifib hardware police`: a card stands in place of the interface, the
 * counter in place of the queue. Null without one of their headings.
 */
export function forwardingDrops(given: TextLines): Rows<QueueDropsRecord> | null {
  // A row of policers ends with its eight values of TOS.
  const text = withWholeTail(given, /^(?:[\w-]+ +\d+ +\w+ .* [0-7]{8}|Statistics last cleared: .* \d{4})$/);
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  let node: string | null = null;
  let processor = '';
  let table: Table | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isXrNoise(line)) continue;
    const place = /^Node:? +(\d{1,3}\/[A-Z]{0,4}\d{1,4}(?:\/[A-Z]{0,4}\d{1,4})?):?$/.exec(line)?.[1];
    table = tableOf(line) ?? table;
    const np = /^NP (\d{1,2}) Drops:$/.exec(line)?.[1];
    const row = node === null ? null : rowOf(line, table);
    if (place !== undefined) {
      node = place;
      processor = '';
    } else if (np !== undefined) processor = `NP ${np} `;
    else if (row && node !== null)
      rows.records.push({
        interface: node,
        queue: `${processor}${row[0]}`,
        droppedPackets: row[1],
        droppedBytes: null,
      });
    else if (!around.test(line)) {
      if (table === null) return null;
      rows.unparsed.push(raw);
    }
  }
  return table === null ? null : withCut(rows, text);
}

const policer =
  /^([\w./-]{2,40}) +\d{1,6} +[A-Za-z]{2,10} +\d{1,10} +\d{1,10} +\d{1,18} +(0|[1-9]\d{0,17})( +[0-7]{8})?(?: +[A-Za-z]\S{0,19})?$/;

/** The counter and its value: `PARSE_DROP_IN_UIDB_DOWN  13`, `Null0 drops  packets :  33`, one row of the policers. */
function rowOf(line: string, table: Table | null): [string, number] | null {
  if (line.length > 300 || table === null) return null;
  const match =
    table === 'cef'
      ? /^(\S.{2,40}?) +packets ?: +(\d{1,18})$/.exec(line)
      : table === 'np'
        ? /^([A-Z][\w-]{3,60}) +(\d{1,18})$/.exec(line)
        : policer.exec(line);
  if (!match || (table === 'policers with TOS' && match[3] === undefined)) return null;
  return [match[1] ?? '', Number(match[2])];
}
