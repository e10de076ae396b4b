import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { areCommunities, areLargeCommunities } from '../community-words.ts';
import { nearLabels } from '../near-labels.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { bentDistinguisher, bentTable, distinguisher } from './bgp-table.ts';
import { areExtended, extendedCommunitiesOf } from './communities.ts';
import { isNxosNoise } from './nxos-noise.ts';

interface Entry {
  prefix: string;
  /** How many paths the device says there are; null until it has said so. */
  announced: number | null;
  read: number;
}

interface Path {
  record: BgpRouteRecord;
  /** The lines of next hop and origin were there. */
  hop: boolean;
  stated: boolean;
  /** The communities of the next lines are extended ones. */
  extended: boolean;
  /** Extended communities were announced. */
  hasExtended: boolean;
  /** The line of its AS path was seen: every path has one. */
  hasAsPath: boolean;
}

const opening = /^BGP routing table entry for (\S{3,90}), version \d+(?: dest ptr 0x[\da-f]{1,16})?$/;
/** The same with a word that is not known. */
const bentEntry = /^BGP routing table entry|table entry for |, version \d+$/;
const table = /^BGP routing table information for VRF (\S{1,64}), address family \w[\w /-]{2,40}$/;
const paths = /^Paths: \((\d{1,4}) available, /;
/** An ACI leaf has addresses and flags beside the type. */
const typed =
  /^Path type(?: \(0x[\da-f]{1,16}\))?: (\w{2,20})(?: 0x[\da-f]{1,16} 0x[\da-f]{1,16} ref \d{1,6} adv path ref \d{1,6})?, (.{4,300})$/;
const hop = /^(\S{2,64}) \([^()]{1,80}\)(?: \([^()]{1,80}\))* from (\S{2,64}) \((\S{3,45})\)/;

/**
 * `show bgp … P`: every path of an entry, each with a blank line behind it. Null when there is no entry in the words of
 * NX-OS.
 */
export function nxosBgpPaths(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  // Which peers a path is advertised to is not read.
  const text = withWholeTail(given, /^[0-9A-Fa-f:.]{2,45}(?: +[0-9A-Fa-f:.]{2,45})*$|^Path-id \d.* to any peer$/);
  if (!text.lines.some((line) => opening.test(line.trim().slice(0, 200)))) return null;
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let entry: Entry | null = null;
  let path: Path | null = null;
  const close = () => {
    if (path?.hasExtended && path.record.extendedCommunities.length === 0)
      rows.unparsed.push(`a path of ${path.record.prefix} without its extended communities`);
    if (path?.stated && !path.hasAsPath) rows.unparsed.push(`a path of ${path.record.prefix} without its AS path`);
    else if (path?.stated) rows.records.push(path.record);
    else if (path) rows.unparsed.push(`a path of ${path.record.prefix} without its origin`);
    path = null;
  };
  const leave = () => {
    close();
    if (entry && entry.announced !== entry.read)
      rows.unparsed.push(`${entry.prefix}: ${entry.announced ?? '?'} paths are announced, ${entry.read} were read`);
    entry = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    const named = table.exec(line);
    const isDistinguished = /^[A-Z]/.test(line) && bentDistinguisher.test(line);
    const kind = typed.exec(line);
    const counted = paths.exec(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (named || isDistinguished || opened) {
      leave();
      if (named) vrf = named[1] ?? vrf;
      const distinguished = distinguisher.exec(line);
      if (isDistinguished) vrf = distinguished?.[1] ?? args.vrf ?? null;
      if (isDistinguished && !distinguished) rows.unparsed.push(raw);
      const prefix = networkPrefix(opened?.[1] ?? '');
      if (prefix !== null) entry = { prefix, announced: null, read: 0 };
      else if (opened) rows.unparsed.push(raw);
    } else if (/^[A-Z]/.test(line) && (bentTable.test(line) || bentEntry.test(line))) {
      // A heading in a form that is not known: what stands below it is nobody's.
      leave();
      if (!bentEntry.test(line)) vrf = null;
      rows.unparsed.push(raw);
    } else if (counted && entry) (entry as Entry).announced = Number(counted[1]);
    else if (kind && entry) {
      close();
      (entry as Entry).read += 1;
      path = openPath((entry as Entry).prefix, vrf, kind[2] ?? '');
      if (isDoubtful(kind[2] ?? '')) rows.unparsed.push(raw);
    } else if (line === '' || /^(?:Path-id|Advertised path-id|VRF advertise|VPN AF advertise)/.test(line)) close();
    else if (path) {
      if (!readPathLine(path, line)) rows.unparsed.push(raw);
    } else if (!entry && !isNxosNoise(line)) rows.unparsed.push(raw);
  }
  const open = entry as Entry | null;
  if (open && (path || (open.announced ?? 1) > open.read))
    return { ...rows, incomplete: `the entry of ${open.prefix} has no end: the answer was cut off` };
  leave();
  return withCut(rows, text);
}

const stated =
  /^(?:path is (?:valid|(?:invalid|not valid)\b.{0,40})|(?:no|has) labeled nexthop|in (?:l2)?rib|(?:is )?multipath|(?:is )?backup(?: path)?|)$/;

const isBentValidity = nearLabels(['path is valid', 'path is invalid', 'path is not valid']);

/** True where nothing says whether the path is the best one, and a word that is not known may be what is left of it, or whether it is valid. */
function isDoubtful(words: string): boolean {
  if (words.split(', ').some(isBentValidity)) return true;
  if (/(?:^|, )(?:is best path|not best reason: |received only)/.test(words)) return false;
  return !words.split(',').every((word) => stated.test(word.trim()));
}

function openPath(prefix: string, vrf: string | null, words: string): Path {
  const reason = /(?:^|, )not best reason: ([^,]{2,80})/.exec(words)?.[1] ?? null;
  const record: BgpRouteRecord = {
    ...blankBgpRoute(vrf, prefix),
    best: /(?:^|, )is best path/.test(words),
    bestReason: reason ?? (/(?:^|, )received only/.test(words) ? 'received only' : null),
    valid: /(?:^|, )path is valid/.test(words)
      ? true
      : /(?:^|, )path is (?:invalid|not valid)/.test(words)
        ? false
        : null,
  };
  return { record, hop: false, stated: false, extended: false, hasExtended: false, hasAsPath: false };
}

/** False when the line is one of those that are read, in a form that is not known. */
function readPathLine(path: Path, line: string): boolean {
  const { record } = path;
  const from = path.hop ? null : hop.exec(line);
  if (from) {
    path.hop = true;
    record.nextHop = canonicalIp((from[1] ?? '').split('%')[0] ?? '');
    const peer = canonicalIp((from[2] ?? '').split('%')[0] ?? '');
    record.peer = peer === '0.0.0.0' || peer === '::' ? null : peer;
    return record.nextHop !== null && peer !== null;
  }
  const isExtended = path.extended && !/^[A-Z][a-z]+(?: [a-z]+)?:/.test(line);
  path.extended = isExtended || line.startsWith('Extcommunity:');
  path.hasExtended ||= path.extended;
  if (line.startsWith('AS-Path:')) {
    path.hasAsPath = true;
    // An empty path is NONE.
    const words = /^AS-Path: ((?:[^ ,]\S* )*[^ ,]\S*?) ?, path /.exec(line)?.[1];
    const asPath = words === undefined ? null : ciscoAsPath(words.replace(/^NONE$/, ''));
    record.asPath = asPath ?? [];
    return asPath !== null;
  }
  if (line.startsWith('Origin ')) return readOrigin(path, line);
  if (/^(?:Large[ -])?[Cc]ommunity:/.test(line)) return readCommunities(record, line);
  if (path.extended) {
    const words = /^(?:Extcommunity:(?: |$))?((?:\S+(?: \S+)*)?)$/.exec(line)?.[1] ?? '';
    const more = words === '' ? [] : extendedCommunitiesOf(words);
    if ((words === '' && line !== 'Extcommunity:') || !areExtended(more)) return false;
    append(record.extendedCommunities, more);
  }
  return !isBentList(line);
}

const isBentList = nearLabels(['Community:', 'Large Community:', 'Extcommunity:']);

function readCommunities(record: BgpRouteRecord, line: string): boolean {
  const [, kind, words] = list.exec(line) ?? [];
  if (words === undefined) return false;
  const found = words.split(' ');
  if (kind === 'C') record.communities = found;
  else record.largeCommunities = found;
  return kind === 'C' ? areCommunities(found) : areLargeCommunities(found);
}

/** Each word behind one blank: the place of one that is missing would stay empty. */
const list = /^(C|Large[ -][Cc])ommunity: (\S+(?: \S+)*)$/;

/** `Origin IGP, MED not set, localpref 100, weight 0`. */
function readOrigin(path: Path, line: string): boolean {
  const match = /^Origin (IGP|EGP|incomplete), MED (\d{1,10}|not set), localpref (\d{1,10}),/i.exec(line);
  // Without its next hop a path is not whole, whatever follows.
  if (!match || !path.hop) return false;
  path.record.origin = (match[1] ?? '').toLowerCase() as BgpRouteRecord['origin'];
  path.record.med = match[2] === 'not set' ? null : Number(match[2]);
  path.record.localPreference = Number(match[3]);
  path.stated = true;
  return true;
}
