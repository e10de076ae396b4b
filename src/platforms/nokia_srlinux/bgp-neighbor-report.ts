import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import { bgpState } from '../bgp-words.ts';
import type { Rows } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { familyOf } from './bgp-branch.ts';
import { isPeerAddress } from './leaves.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow, textOf } from './report-grid.ts';
import { readReportJson } from './report-json.ts';

/** `show network-instance * protocols bgp neighbor`: a line for each address family of a neighbour. */
export function neighborReport(text: TextLines): Rows<BgpPeerRecord> | null {
  return readReport(text, report);
}

/** The same with `| as json`. */
export function neighborReportJson(documents: readonly Json[]): Rows<BgpPeerRecord> | null {
  return readReportJson(documents, report);
}

const report: Report<BgpPeerRecord> = {
  title: /^BGP neighbor summary for network-instance "[^"]{1,64}"$/,
  columns: ['net-inst', 'peer', 'flags', 'peer-as', 'state', 'uptime'],
  anchor: 'flags',
  // From release 25.10 on the flags are told below the summary.
  other:
    /^(?:Flags: S static, [\w ,*-]{1,120}|Peer flags: see legend after the summary when applicable\.|Summary:|\d+ configured neighbors, \d+ configured sessions are established, ?\d+ disabled peers|Peer flag legend:|[SDLB*-] {2,4}[A-Z][\w ,-]{1,60})$/,
  end: /^\d+ dynamic peers$/,
  row: peersOf,
};

function peersOf(row: GridRow, _name: unknown, widths: ReadonlyMap<string, number>): BgpPeerRecord[] | null {
  const vrf = cellOf(row, 'net-inst');
  const peer = cellOf(row, 'peer');
  const remoteAs = asNumberOf(cellOf(row, 'peer-as'));
  const flags = cellOf(row, 'flags');
  const words = bgpState(cellOf(row, 'state'));
  const upSeconds = uptimeOf(cellOf(row, 'uptime'));
  const families = row.has(inOne)
    ? familiesInOne(textOf(row, inOne, widths))
    : familiesOf(row.get('afi/safi') ?? [], row.get('[rx/active/tx]') ?? []);
  if (vrf === '' || !isPeerAddress(peer) || remoteAs === null || !/^[SDLB*-]{1,6}$/.test(flags)) return null;
  if (!words || families === null || (words.state === 'established') !== (upSeconds !== null)) return null;
  // No session comes up without a family.
  if (families.length === 0 && words.state === 'established') return null;
  const adminDown = flags.includes('-');
  const base: BgpPeerRecord = blankPeer({
    vrf,
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer,
    remoteAs,
    state: words.state,
    adminDown,
    reason: adminDown ? 'admin' : null,
    stateSeconds: upSeconds,
    upSeconds,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  });
  return families.length === 0 ? [base] : families.map((one) => ({ ...base, ...one }));
}

/** The column of release 25.10 and later. */
const inOne = 'afi/safi[rx/active/tx]';

type FamilyCounts = Pick<BgpPeerRecord, 'addressFamily' | 'prefixesReceived' | 'prefixesSent'>;

const familyName =
  'evpn|route-target|(?:l3vpn-)?ipv[46]-unicast|ipv[46]-labell?ed-unicast|sr-policy-ipv[46]|link-state';
const family = new RegExp(familyName, 'g');
const whole = new RegExp(`^(?:${familyName})$`);
const withCounts = new RegExp(String.raw`(${familyName}) \[(\d{1,10})\/\d{1,10}\/(\d{1,10})\](?: |$)`, 'gy');

/** `ipv4-unicast [14/14/2] evpn [3/3/4]`; empty without a session. */
function familiesInOne(text: string): FamilyCounts[] | null {
  const all = [...text.matchAll(withCounts)];
  if (all.map(([one]) => one).join('') !== text) return null;
  return all.map(([, name = '', received, sent]) => ({
    addressFamily: familyOf(name),
    prefixesReceived: Number(received),
    prefixesSent: Number(sent),
  }));
}

/** `[14/14/2]` beside its family, or beside the first line of it; null where the one has none of the other. */
function familiesOf(names: readonly string[], counts: readonly string[]): FamilyCounts[] | null {
  const known = wrappedApart(names, counts);
  if (known) return known;
  const parts: { name: string; count: string }[] = [];
  for (const [at, name] of names.entries()) {
    const count = counts[at] ?? '';
    const above = parts.at(-1);
    if (name === '' && count === '') continue;
    if (name === '') return null;
    if (count === '' && above) above.name += name;
    else parts.push({ name, count });
  }
  const all: FamilyCounts[] = [];
  for (const { name, count } of parts) {
    const numbers = /^\[(\d{1,10})\/\d{1,10}\/(\d{1,10})\]$/.exec(count);
    if (!numbers || !whole.test(name)) return null;
    all.push({ addressFamily: familyOf(name), prefixesReceived: Number(numbers[1]), prefixesSent: Number(numbers[2]) });
  }
  return all;
}

/**
 * In a narrow table the names of several families go on below each other, while their numbers stand above one another
 * without a gap: then there are as many of the ones as of the others. Null where names or numbers are not whole.
 */
function wrappedApart(names: readonly string[], counts: readonly string[]): FamilyCounts[] | null {
  const text = names.join('');
  const all = [...text.matchAll(family)].map(([name]) => name);
  const numbers = counts.filter((count) => count !== '').map((count) => count.match(/\d{1,10}/g) ?? []);
  const areWhole = counts.every((count) => count === '' || /^\[(?:\d{1,10}\/){2}\d{1,10}\]$/.test(count));
  if (names.length === all.length || all.length < 2 || !isGapless(names) || !isGapless(counts)) return null;
  if (!areWhole || all.join('') !== text || all.length !== numbers.length) return null;
  return all.map((name, at) => ({
    addressFamily: familyOf(name),
    prefixesReceived: Number(numbers[at]?.[0]),
    prefixesSent: Number(numbers[at]?.[2]),
  }));
}

function isGapless(cells: readonly string[]): boolean {
  const end = cells.indexOf('');
  return end === -1 || cells.slice(end).every((cell) => cell === '');
}

/** `7d:23h:35m:21s`; a dash without a session. */
export function uptimeOf(text: string): number | null {
  const match = /^(\d{1,5})d:(\d{1,2})h:(\d{1,2})m:(\d{1,2})s$/.exec(text);
  if (!match) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number);
  return days * 86_400 + hours * 3_600 + minutes * 60 + seconds;
}
