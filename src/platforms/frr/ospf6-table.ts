import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { ospfState } from './ospf-words.ts';
import { blankOspf6 } from './ospf6-json.ts';
import { frrSeconds, isFrrTime } from './seconds.ts';

/** `show ipv6 ospf6 neighbor`. Null when its heading is not there. */
export function frrOspf6Table(text: TextLines, vrf: string | null): Rows<OspfNeighborRecord> | null {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let headed = false;
  for (const line of text.lines) {
    const record = headed && !isTooLong(line) ? readRow(line, vrf) : null;
    if (record) rows.records.push(record);
    else if (isTooLong(line)) rows.unparsed.push(line);
    else if (isNoise(line)) continue;
    else if (/^Neighbor ID +Pri +DeadTime +State\/IfState +Duration I\/F\[State\]$/.test(line)) headed = true;
    else if (!headed) return null;
    else rows.unparsed.push(line);
  }
  return headed ? withCut(rows, text) : null;
}

const row =
  /^ ?([\d.]{7,15}) +(\d{1,3}) +(\S{1,16}) +([A-Za-z0-9-]{1,10}\/ ?[A-Za-z]{2,12}) +(\S{1,16}) +(\S{1,64})\[[A-Za-z]{2,12}\]$/;

function readRow(line: string, vrf: string | null): OspfNeighborRecord | null {
  const [, id = '', priority, dead = '', words = '', duration = '', where = ''] = row.exec(line) ?? [];
  const neighborId = canonicalIp(id);
  const state = ospfState(words.replace(' ', ''));
  if (neighborId === null || !state || !isPrintedName(where) || !isFrrTime(dead) || !isFrrTime(duration)) return null;
  return {
    ...blankOspf6(vrf, neighborId, where),
    ...state,
    priority: Number(priority),
    deadSeconds: frrSeconds(dead),
    upSeconds: state.state === 'full' || state.state === 'twoway' ? frrSeconds(duration) : null,
  };
}
