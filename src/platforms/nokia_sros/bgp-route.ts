import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { asNumberOf } from '../values.ts';
import { fieldsOf, given } from './pairs.ts';
import { readSections, type Section } from './screen.ts';
import { routerOf, secondsOf, wholeOf } from './words.ts';

/**
 * `show router bgp routes <prefix> hunt` or `detail`: blocks of pairs, received attributes first and, behind "Modified
 * Attributes", what policy made of them; those count. Routes that are sent to others (RIB Out) are left out. The table
 * without `detail` is read as well.
 */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ prefix = '', vrf }) => [
    { line: `/show router${routerOf(vrf)} bgp routes ${prefix} ${prefix.includes(':') ? 'ipv6' : 'ipv4'} hunt` },
  ],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readSections(output, /^BGP (?:[\w-]{2,24} )?Routes(?: .{0,40})?$/, (sections) =>
          readRoutes(sections, args.vrf ?? null),
        ),
      ),
    ),
};

function readRoutes(sections: readonly Section[], vrf: string | null): Rows<BgpRouteRecord> {
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (section.lines.some((line) => /^Network +: /.test(line))) readBlocks(section, vrf, rows);
    else readTable(section, vrf, rows);
  }
  return rows;
}

/** Blocks start at `Network :`; the one below "Modified Attributes" replaces the one before it. */
function readBlocks(section: Section, vrf: string | null, rows: Rows<BgpRouteRecord>): void {
  let block: string[] = [];
  let modified = false;
  let pending: BgpRouteRecord | null = null;
  let out = false;
  const endBlock = (): void => {
    if (block.length === 0) return;
    const record = recordOf(block, vrf);
    if (out) block = [];
    else if (!record) rows.unparsed.push(...block.slice(0, 3));
    else if (modified && pending) pending = { ...record, pathId: pending.pathId };
    else {
      if (pending) rows.records.push(pending);
      pending = record;
    }
    block = [];
    modified = false;
  };
  const flush = (): void => {
    endBlock();
    if (pending) rows.records.push(pending);
    pending = null;
  };
  for (const line of section.lines) {
    const bare = line.trim();
    if (bare === '---') flush();
    else if (/^RIB (?:In|Out) Entries$/.test(bare)) {
      flush();
      out = bare.includes('Out');
    } else if (/^(?:Original|Modified) Attributes$/.test(bare)) {
      endBlock();
      if (bare.startsWith('Original') && pending) flush();
      modified = bare.startsWith('Modified');
    } else if (/^Routes ?: \d/.test(bare)) flush();
    else if (/^Network +: /.test(bare)) {
      const wasModified: boolean = modified;
      endBlock();
      if (!wasModified && pending) flush();
      modified = wasModified;
      block = [line];
    } else if (block.length > 0) block.push(line);
    else if (!/^No Matching/.test(bare)) rows.unparsed.push(line);
  }
  if (section.closed) flush();
  else if (pending !== null || block.length > 0) rows.unparsed.push(...block.slice(0, 1), 'the last route may go on');
}

function recordOf(lines: readonly string[], vrf: string | null): BgpRouteRecord | null {
  const fields = fieldsOf(lines);
  const network = /^(?:(\S{3,30}):)?([0-9A-Fa-f.:]{2,45}\/\d{1,3})$/.exec(fields.get('Network') ?? '');
  const prefix = canonicalPrefix(network?.[2] ?? '')?.prefix ?? canonicalPrefix(fields.get('Network') ?? '')?.prefix;
  const flags = (fields.get('Flags') ?? '').split(/ +/);
  const path = asPathOf(wrapped(lines, 'AS-Path'));
  const communities = wrapped(lines, 'Community')
    .split(/ +/)
    .filter((word) => word !== '');
  const named = communities.join(' ') === 'No Community Members' ? [] : communities;
  const large = named.filter((word) => /^\d{1,10}:\d{1,10}:\d{1,10}$/.test(word));
  const extended = named.filter(
    (word) =>
      /^[a-z0-9-]{2,16}:[\w.:/()%-]{3,40}$/i.test(word) &&
      /^(?!\d+:)|:\d+:\d+:\d+$/.test(word) &&
      !large.includes(word),
  );
  const standard = named.filter((word) => /^(?:\d{1,5}:\d{1,5}|no-[a-z-]{3,30}|[a-z][a-z-]{3,30})$/.test(word));
  if (prefix === undefined || path === null || !fields.has('Flags')) return null;
  if (standard.length + large.length + extended.length < named.length) return null;
  const validation = (fields.get('Orig Validation') ?? '').toLowerCase();
  const origin = flags.find((flag) => /^(?:IGP|EGP|Incomplete)$/i.test(flag))?.toLowerCase();
  const tie = given(fields, 'TieBreakReason', 'Tie Break Reason');
  return {
    vrf,
    prefix,
    pathId: wholeOf(given(fields, 'Path Id')),
    best: flags.includes('Best'),
    bestReason: tie,
    valid: flags.includes('Valid') ? true : flags.includes('Invalid') ? false : null,
    nextHop: canonicalIp(fields.get('Nexthop') ?? ''),
    asPath: path,
    origin: origin === 'igp' || origin === 'egp' || origin === 'incomplete' ? origin : null,
    localPreference: wholeOf(given(fields, 'Local Pref.', 'Local Pref')),
    med: wholeOf(given(fields, 'MED')),
    communities: standard,
    largeCommunities: large,
    extendedCommunities: extended,
    peer: canonicalIp(fields.get('From') ?? ''),
    ageSeconds: secondsOf(given(fields, 'Last Modified')),
    rpki:
      validation === 'valid' || validation === 'invalid'
        ? validation
        : validation === 'notfound' || validation === 'not-found'
          ? 'not-found'
          : null,
  };
}

/** A value that goes on in lines which have nothing but blanks in front. */
function wrapped(lines: readonly string[], key: string): string {
  const at = lines.findIndex((line) => line.startsWith(key) && /^ *: /.test(line.slice(key.length)));
  if (at === -1) return '';
  let value = (lines[at] ?? '').slice(key.length).replace(/^ *: /, '');
  for (const line of lines.slice(at + 1)) {
    if (!/^ {10,}[^ :]/.test(line) || line.includes(' : ')) break;
    value += ` ${line.trim()}`;
  }
  return value.trim();
}

const brackets: Record<string, string> = { '{': '}', '(': ')', '[': ']' };

/**
 * `No As-Path`, `65001 65002`, `65001 { 65002 65003 }`, `( 65010 ) 65001`: a set is an array of its own, the sequence of
 * a confederation stands in the path as it is. Null when a word is none of them.
 */
function asPathOf(text: string): BgpRouteRecord['asPath'] | null {
  if (text === '' || /^No As-Path$/i.test(text)) return text === '' ? null : [];
  const path: BgpRouteRecord['asPath'] = [];
  let open: { end: string; numbers: number[] } | null = null;
  for (const word of text
    .replace(/[{}()[\]]/g, ' $& ')
    .split(/[ ,]+/)
    .filter((part) => part !== '')) {
    const end = brackets[word];
    if (end !== undefined) {
      if (open) return null;
      open = { end, numbers: [] };
    } else if (open && word === open.end) {
      if (word === ')') path.push(...open.numbers);
      else path.push(open.numbers);
      open = null;
    } else {
      const as = asNumberOf(word);
      if (as === null) return null;
      (open?.numbers ?? path).push(as);
    }
  }
  return open ? null : path;
}

const first = /^([a-z*>?]{1,6})? +(\S{5,80}\/\d{1,3}) +(\d{1,10}|None|n\/a) +(\d{1,10}|None|n\/a)$/i;
const second = /^ +([0-9A-Fa-f.:]{2,45}) +(\d{1,10}|None) +(\S{1,20})$/;

/** Three lines for each route: flags and network, next hop, AS path. */
function readTable(section: Section, vrf: string | null, rows: Rows<BgpRouteRecord>): void {
  const start = section.lines.indexOf('---');
  let open: { head: RegExpExecArray; hop: RegExpExecArray | null } | null = null;
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:Routes ?:|No Matching|\* indicates)/.test(line)) continue;
    const head = first.exec(line);
    if (open?.hop && /^ +\S/.test(line)) {
      const record = rowOf(open.head, open.hop, line.trim(), vrf);
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
  // A route distinguisher stands in front of the prefix: two or three words with colons between them.
  const prefix =
    canonicalPrefix(network)?.prefix ?? canonicalPrefix(/^[\d.]{1,15}:\d{1,10}:(.+)$/.exec(network)?.[1] ?? '')?.prefix;
  const path = asPathOf(pathText);
  if (prefix === undefined || path === null) return null;
  const origin = flags.endsWith('i') ? 'igp' : flags.endsWith('e') ? 'egp' : flags.endsWith('?') ? 'incomplete' : null;
  return {
    vrf,
    prefix,
    pathId: wholeOf(hop[2]),
    best: flags.includes('>'),
    bestReason: null,
    valid: flags.includes('*'),
    nextHop: canonicalIp(hop[1] ?? ''),
    asPath: path,
    origin,
    localPreference: wholeOf(localPreference),
    med: wholeOf(med),
    communities: [],
    largeCommunities: [],
    extendedCommunities: [],
    peer: null,
    ageSeconds: null,
    rpki: null,
  };
}
