import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { bgpState } from '../bgp-words.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { ageOf } from './ages.ts';
import { familyTables, fewerPeers } from './bgp-tables.ts';
import { isAddress } from './printed-addresses.ts';
import { isKnownTable } from './route-tables.ts';

interface Peer {
  record: BgpSummaryRecord;
  /** The state column was a word, so that the counts stand on lines of their own below. */
  countsBelow: boolean;
  tables: { name: string; received: number; accepted: number | null }[];
}

/** `show bgp summary [instance V]` in text: a row per peer, below it one line per routing table. */
export function junosBgpTable(output: TextLines): Rows<BgpSummaryRecord> | null {
  const text = withWholeTail(output, wholeRow);
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  const peers: Peer[] = [];
  let headed = false;
  /** How many figures the heading names: without the accepted ones in old releases. */
  let figures = 4;
  let announced = 0;
  /** The tables below a peer that is not understood are nobody's. */
  let taking = false;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    const counts = heading.exec(bare);
    if (counts) {
      headed = true;
      figures = counts[1] === undefined ? 3 : 4;
      continue;
    }
    if (!headed) {
      if (!aboveTable.test(bare)) return null;
      announced = Math.max(announced, Number(/^Groups: \d+ Peers: (\d{1,6}) /.exec(bare)?.[1] ?? 0));
      continue;
    }
    const peer = readPeer(bare, figures);
    const [, name, listed = ''] = /^(\S{1,80}\.\d{1,3}): ([\d/]{5,45})$/.exec(bare) ?? [];
    const table = name === undefined ? null : countsIn(listed, figures);
    if (peer) peers.push(peer);
    else if (table && taking && isKnownTable(name ?? '')) peers.at(-1)?.tables.push({ name: name ?? '', ...table });
    else rows.unparsed.push(line);
    taking = peer !== null || (table !== null && taking);
  }
  if (!headed) return null;
  if (rows.unparsed.length === 0 && peers.length < announced && !text.lines.some(isOfOneGroup))
    rows.unparsed.push(fewerPeers(announced, peers.length));
  rows.records = peers.flatMap((peer, index) => (isOpen(peer) && index === peers.length - 1 ? [] : recordsOf(peer)));
  const last = peers.at(-1);
  if (last && isOpen(last)) rows.incomplete = `the counts of ${last.record.peer} are missing: the answer was cut off`;
  return withCut(rows, text);
}

const heading =
  /^Peer +AS +InPkt +OutPkt +OutQ +Flaps Last Up\/Dwn State\|#Active\/Received\/(Accepted\/)?Damped\.\.\.$/;

/** `5/10/10/0`: active, received, accepted and damped; null for another number of figures. */
function countsIn(text: string, figures: number): { received: number; accepted: number | null } | null {
  const parts = text.split('/');
  if (parts.length !== figures || !parts.every((part) => /^\d{1,10}$/.test(part))) return null;
  return { received: Number(parts[1]), accepted: figures === 3 ? null : Number(parts[2]) };
}

/** Of one group alone, the heading counts the peers of all of them. */
function isOfOneGroup(line: string): boolean {
  return !isTooLong(line) && /(?:^|[ >#%])show bgp summary (?:.{1,80} )?group /.test(line);
}

/** The last of the four counts is not read, and these state words are not the beginning of others. */
const wholeRow = /: \d+\/\d+\/\d+\/\d+$|^\S+ +\d.* (?:Active|Connect|OpenSent|OpenConfirm)$/;

const aboveTable =
  /^(?:Threading mode: .*|Groups: \d+ Peers: \d+ Down peers: \d+|Unconfigured peers: \d+|Table +Tot Paths +Act Paths .*|(?:[\w.-]{1,80}|\d+)(?: +\d+)*|Default eBGP mode: .*|TCP listen port: \d+|Auto-discovered peers: \d+)$/;

function isOpen({ countsBelow, tables }: Peer): boolean {
  return countsBelow && tables.length === 0;
}

function recordsOf({ record, tables }: Peer): BgpSummaryRecord[] {
  const known = familyTables(tables);
  if (known.length === 0) return [record];
  return known.map(({ vrf, addressFamily, received, accepted }) => ({
    ...record,
    vrf,
    addressFamily,
    prefixesReceived: received,
    prefixesAccepted: accepted,
  }));
}

/** A blank and the heading `Last Up/Dwn`, under which the ages end: a longer one moves the state to the right. */
const ageWidth = 12;

/** The age has one word or two (`3w2d 4:19:15`), the state one; older releases print the counts in its place. */
function readPeer(line: string, figures: number): Peer | null {
  const match =
    /^([0-9A-Fa-f.:]{3,45}(?:%[\w./:-]{1,30})?)(?:\+\d{1,5})? +([\d.]{1,11}) +\d+ +\d+ +\d+ +\d+( +(?:\d{1,4}[dw](?:\d{1,2}d)? )?[\dwdhms:]{1,20}) ([A-Z][A-Za-z]{3,11}(?: ?\(\w{1,20}\))?|[\d/]{5,45}(?: +[\d/]{5,45})*)$/.exec(
      line,
    );
  const remoteAs = asNumberOf(match?.[2] ?? '');
  const age = match?.[3] ?? '';
  const seconds = ageOf(age.trim());
  const counts = /^\d/.test(match?.[4] ?? '') ? (match?.[4] ?? '').split(/ +/) : [];
  const words = bgpState(counts.length > 0 ? 'Established' : (match?.[4] ?? ''));
  if (!match || !isAddress(match[1] ?? '') || remoteAs === null || seconds === null || !words || age.length < ageWidth)
    return null;
  const established = words.state === 'established';
  // With several groups of counts nobody says which table each one is of, unless all but the first are of none.
  const groups = counts.map((group) => countsIn(group, figures));
  if (groups.includes(null)) return null;
  const isAlone = counts.slice(1).every((group) => /^0(?:\/0)+$/.test(group));
  const { received = null, accepted = null } = (isAlone && groups[0]) || {};
  const record: BgpSummaryRecord = {
    vrf: null,
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer: match[1] ?? '',
    remoteAs,
    ...words,
    stateSeconds: seconds,
    upSeconds: established ? seconds : null,
    prefixesReceived: received,
    prefixesAccepted: accepted,
    prefixesSent: null,
    description: null,
  };
  return { record, countsBelow: established && counts.length === 0, tables: [] };
}
