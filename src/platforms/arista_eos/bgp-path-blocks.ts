import { isIP } from 'node:net';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { areCommunities, areExtendedCommunities, areLargeCommunities } from '../community-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { nearLabels } from '../near-labels.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { eosAsPath } from './as-path.ts';
import { bgpOrigin, nextHopOf, speakerOf } from './bgp-path-words.ts';

interface Path {
  record: BgpRouteRecord;
  stated: boolean;
  /** Its last line was there; what stands below it (contributing routes, to whom it is advertised) is not read. */
  ended: boolean;
  /** A line of it that was not understood. */
  bent: string | null;
}

const vrfHeading = /^B?GP routing table information for VRF (\S{1,64})$/;
const entry = /^BGP routing table entry for ([0-9A-Fa-f.:]{2,45}(?:\/\d{1,3})?)$/;
const isIndented = /^\s+B?GP routing table |^ (?!Paths: )\S/;
/** What a heading of either kind is known by when it is neither. */
const anyHeading = /^\S.*\b(?:routing|table|entry)\b/;
const asLine =
  /^ {2}(Local|[\d{(][\d. ,{}()]*?)(?: \([A-Za-z][^()]{1,80}\))*$|^ {2}(Local|[\d{(][\d. ,{}()]*?)(?:, .{1,120})?$/;
const source = /^ {4}(\S{2,45}|-)(?: labels? [^()]{1,60})? from (\S{2,45}|-) \((\S{3,45})\)(?:, .{1,80})?$/;

/** `show ip bgp P` and `show ip bgp detail` in their text form. Null when no entry opens. */
export function eosBgpPathBlocks(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(given, /^Rx SAFI: Unicast$/);
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let prefix: string | null = null;
  let asPath: BgpRouteRecord['asPath'] | null = null;
  let path: Path | null = null;
  let headed = false;
  let astray = false;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    // In a pasted text a heading may stand further in.
    const raw = isIndented.test(line) ? line.trimStart() : line;
    const named = vrfHeading.exec(raw);
    const opened = entry.exec(raw);
    const way = asLine.exec(raw);
    const from = source.exec(raw);
    const bent = !named && !opened && anyHeading.test(raw);
    if (named || opened || bent || way) {
      close(path, rows);
      path = null;
    }
    if (named) {
      vrf = named[1] ?? vrf;
      prefix = null;
      astray = false;
    } else if (bent || (opened && astray)) {
      // What stands below a heading that was not understood is of no known prefix, or of no known VRF.
      if (asPath !== null) rows.unparsed.push(`a path of ${prefix}`);
      asPath = null;
      prefix = null;
      rows.unparsed.push(raw);
      astray ||= !/\bentry\b|\bfor [\d:]/.test(raw);
    } else if (opened) {
      if (asPath !== null) rows.unparsed.push(`a path of ${prefix}`);
      asPath = null;
      prefix = networkPrefix(opened[1] ?? '') ?? canonicalIp(opened[1] ?? '');
      headed = true;
      if (prefix === null) rows.unparsed.push(raw);
    } else if (prefix === null) {
      if (
        rows.unparsed.length === 0 &&
        !isNoise(raw) &&
        !/^(?:Router identifier |Route status|Origin codes: |AS Path Attributes: )/.test(raw)
      )
        return null;
    } else if (way) {
      // The path before had no heading that was understood.
      if (asPath !== null) rows.unparsed.push(`a path of ${prefix}`);
      const words = way[1] ?? way[2] ?? '';
      asPath = words.includes('  ') ? null : eosAsPath(words);
      if (asPath === null) rows.unparsed.push(raw);
    } else if (from && asPath && isEnd(from[1]) && isEnd(from[2])) {
      path = {
        record: {
          ...blankBgpRoute(vrf, prefix),
          asPath,
          nextHop: nextHopOf(from[1] ?? ''),
          peer: speakerOf(from[2] ?? ''),
        },
        stated: false,
        ended: false,
        bent: null,
      };
      asPath = null;
    } else if (/^ {4}\S+ from \S/.test(raw)) {
      // The heading of a path in a form that is not known: its attributes are nobody's.
      rows.unparsed.push(raw);
      asPath = null;
    } else if (path && /^(?: {0,7}|\t)\S/.test(raw)) readLine(path, raw.trim());
    // Further in stand the contributing routes, below the end of the path.
    else if (path && !path.ended && isAttribute.test(raw.trim())) rows.unparsed.push(raw);
  }
  if (!headed) return null;
  if (prefix === null && rows.unparsed.length === 0)
    return { ...rows, incomplete: 'the last heading has no entry: the answer was cut off' };
  if (asPath !== null || (path !== null && !path.ended))
    return { ...rows, incomplete: 'the last path has no end: the answer was cut off' };
  if (rows.records.length === 0 && path === null && rows.unparsed.length === 0)
    return { ...rows, incomplete: 'the entry has no path: the answer was cut off' };
  close(path, rows);
  return withCut(rows, text);
}

/** An address, with a zone where it is link-local, or nothing for a path of the device's own. */
function isEnd(word = ''): boolean {
  return word === '-' || isIP(word) !== 0;
}

function close(path: Path | null, rows: Rows<BgpRouteRecord>): void {
  if (path && path.bent !== null) rows.unparsed.push(path.bent);
  else if (path?.stated) rows.records.push(path.record);
  else if (path) rows.unparsed.push(`path by ${path.record.peer ?? path.record.nextHop}`);
}

/** Older releases put age and marks on the line of the origin, newer ones on the next. */
function readLine(path: Path, line: string): void {
  if (path.ended) return;
  const { record } = path;
  const origin = /^Origin (IGP|EGP|INCOMPLETE), /.exec(line);
  const received = /(?:^|, )received (\S{1,16}) ago(?:, |$)/i.exec(line);
  if (origin) {
    const [med, preference] = [attributeOf(line, 'metric'), attributeOf(line, 'localpref')];
    if (med === undefined || preference === undefined) path.bent = line;
    record.origin = bgpOrigin(origin[1] ?? '');
    record.med = med ?? null;
    record.localPreference = preference ?? null;
  }
  if (received) {
    const marks = line.slice(received.index + received[0].length).split(', ');
    record.ageSeconds = uptimeSeconds(received[1] ?? '');
    record.valid = marks.includes('valid');
    record.best = marks.includes('best');
    path.stated = record.origin !== null;
    // One that is not known may stand in place of one that is missing.
    const areClear = (record.valid && record.best) || marks.every((mark) => knownMarks.has(mark));
    if (record.ageSeconds === null || !areClear) path.bent = line;
  }
  if (isAttribute.test(line) ? !readAttribute(record, line) : isNameless.test(line) || isNear(line)) path.bent = line;
  path.ended = line.startsWith('Rx SAFI: ');
}

const knownMarks = new Set(
  (
    ',valid,invalid,external,internal,local,confed-external,confed-internal,best,backup,ECMP,ECMP head,ECMP contributor,' +
    'UCMP,atomic-aggregate,stale,suppressed,suppressed contributor,contributor,redistributed,labeled-unicast,' +
    'pending best path selection,not installed,not installed (better AD route present)'
  ).split(','),
);

/** Communities behind a name that is none of theirs. */
const isNameless =
  /^[A-Za-z]+(?: [A-Za-z]+){0,2}: (?:[A-Za-z-]{2,40} )?(?:[A-Z][A-Za-z-]{2,40}:)?(?:\d{1,10}:\d|no-|local-as$|internet$)|^[A-Za-z]+ Community: /;

const isNear = nearLabels(['Rx path id: #']);

const isAttribute = /^(?:Community|Large Community|Extended Community|Rx path id)\b/i;

/** The bandwidth of a link has a unit: `Link-Bandwidth-AS:64500:250.0 MBps`. */
const betweenExtended = / (?![kMGT]?[Bb]ps(?: |$))/;

/** False when the line holds something else than its name says. */
function readAttribute(record: BgpRouteRecord, line: string): boolean {
  const [, kind, list = ''] = /^([A-Za-z ]{9,20}): (\S.*)$/.exec(line) ?? [];
  const id = /^0x[0-9A-Fa-f]{1,8}$/.test(list) ? Number(list) : null;
  if (/^Rx path id$/i.test(kind ?? '')) {
    record.pathId = id;
    return id !== null;
  }
  if (list.trim().includes('  ')) return false;
  const words = list.trim().split(' ');
  if (kind === 'Community' && areCommunities(words)) record.communities = words;
  else if (kind === 'Large Community' && areLargeCommunities(words)) record.largeCommunities = words;
  else if (kind === 'Extended Community') {
    const extended = list.trim().split(betweenExtended);
    if (!areExtendedCommunities(extended) || !extended.every((word) => word.includes(':'))) return false;
    record.extendedCommunities = extended;
  } else return false;
  return true;
}

/** Null for `-`, which is none; undefined when it is not there or is no number. */
function attributeOf(line: string, name: string): number | null | undefined {
  const found = line.split(', ').find((word) => word.startsWith(`${name} `));
  const digits = found?.slice(name.length + 1) ?? '';
  if (digits === '-') return null;
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}
