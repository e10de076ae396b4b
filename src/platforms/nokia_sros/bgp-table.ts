import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { asPathOf, prefixOf } from './bgp-path-words.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import type { Section } from './screen.ts';
import { wholeOf } from './words.ts';

/** The letters of the legend above the table. */
const first = /^([ushdlxbpwt*>ie?]{1,6})? +(\S{5,80}\/\d{1,3}) +(\d{1,10}|None|n\/a) +(\d{1,10}|None|n\/a)$/i;
const second = /^ +([0-9A-Fa-f.:]{2,45})(?:-"\S{1,64}")? +(\d{1,10}|None) +(\S{1,20})$/;
/** Since release 20 the label stands behind the path, where it stood behind the next hop before. */
const third = /^ {6}(\S(?:.{0,3000}?\S)?) {2,}(?:-|\d{1,10}(?:\/\d{1,10})?)$/;
const pathAlone = /^ {6}(\S.{0,3000})$/;

/** Three lines for each route: flags and network, next hop, AS path. */
export function readTable(section: Section, vrf: string | null, rows: Rows<BgpRouteRecord>): void {
  const start = section.lines.indexOf('---');
  append(rows.unparsed, rowsAboveRule(section, first));
  const isLabelled = /^ +As-Path {2,}\S/.test(section.lines[start - 1] ?? '');
  let open: { head: RegExpExecArray; hop: RegExpExecArray | null } | null = null;
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:Routes ?:|No Matching|\* indicates)/.test(line)) continue;
    const head = first.exec(line);
    if (open?.hop && /^ +\S/.test(line)) {
      const path = (isLabelled ? third : pathAlone).exec(line)?.[1];
      const record = rowOf(open.head, open.hop, path ?? '', vrf);
      if (record) rows.records.push(record);
      else rows.unparsed.push(open.head[0], line);
      open = null;
    } else if (open && !open.hop && second.test(line)) open.hop = second.exec(line);
    else if (head && !open) open = { head, hop: null };
    else {
      rows.unparsed.push(line);
      open = null;
    }
  }
  if (open) rows.unparsed.push(open.head[0]);
}

function rowOf(
  head: RegExpExecArray,
  hop: RegExpExecArray,
  pathText: string,
  vrf: string | null,
): BgpRouteRecord | null {
  const [, flags = '', network = '', localPreference, med] = head;
  const prefix = prefixOf(network);
  const path = asPathOf(pathText);
  if (prefix === null || path === null) return null;
  const origin = flags.endsWith('i') ? 'igp' : flags.endsWith('e') ? 'egp' : flags.endsWith('?') ? 'incomplete' : null;
  return {
    ...blankBgpRoute(vrf, prefix),
    pathId: wholeOf(hop[2]),
    best: flags.includes('>'),
    valid: flags.includes('*'),
    nextHop: canonicalIp(hop[1] ?? ''),
    asPath: path,
    origin,
    localPreference: wholeOf(localPreference),
    med: wholeOf(med),
  };
}
