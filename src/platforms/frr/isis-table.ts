import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { isIsisName, isisAge, isisName, isisSnpa, isisState, levelOf } from './isis-words.ts';

/** The last column has always the same width. */
const wholeTail = /^\S.{20,200} [\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}$/i;

/** `show isis [vrf V|all] neighbor`. Null when its heading is not there. */
export function frrIsisTable(printed: TextLines): Rows<IsisAdjacencyRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  let process: string | null = null;
  let headed = false;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    const record = headed ? readRow(line, process) : null;
    if (record) {
      rows.records.push(record);
      continue;
    }
    const area = /^Area (\S{1,64}):$/.exec(line);
    // A heading in a form that is not known says nothing of the rows below it.
    if (/^\S{1,8} \S{1,64}:?$|Area /.test(line) && !isNoise(line)) process = area?.[1] ?? null;
    if (area) continue;
    if (/^ +System Id +Interface +L +State +Holdtime +SNPA$/.test(line)) headed = true;
    else if (isNoise(line)) continue;
    else if (!headed) return null;
    else rows.unparsed.push(line);
  }
  return headed ? withCut(rows, text) : null;
}

/** Up to FRR 8 nothing stands between `Expiring` and the SNPA. A name as wide as its column stands against the level: `PortChannel01202` is PortChannel0120, level 2. */
const row =
  /^ {0,2}(\S{1,64}) +(?:(\S{1,64}) +|(\S{12,64}))([123]) +([A-Za-z]{2,12}) +(?:(\d{1,6}|-) +|Expiring *)(\S{1,20})$/;

function readRow(line: string, process: string | null): IsisAdjacencyRecord | null {
  const [, name = '', apart, against, level, words = '', hold, snpa = ''] = row.exec(line) ?? [];
  const where = apart ?? against ?? '';
  const state = isisState(words);
  if (state === null || isisSnpa(snpa) === null || !isIsisName(name) || !isPrintedName(where)) return null;
  return {
    process,
    ...isisName(name),
    interface: where,
    level: levelOf(Number(level)),
    state,
    holdSeconds: isisAge(hold ?? ''),
    upSeconds: null,
    snpa: isisSnpa(snpa),
  };
}
