import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { indentOf, isListed, type Path, readPathLine } from './bgp-path-lines.ts';
import { isXrNoise } from './xr-text.ts';

const entry = /^BGP routing table entry for (\S{3,90}?)(, Route Distinguisher: \S{3,40})?$/;
const number = /^Path #(\d{1,5}): Received by speaker \d{1,3}$/;
const asLine = /^(Local|[\d.{}(][\d. ,{}()]*?)(?:, ?\(?[A-Za-z].{0,160})?$/;
const source =
  /^(\S{2,45})(?: (?:C|bsid|T):\S{1,30})?(?: \([^()]{1,80}\)){0,4} from (\S{2,45}) \((\S{3,45})\)(?:, .{1,100})?$/;
const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)/i;

/** The source of an imported path, which is not read, and what the RPKI says of its origin: a path ends in either. */
const lastOfPath = /^Source AFI: |^Origin-AS validity: (?:valid|invalid|not-found|\(disabled\))$/;

/** `show bgp … P`: every path of an entry under its number. Null when there is no entry. */
export function xrBgpPaths(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(given, new RegExp(`${nothing.source}|${lastOfPath.source}`, 'i'));
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let prefix: string | null = null;
  let vrf: string | null = args.vrf ?? 'default';
  let count: number | null = null;
  let path: Path | null = null;
  let opened: string | null = null;
  let indent = 0;
  let asPath: (number | number[])[] | null = null;
  let numbered = false;
  let headed = false;
  const close = () => {
    if (path && path.bent !== null) rows.unparsed.push(path.bent);
    else if (path?.stated && isListed(path.record)) rows.records.push(path.record);
    else if (opened !== null) rows.unparsed.push(opened);
    path = null;
    opened = null;
    asPath = null;
  };
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const begins = entry.exec(line);
    if (!begins && headed && line.startsWith('BGP routing table entry for')) {
      close();
      prefix = null;
      rows.unparsed.push(raw);
    } else if (begins) {
      close();
      headed = true;
      prefix = networkPrefix(begins[1] ?? '');
      // With a route distinguisher it is the table of one VRF, which the text does not name.
      vrf = args.vrf ?? (begins[2] === undefined ? 'default' : null);
      count = null;
      if (prefix === null) rows.unparsed.push(raw);
    } else if (nothing.test(line)) headed = true;
    else if (!headed) {
      if (!isXrNoise(line)) return null;
    } else if (line.startsWith('Path #')) {
      close();
      if (number.test(line)) opened = line;
      else rows.unparsed.push(raw);
      indent = indentOf(raw);
    } else if (opened === null) {
      const counted = /^Paths: \((\d{1,5}) available/.exec(line)?.[1];
      if (counted !== undefined) count = Number(counted);
    } else if (path === null) {
      const from = source.exec(line);
      // It stands right above its source, and as far to the left as the number of its path.
      if (asLine.test(line) && indentOf(raw) === indent) asPath = asPathOf(line);
      else if (from && prefix !== null && asPath !== null) {
        const record = recordOf(from, prefix, vrf, asPath);
        if (record) path = { record, stated: false, numbered: false, list: null, bent: null };
      } else asPath = null;
    } else {
      readPathLine(path, raw);
      numbered ||= (path as Path).numbered;
    }
  }
  if (!headed) return null;
  const open = path as Path | null;
  // The heading counts the paths: the last one there is whole when it is the last one of all.
  const missing = count !== null && rows.records.length + rows.unparsed.length + Number(opened !== null) < count;
  const unfinished = opened !== null && (!open?.stated || (numbered && !open.numbered) || text.cut !== null);
  if (missing || unfinished) return { ...rows, incomplete: 'paths or their ends are missing: the answer was cut off' };
  close();
  return withCut(rows, text);
}

function recordOf(
  from: RegExpExecArray,
  prefix: string,
  vrf: string | null,
  asPath: (number | number[])[],
): BgpRouteRecord | null {
  const nextHop = canonicalIp(from[1] ?? '');
  const peer = canonicalIp(from[2] ?? '');
  if (nextHop === null || peer === null) return null;
  const own = peer === '0.0.0.0' || peer === '::';
  return {
    ...blankBgpRoute(vrf, prefix),
    nextHop,
    asPath,
    peer: own ? null : peer,
  };
}

/** `64500 64496.12 {64511,64512}` and `Local`; two blanks in a row are the place of a number that has gone. */
function asPathOf(line: string): (number | number[])[] | null {
  const words = asLine.exec(line)?.[1] ?? '';
  if (words === 'Local') return [];
  return words.trimEnd().includes('  ') ? null : ciscoAsPath(words);
}
