import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { opensDamaged } from '../damaged-label.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { readBgpAttributes } from './bgp-attributes.ts';
import { communitiesGoOn, type OpenCommunities, openCommunities } from './bgp-communities.ts';
import { familyOfLine, wholeFamilyHeading } from './bgp-families.ts';
import { bgpPeerAddress } from './bgp-peer-address.ts';
import { bgpPrefix } from './bgp-prefix.ts';
import { isIosNoise } from './ios-table.ts';

const counts = new Set(['Paths']);

interface Path {
  record: BgpRouteRecord;
  stated: boolean;
  ended: boolean;
  /** A line of it that was not understood. */
  bent: string | null;
  /** The list of communities whose line stands right above: a long one goes on below. */
  open: OpenCommunities | null;
  /** How far the value of an attribute without a name is indented, which stands above: it goes on below, further in. */
  opaqueAt: number | null;
}

const entry = /^BGP routing table entry for (\S{3,90}), version \d+/;
const paths =
  /^Paths: \((\d{1,4}|no) available(?:, (?:best #\d{1,4}|no best path))?(?:, (?:no table|table (\S{1,64}?)))?(?:, (?!\S+ \S+\)$|best|table|[^)]{0,118}(?:#|\btable\b)).{1,120})?\)$/;
const asLine = /^(Local|[\d.{}(][\d. ,{}()]*?)(?:, ?\(?[A-Za-z].{0,160})?$/;
/** An asterisk marks a peer that came by itself. */
const source = /^(\S{2,45})(?: \([^()]{1,80}\)){0,3} from \*?(\S{2,80}) \((\S{3,45})\)$/;
const distinguisher = /^Route Distinguisher: [\d.]{1,15}:\d{1,10}(?: \(default for vrf (\S{1,64})\))?$/;
/**
 * What ends a path, whose number that is sent is not read; newer releases say below it when the path came. The heading of
 * a family that has no path.
 */
const ending = new RegExp(
  `^(?:rx pathid: (?:0x)?[0-9A-Fa-f]{1,8}, tx pathid: (?:0x)?[0-9A-Fa-f]{1,8}|Updated on [A-Z][a-z]{2} [ \\d]?\\d \\d{4} \\d\\d:\\d\\d:\\d\\d [A-Z]{3,5})$|${wholeFamilyHeading.source}`,
);
const opaque = /^[0-9A-F]{4}(?: [0-9A-F]{4}){0,7}$/;
const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)/i;

/** `show bgp … P`: every path of an entry. Null when there is no entry. */
export function iosBgpPaths(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(given, ending);
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  /** How many paths the entry says it has, and how many of them were seen. */
  let [available, seen] = [0, 0];
  let prefix: string | null = null;
  let vrf: string | null = args.vrf ?? null;
  let family: string | null = null;
  /** The VRF of the distinguisher above. */
  let distinguished: string | null = null;
  let path: Path | null = null;
  let asPath: string | null = null;
  let headed = false;
  /** The line of an entry's paths has not come yet. */
  let isOpened = false;
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
    const named = line.startsWith('For address family:');
    const opened = entry.exec(line);
    const counted = paths.exec(line);
    const from = source.exec(line);
    // FRR prints the same headings.
    if (/^Last update: |, best \(/.test(line)) return null;
    if (named) {
      family = familyOfLine(line);
      if (family === null) rows.unparsed.push(raw);
    }
    const isDistinguisher = line.startsWith('Route Distinguisher:');
    if (isDistinguisher) {
      const said = distinguisher.exec(line);
      if (!said) rows.unparsed.push(raw);
      distinguished = said?.[1] ?? null;
    }
    if (named || opened || isDistinguisher) close();
    if (nothing.test(line)) {
      headed = true;
      available = 0;
    } else if (opened) {
      headed = true;
      isOpened = true;
      // The line of the paths says how many.
      [available, seen] = [1, 0];
      asPath = null;
      vrf = args.vrf ?? distinguished;
      prefix = bgpPrefix(opened[1] ?? '', family);
      if (prefix === null) rows.unparsed.push(raw);
    } else if (counted && prefix !== null && !isOpened) {
      // The heading above it has a form that is not known: the paths below it are nobody's.
      close();
      prefix = null;
      rows.unparsed.push(raw);
    } else if (counted) {
      isOpened = false;
      vrf = args.vrf ?? tableOf(counted[2]) ?? distinguished;
      [available, seen] = [Number(counted[1]), 0];
    } else if (line.startsWith('Paths:') || opensDamaged(line, counts)) rows.unparsed.push(raw);
    else if (line.startsWith('BGP routing table entry')) {
      close();
      headed = true;
      prefix = null;
      asPath = null;
      rows.unparsed.push(raw);
    } else if (!headed) {
      if (!named && !isDistinguisher && !isIosNoise(line)) return null;
    } else if (isDistinguisher) asPath = null;
    else if (from && prefix !== null) {
      close();
      path = pathOf(from, prefix, vrf, asPath);
      seen += 1;
      if (!path) rows.unparsed.push(raw);
      asPath = null;
    } else {
      const indent = raw.search(/\S/);
      if (path && path.opaqueAt !== null && indent > path.opaqueAt && opaque.test(line)) continue;
      const list: OpenCommunities | null = path?.open ?? null;
      const isDeeper = list !== null && indent > list.indent;
      if (path && list && (isDeeper || /^\S*\d:\d/.test(line))) {
        if (!communitiesGoOn(list, line)) path.bent = line;
        continue;
      }
      const as = startsWithAddress(line) || line.includes('  ') ? null : asLine.exec(line);
      const below = asPath !== null;
      // It stands right above its source; the numbers of update groups have the same form.
      asPath = as?.[1] ?? null;
      if (as) {
        if (path) path.open = null;
        continue;
      }
      if (path === null && !below && arePeers(line)) continue;
      if (/^[\d{(]\S* [\d{(]/.test(line)) {
        close();
        rows.unparsed.push(raw);
      } else if (isSource(line, below)) {
        // The heading of a path in a form that is not known: its attributes are nobody's.
        close();
        rows.unparsed.push(raw);
      } else if (path && !readPathLine(path, line, indent)) path.bent = line;
      // The releases that count epochs end each path with its id.
      if (/^(?:rx pathid|Refresh Epoch)\b/.test(line)) marked = true;
    }
  }
  if (!headed) return null;
  const open = path as Path | null;
  const isShort = given.cut !== text.cut && seen !== available;
  if (open && (!open.stated || (marked && !open.ended) || text.cut !== null || isShort))
    return { ...rows, incomplete: 'the last path has no end: the answer was cut off' };
  close();
  if (available > 0 && rows.records.length === 0 && rows.unparsed.length === 0)
    return { ...rows, incomplete: 'the entry has no path: the answer was cut off' };
  return withCut(rows, nothing.test(text.cut?.trim() ?? '') ? { ...text, cut: null } : text);
}

/** Older releases call the global tables of IPv4 and IPv6 by names of their own; `EVPN-BGP-Table` holds routes of every VRF. */
function tableOf(printed: string | undefined): string | null {
  if (printed === 'Default-IP-Routing-Table' || printed === 'Global-IPv6-Table') return 'default';
  return printed === undefined || printed === 'NULL' || printed.endsWith('-BGP-Table') ? null : printed;
}

/** The first line of a path, whatever happened to its addresses; `below` an AS path also an address alone. */
function isSource(line: string, below: boolean): boolean {
  if (/(?:^| )from \S{2,80} ?\(|^(?:\d{1,3}\.\d|[\da-f]{1,4}:).* \([\d.]{7,15}\)$/i.test(line)) return true;
  return below && (/(?:^| )from /.test(line) || startsWithAddress(line));
}

/** Below `Advertised to non peer-group peers:` stand their addresses. */
function arePeers(line: string): boolean {
  return line.split(' ').every((word) => canonicalIp(word) !== null);
}

function startsWithAddress(line: string): boolean {
  return canonicalIp(line.split(' ', 1)[0] ?? '') !== null;
}

function pathOf(from: RegExpExecArray, prefix: string, vrf: string | null, as: string | null): Path | null {
  const nextHop = canonicalIp(from[1] ?? '');
  const peer = bgpPeerAddress(from[2] ?? '');
  const asPath = as === null || as === 'Local' ? [] : ciscoAsPath(as);
  if (nextHop === null || peer === null || asPath === null || as === null) return null;
  const own = peer === '0.0.0.0' || peer === '::';
  const record: BgpRouteRecord = {
    ...blankBgpRoute(vrf, prefix),
    nextHop,
    asPath,
    peer: own ? null : peer,
  };
  return { record, stated: false, ended: false, bent: null, open: null, opaqueAt: null };
}

/** Communities behind a label that is none of theirs, or below no list. */
const bentList =
  /\bCommunity\b|^(?:\d{1,10}:\d|(?:RT|SoO|ENCAP):\S|(?:OSPF (?:DOMAIN ID|RT|ROUTER ID)|Router MAC|MVPN (?:AS|VRF)|L2VPN L2|EVPN [A-Z][\w ]{1,20}):\S|(?:no-export|no-advertise|local-AS)(?: |$))|^[A-Za-z]{2,12}(?: [A-Za-z]{2,12})?: (?:RT:|SoO:|\d{1,10}:\d|no-export|no-advertise|local-AS)/;

/** False when the line is one of those that are read, in a form that is not known. */
function readPathLine(path: Path, line: string, indent: number): boolean {
  const { record } = path;
  path.open = null;
  path.opaqueAt = /^value [0-9A-F]{4}\b/.test(line) ? indent : null;
  if (line.startsWith('Origin ')) {
    const isRead = readBgpAttributes(record, line);
    path.stated ||= isRead;
    return isRead;
  }
  const list = openCommunities(record, line, indent);
  if (list !== undefined) {
    path.open = list;
    return list !== null;
  }
  if (line.startsWith('rx pathid:')) {
    const [, hex, id = ''] = /^rx pathid: (0x)?([0-9A-Fa-f]{1,8}), tx pathid/.exec(line) ?? [];
    if (id === '') return false;
    record.pathId = id === '0' ? null : Number.parseInt(id, hex === undefined ? 10 : 16);
    path.ended = true;
    return true;
  }
  if (bentList.test(line)) return false;
  if (!line.startsWith('path ') && !line.includes('RPKI State')) return true;
  const rpki = /\bRPKI State (valid|invalid|not found)$/.exec(line)?.[1];
  if (rpki !== undefined) record.rpki = rpki === 'not found' ? 'not-found' : (rpki as 'valid' | 'invalid');
  return rpki !== undefined;
}
