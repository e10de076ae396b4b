import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankBgpRoute } from '../records.ts';
import { several } from '../several-outputs.ts';
import { asPathOf, prefixOf } from './bgp-path-words.ts';
import { readTable } from './bgp-table.ts';
import { fieldsOf } from './pairs.ts';
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
    if (section.lines.some((line) => /^Network +:/.test(line))) readBlocks(section, vrf, rows);
    else readTable(section, vrf, rows);
  }
  return rows;
}

const flagWords = new Set(['Used', 'Valid', 'Invalid', 'Best', 'IGP', 'EGP', 'Incomplete']);

/** The headings inside of a route. */
const attributes = new Set(['Original Attributes', 'Modified Attributes', 'RIB In Entries', 'RIB Out Entries']);

/** Blocks start at `Network :`; the one below "Modified Attributes" replaces the one before it. */
function readBlocks(section: Section, vrf: string | null, rows: Rows<BgpRouteRecord>): void {
  let block: string[] = [];
  let modified = false;
  let pending: BgpRouteRecord | null = null;
  let out = false;
  const endBlock = (): void => {
    if (block.length === 0) return;
    const record = out ? null : recordOf(block, vrf, rows.unparsed);
    if (out) block = [];
    else if (!record) append(rows.unparsed, block.slice(0, 3));
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
    else if (/^Network +:/.test(bare)) {
      const wasModified: boolean = modified;
      endBlock();
      if (!wasModified && pending) flush();
      modified = wasModified;
      block = [line];
    } else if (isDamaged(bare, attributes)) rows.unparsed.push(line);
    else if (block.length > 0) block.push(line);
    else if (!/^No Matching/.test(bare)) rows.unparsed.push(line);
  }
  if (section.closed) flush();
  else if (pending !== null || block.length > 0) rows.unparsed.push(...block.slice(0, 1), 'the last route may go on');
}

function recordOf(lines: readonly string[], vrf: string | null, unparsed: string[]): BgpRouteRecord | null {
  const fields = fieldsOf(lines, unparsed);
  const prefix = fields.value(prefixOf, 'Network');
  const flags = fields.words('Flags')?.split(/ +/);
  const path = asPathOf(wrapped(lines, 'AS-Path'));
  const communities = communitiesOf(wrapped(lines, 'Community'));
  if (prefix === null || path === null || communities === null || flags === undefined) return null;
  // A list of which nothing was found is on a line that somebody moved, and so is what begins like a part of one: no key does.
  if (!lines.some((line) => line.startsWith('Community'))) fields.doubt('Community');
  append(
    unparsed,
    lines.filter((line) => /^ {0,9}[a-z\d{]/.test(line)),
  );
  // Of no communities the device says so.
  fields.value((words) => words, 'Community');
  if (flags.some((flag) => isDamaged(flag, flagWords))) fields.doubt('Flags');
  // Labelled routes have a line of their own for it.
  const origin = fields.value(originOf, 'Origin') ?? flags.map(originOf).find((one) => one !== null) ?? null;
  fields.withPartner('Local Pref.', 'Atomic Aggr.');
  return {
    ...blankBgpRoute(vrf, prefix),
    pathId: fields.value(wholeOf, 'Path Id'),
    best: flags.includes('Best'),
    bestReason: fields.words('TieBreakReason', 'Tie Break Reason'),
    valid: flags.includes('Valid') ? true : flags.includes('Invalid') ? false : null,
    nextHop: fields.value(canonicalIp, 'Nexthop'),
    asPath: path,
    origin,
    localPreference: fields.value(wholeOf, 'Local Pref.', 'Local Pref'),
    med: fields.value(wholeOf, 'MED'),
    ...communities,
    peer: fields.value(canonicalIp, 'From'),
    ageSeconds: fields.value(secondsOf, 'Last Modified'),
    rpki: fields.value(validationOf, 'Orig Validation', 'Final Orig Val') ?? fields.value(validationOf, 'DB Orig Val'),
  };
}

function originOf(word: string): BgpRouteRecord['origin'] {
  const origin = word.toLowerCase();
  return origin === 'igp' || origin === 'egp' || origin === 'incomplete' ? origin : null;
}

const validations: Record<string, BgpRouteRecord['rpki']> = {
  valid: 'valid',
  invalid: 'invalid',
  notfound: 'not-found',
  'not-found': 'not-found',
};

function validationOf(words: string): BgpRouteRecord['rpki'] {
  return validations[words.toLowerCase()] ?? null;
}

/** Sorted by their kinds; null when a word is of none. One blank stands between two of them, more where one is gone. */
function communitiesOf(
  text: string,
): Pick<BgpRouteRecord, 'communities' | 'largeCommunities' | 'extendedCommunities'> | null {
  const words = text === '' || text === 'No Community Members' ? [] : text.split(' ');
  const large = words.filter((word) => /^\d{1,10}:\d{1,10}:\d{1,10}$/.test(word));
  const extended = words.filter(
    (word) =>
      /^(?:[a-z](?:[a-z0-9-]{0,14}[a-z])?:[\w.:/()%-]{1,40}|[\d.]{1,15}(?::\d{1,10}){3})$/i.test(word) &&
      !large.includes(word),
  );
  const standard = words.filter((word) => /^(?:\d{1,5}:\d{1,5}|no-[a-z-]{3,30}|[a-z][a-z-]{3,30})$/.test(word));
  if (standard.length + large.length + extended.length < words.length) return null;
  return { communities: standard, largeCommunities: large, extendedCommunities: extended };
}

/** A value that goes on in lines which have nothing but blanks in front. */
function wrapped(lines: readonly string[], key: string): string {
  const at = lines.findIndex((line) => line.startsWith(key) && /^ *:/.test(line.slice(key.length)));
  if (at === -1) return '';
  let value = (lines[at] ?? '').slice(key.length).replace(/^ *: ?/, '');
  for (const line of lines.slice(at + 1)) {
    // A sign in front of it is nobody's: what goes on behind it makes the value none that is known.
    if (!/^(?: {10,}|\W {10,})[^ :]/.test(line) || line.includes(' : ')) break;
    value += ` ${line.trim()}`;
  }
  return value;
}
