import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { areCommunities, areExtendedCommunities, areLargeCommunities } from '../community-words.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isXrNoise } from './xr-text.ts';

interface Path {
  record: BgpRouteRecord;
  /** The line of origin and preference was read. */
  stated: boolean;
  /** `Received Path ID` was read, which stands behind it. */
  numbered: boolean;
  /** The list that a line of nothing but communities goes on with. */
  list: string[] | null;
  /** A line of it that was not understood. */
  bent: string | null;
}

const entry = /^BGP routing table entry for (\S{3,90}?)(, Route Distinguisher: \S{3,40})?$/;
const number = /^Path #(\d{1,5}): Received by speaker \d{1,3}$/;
const asLine = /^(Local|[\d.{}(][\d. ,{}()]*?)(?:, ?\(?[A-Za-z].{0,160})?$/;
const source =
  /^(\S{2,45})(?: (?:C|bsid|T):\S{1,30})?(?: \([^()]{1,80}\)){0,4} from (\S{2,45}) \((\S{3,45})\)(?:, .{1,100})?$/;
const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)/i;

/** `show bgp … P`: every path of an entry under its number. Null when there is no entry. */
export function xrBgpPaths(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  // The source of an imported path is its last line, and is not read.
  const text = withWholeTail(given, new RegExp(`${nothing.source}|^Source AFI: `, 'i'));
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let prefix: string | null = null;
  let vrf: string | null = args.vrf ?? 'default';
  let count: number | null = null;
  let path: Path | null = null;
  let opened: string | null = null;
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
    if (begins) {
      close();
      headed = true;
      prefix = canonicalPrefix(begins[1] ?? '')?.prefix ?? null;
      // With a route distinguisher it is the table of one VRF, which the text does not name.
      vrf = args.vrf ?? (begins[2] === undefined ? 'default' : null);
      count = null;
      if (prefix === null) rows.unparsed.push(raw);
    } else if (nothing.test(line)) headed = true;
    else if (!headed) {
      if (!isXrNoise(line)) return null;
    } else if (number.test(line)) {
      close();
      opened = line;
    } else if (opened === null) {
      const counted = /^Paths: \((\d{1,5}) available/.exec(line)?.[1];
      if (counted !== undefined) count = Number(counted);
    } else if (path === null) {
      const as = asLine.exec(line);
      const from = source.exec(line);
      // It stands right above its source; the numbers of update groups have the same form.
      if (as) asPath = as[1] === 'Local' ? [] : ciscoAsPath(as[1] ?? '');
      else if (from && prefix !== null && asPath !== null) {
        const record = recordOf(from, prefix, vrf, asPath);
        if (record) path = { record, stated: false, numbered: false, list: null, bent: null };
      } else asPath = null;
    } else {
      readLine(path, line);
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
    vrf,
    prefix,
    pathId: null,
    best: false,
    bestReason: null,
    valid: null,
    nextHop,
    asPath,
    origin: null,
    localPreference: null,
    med: null,
    communities: [],
    largeCommunities: [],
    extendedCommunities: [],
    peer: own ? null : peer,
    ageSeconds: null,
    rpki: null,
  };
}

function readLine(path: Path, line: string): void {
  const { record } = path;
  const origin = /^Origin (IGP|EGP|incomplete)(?:, |$)/.exec(line)?.[1]?.toLowerCase();
  const id = /^Received Path ID (\d{1,10}),/.exec(line)?.[1];
  const list = /^(Community|Large Community|Extended community): (.{1,3900})$/i.exec(line);
  const checked = /^Origin-AS validity: (valid|invalid|not-found)/.exec(line)?.[1];
  // A list that is too long for one line goes on in the next one.
  const goesOn = path.list !== null && /^[\w.-]{1,24}(?::[\w.:/-]{1,64}){1,3}(?: |$)/.test(line) && !/: /.test(line);
  if (goesOn) path.list?.push(...line.split(/ +/));
  else {
    // A line that begins with a number and is no list of them.
    if (path.list !== null && /^\d{1,10}:/.test(line)) path.bent = line;
    path.list = null;
  }
  if (origin !== undefined) {
    const words = line.split(', ');
    record.origin = origin as BgpRouteRecord['origin'];
    record.med = figure(words, 'metric');
    record.localPreference = figure(words, 'localpref');
    record.valid = words.includes('valid');
    record.best = words.includes('best');
    path.stated = true;
  } else if (id !== undefined) {
    record.pathId = id === '0' ? null : Number(id);
    path.numbered = true;
  } else if (list) {
    const field = (
      { community: 'communities', 'large community': 'largeCommunities' } as Record<
        string,
        'communities' | 'largeCommunities'
      >
    )[list[1]?.toLowerCase() ?? ''];
    path.list = record[field ?? 'extendedCommunities'];
    path.list.push(...(list[2] ?? '').trim().split(/ +/));
  } else if (checked !== undefined) record.rpki = checked as 'valid' | 'invalid' | 'not-found';
}

function isListed({ communities, largeCommunities, extendedCommunities }: BgpRouteRecord): boolean {
  return (
    areCommunities(communities) && areLargeCommunities(largeCommunities) && areExtendedCommunities(extendedCommunities)
  );
}

function figure(words: readonly string[], name: string): number | null {
  const found = words.find((word) => word.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  return /^\d{1,10}$/.test(found) ? Number(found) : null;
}
