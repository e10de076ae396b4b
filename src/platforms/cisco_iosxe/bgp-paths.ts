import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { areCommunities, areExtendedCommunities, areLargeCommunities } from '../community-words.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { isIosNoise } from './ios-table.ts';

interface Path {
  record: BgpRouteRecord;
  stated: boolean;
  ended: boolean;
  /** A line of it that was not understood. */
  bent: string | null;
}

const entry = /^BGP routing table entry for (\S{3,90}), version \d+/;
const paths =
  /^Paths: \((\d{1,4}|no) available(?:, (?:best #\d{1,4}|no best path))?(?:, table (\S{1,64}?))?(?:, .{1,120})?\)$/;
const asLine = /^(Local|[\d.{}(][\d. ,{}()]*?)(?:, ?\(?[A-Za-z].{0,160})?$/;
const source = /^(\S{2,45})(?: \([^()]{1,80}\)){0,3} from (\S{2,45}) \((\S{3,45})\)$/;
const attributes = /^Origin (IGP|EGP|incomplete)(?:, |$)/;
const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)/i;

/** `show bgp … P`: every path of an entry. Null when there is no entry. */
export function iosBgpPaths(text: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let prefix: string | null = null;
  let vrf: string | null = args.vrf ?? null;
  let family: string | null = null;
  let path: Path | null = null;
  let asPath: string | null = null;
  let headed = false;
  let marked = false;
  const close = () => {
    if (path && path.bent !== null) rows.unparsed.push(path.bent);
    else if (path?.stated) rows.records.push(path.record);
    else if (path) rows.unparsed.push(`path by ${path.record.peer ?? path.record.nextHop}`);
    path = null;
  };
  for (const raw of [...text.lines, ...(text.cut !== null && nothing.test(text.cut.trim()) ? [text.cut] : [])]) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    const named = /^For address family: (\w[\w /-]{2,40})$/.exec(line);
    const opened = entry.exec(line);
    const counted = paths.exec(line);
    const from = source.exec(line);
    // FRR prints the same headings.
    if (/^(?:Last update: |Advertised to non peer-group)|, best \(/.test(line)) return null;
    if (named) {
      family = ciscoBgpFamily(named[1] ?? '');
      if (family === null) rows.unparsed.push(raw);
    }
    if (named || opened) close();
    if (nothing.test(line)) headed = true;
    else if (opened) {
      headed = true;
      asPath = null;
      vrf = args.vrf ?? null;
      prefix = prefixOf(opened[1] ?? '', family);
      if (prefix === null) rows.unparsed.push(raw);
    } else if (counted) vrf = args.vrf ?? (counted[2] === undefined || counted[2] === 'NULL' ? null : counted[2]);
    else if (!headed) {
      if (!named && !isIosNoise(line)) return null;
    } else if (from && prefix !== null) {
      close();
      path = pathOf(from, prefix, vrf, asPath);
      if (!path) rows.unparsed.push(raw);
      asPath = null;
    } else {
      const as = asLine.exec(line);
      // It stands right above its source; the numbers of update groups have the same form.
      asPath = as?.[1] ?? null;
      if (as) continue;
      if (/^[\d{(]\S* [\d{(]/.test(line)) {
        close();
        rows.unparsed.push(raw);
      } else if (/ from \S{2,45} \(|^(?:\d{1,3}\.\d|[\da-f]{1,4}:).* \([\d.]{7,15}\)$/i.test(line)) {
        // The heading of a path in a form that is not known: its attributes are nobody's.
        close();
        rows.unparsed.push(raw);
      } else if (path) readPathLine(path, line);
      if (/^rx pathid: /.test(line)) marked = true;
    }
  }
  if (!headed) return null;
  const open = path as Path | null;
  if (open && (!open.stated || (marked && !open.ended) || text.cut !== null))
    return { ...rows, incomplete: 'the last path has no end: the answer was cut off' };
  close();
  return withCut(rows, nothing.test(text.cut?.trim() ?? '') ? { ...text, cut: null } : text);
}

function pathOf(from: RegExpExecArray, prefix: string, vrf: string | null, as: string | null): Path | null {
  const nextHop = canonicalIp(from[1] ?? '');
  const peer = canonicalIp(from[2] ?? '');
  const asPath = as === null || as === 'Local' ? [] : ciscoAsPath(as);
  if (nextHop === null || peer === null || asPath === null || as === null) return null;
  const own = peer === '0.0.0.0' || peer === '::';
  const record: BgpRouteRecord = {
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
  return { record, stated: false, ended: false, bent: null };
}

function readPathLine(path: Path, line: string): void {
  const { record } = path;
  const stated = attributes.exec(line);
  if (stated) {
    record.origin = (stated[1]?.toLowerCase() ?? null) as BgpRouteRecord['origin'];
    const words = line.split(', ');
    const value = (name: string) => {
      const found = words.find((word) => word.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
      return /^\d{1,10}$/.test(found) ? Number(found) : null;
    };
    record.med = value('metric');
    record.localPreference = value('localpref');
    record.valid = words.includes('valid');
    record.best = words.includes('best');
    path.stated = true;
  } else if (line.startsWith('Community: ')) {
    record.communities = line.slice(11).trim().split(/ +/);
    if (!areCommunities(record.communities)) path.bent = line;
  } else if (line.startsWith('Large Community: ')) {
    record.largeCommunities = line.slice(17).trim().split(/ +/);
    if (!areLargeCommunities(record.largeCommunities)) path.bent = line;
  } else if (line.startsWith('Extended Community: ')) {
    record.extendedCommunities = (line.slice(20).split(' , ')[0] ?? '')
      .trim()
      .split(/,? +/)
      .filter((word) => word !== ',');
    if (!areExtendedCommunities(record.extendedCommunities)) path.bent = line;
  } else if (line.startsWith('rx pathid: ')) {
    const id = /^rx pathid: (?:0x)?([0-9A-Fa-f]{1,8}),/.exec(line)?.[1];
    record.pathId =
      id === undefined || id === '0' ? null : Number.parseInt(id, line.includes('rx pathid: 0x') ? 16 : 10);
    path.ended = true;
  }
  const rpki = /RPKI State (valid|invalid|not found)/i.exec(line)?.[1]?.toLowerCase();
  if (rpki !== undefined) record.rpki = rpki === 'not found' ? 'not-found' : (rpki as 'valid' | 'invalid');
}

/** `10.0.0.0/8`, with a route distinguisher `64500:1:10.0.0.0/8` or `[64500:1]2001:DB8::/32`. */
function prefixOf(text: string, family: string | null): string | null {
  const bare = text.replace(/^\[[^\]]{1,40}\]/, '');
  const v4 = /(?:^|:)(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\/\d{1,2})$/.exec(bare)?.[1];
  if (v4 !== undefined) return canonicalPrefix(v4)?.prefix ?? null;
  if (family === 'ipv6-vpn' && bare === text)
    return canonicalPrefix(bare.replace(/^[\d.]{1,15}:\d{1,10}:/, ''))?.prefix ?? null;
  return canonicalPrefix(bare)?.prefix ?? null;
}
