import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankPeer } from '../records.ts';
import { several } from '../several-outputs.ts';
import { asNumberOf } from '../values.ts';
import { familyOf } from './bgp-families.ts';
import { isDamagedError, lastErrorOf } from './bgp-last-error.ts';
import { stateOf } from './bgp-summary.ts';
import { type Fields, fieldsOf } from './pairs.ts';
import { readSections, type Section } from './screen.ts';
import { routerOf, secondsOf, wholeOf } from './words.ts';

/** `show router bgp neighbor <peer>`: pairs in two columns; one record per address family that is configured. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer, vrf }) => [{ line: `/show router${routerOf(vrf)} bgp neighbor ${peer}` }],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readSections(output, /^BGP Neighbor(?: .{0,60})?$/, (sections) => readPeers(sections, args.vrf ?? null)),
      ),
    ),
};

function readPeers(sections: readonly Section[], vrf: string | null): Rows<BgpPeerRecord> {
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    const starts = section.lines.flatMap((line, at) => (/^Peer +:/.test(line) ? [at] : []));
    // Above the first peer stand rules alone.
    rows.unparsed.push(
      ...section.lines
        .slice(0, starts[0])
        .filter((line) => line.includes(':'))
        .slice(0, 3),
    );
    for (const [index, from] of starts.entries()) {
      const lines = section.lines.slice(from, starts[index + 1]);
      const records = section.ended || starts[index + 1] !== undefined ? recordsOf(lines, vrf, rows.unparsed) : null;
      if (records) append(rows.records, records);
      else append(rows.unparsed, lines.slice(0, 3));
    }
  }
  return rows;
}

/** The keys of lines that have a second pair which is read. */
const halves = ['Active Hold Time', 'Hold Time', 'i/p Messages', 'Input Messages', 'Peer Identifier'];

function recordsOf(lines: readonly string[], vrf: string | null, unparsed: string[]): BgpPeerRecord[] | null {
  const fields = fieldsOf(lines, unparsed);
  const peer = fields.value(peerOf, 'Peer', 'Peer Address');
  const words = fields.value(stateOf, 'State');
  if (peer === null || !words) return null;
  const established = words.state === 'established';
  const adminDown = words.adminDown || /^(?:disabled|down)$/i.test(fields.words('Admin State') ?? '');
  const blank = blankPeer({
    vrf,
    addressFamily: null,
    localAs: fields.value(asNumberOf, 'Local AS'),
    routerId: null,
    peer,
    remoteAs: fields.value(asNumberOf, 'Peer AS'),
    state: words.state,
    adminDown,
    reason: words.reason,
    stateSeconds: null,
    upSeconds: established ? fields.value(secondsOf, 'Fsm Est. Time', 'Fsm Est Time', 'Established Time') : null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: fields.words('Description'),
  });
  // The negotiated times of a session that is up, else the configured ones.
  const holdTime = established ? 'Active Hold Time' : 'Hold Time';
  const keepAlive = established ? 'Active Keep Alive' : 'Keep Alive';
  const lastError = fields.words('Last Error');
  if (isDamagedError(lastError ?? '')) fields.doubt('Last Error');
  const base: BgpPeerRecord = {
    ...blank,
    ...lastErrorOf(lastError),
    holdSeconds: fields.value(wholeOf, holdTime),
    keepaliveSeconds: fields.value(wholeOf, keepAlive),
    messagesIn: fields.value(wholeOf, 'i/p Messages', 'Input Messages'),
    messagesOut: fields.value(wholeOf, 'o/p Messages', 'Output Messages'),
    flaps: fields.value(wholeOf, 'Number of Flaps', 'Num of Flaps'),
    maxPrefixes: fields.value(limitOf, 'Prefix Limit'),
    localAddress: fields.value(canonicalIp, 'Local Address'),
    importPolicy: policiesOf(lines, 'Import', fields),
    exportPolicy: policiesOf(lines, 'Export', fields),
    bfd: fields.words('BFD', 'Enable BFD', 'BFD Enabled', 'Bfd Enabled'),
  };
  fields.withPartner(...halves);
  const families = familiesOf(fields, established);
  const counts = countsOf(fields);
  if (families.length === 0) return [base];
  return families.map(({ name, family }) => {
    const received = counts.received.get(family) ?? (families.length === 1 ? counts.received.get(null) : undefined);
    if (received === undefined) {
      // What is left of a line that ends inside of its key is handed back, and where others have one, this one had it.
      fields.words(`${name} received`, `${name} Recd. Prefixes`, `${name} Recd. Pfxs`);
      if (counts.received.size > 0) fields.doubt('Local Family');
    }
    const sent = counts.sent.get(family) ?? (families.length === 1 ? counts.sent.get(null) : undefined);
    return { ...base, addressFamily: family, prefixesReceived: received ?? null, prefixesSent: sent ?? null };
  });
}

function peerOf(words: string): string | null {
  return canonicalIp(words.replace(/%.*$|\s*\(D\)$/, ''));
}

function limitOf(words: string): number | null {
  return wholeOf(/^\d{1,10}(?= |$)/.exec(words)?.[0]);
}

/** A family as the device names it, and as this project does. */
interface Named {
  name: string;
  family: string | null;
}

/** The families that are configured; of a session that is up those that the other side has as well. */
function familiesOf(fields: Fields, established: boolean): Named[] {
  const local = known(fields, 'Local Family');
  if (!established || !fields.has('Remote Family')) return local;
  const remote = new Set(known(fields, 'Remote Family').map(({ family }) => family));
  return local.filter(({ family }) => remote.has(family));
}

function known(fields: Fields, key: string): Named[] {
  const families = fields.list(key).map((name) => ({ name, family: familyOf(name) }));
  if (families.length === 0 || families.some(({ family }) => family === null)) fields.doubt(key);
  return families;
}

interface Counts {
  received: Map<string | null, number>;
  /** The family is null where the key names none. */
  sent: Map<string | null, number>;
}

const countKey =
  /^(?:(.{2,20}?) ?)?(?:(receiv(?:ed|\*)|Recd\.? ?(?:Prefixes|Pfxs\.?))|(?:Sent ?(?:Prefixes|Pfxs\.?)))$/i;

/** `IPv4 Recd. Prefixes`, `VPN-IPv4 Recd. Pfxs`, `IPv4 received`, `IPv4 Sent Prefixes`; older releases name no family. */
function countsOf(fields: Fields): Counts {
  const counts: Counts = { received: new Map(), sent: new Map() };
  for (const key of fields.keys(countKey)) {
    const [, name, received] = countKey.exec(key) ?? [];
    const family = name === undefined ? null : familyOf(name);
    const count = fields.value(wholeOf, key);
    if (/receiv/i.test(key)) fields.withPartner(key);
    if (name === undefined ? /^received$/i.test(key) : !/^[A-Za-z0-9 -]+$/.test(name)) fields.doubt(key);
    else if (count !== null && (name === undefined || family !== null))
      (received === undefined ? counts.sent : counts.received).set(family, count);
  }
  return counts;
}

/** The policies stand in lines below each other, what becomes of the other routes last; null where there are none. */
function policiesOf(lines: readonly string[], direction: 'Import' | 'Export', fields: Fields): string | null {
  const first = fields.words(`${direction} Policy`, `${direction} Policies`);
  if (first === null || /^none specified/i.test(first)) return null;
  const from = lines.findIndex((line) => new RegExp(`^${direction} Polic(?:y|ies) *:`).test(line));
  const below = lines.slice(from + 1).map((line) => /^ {10,}: (\S.{0,80})$/.exec(line.trimEnd())?.[1] ?? null);
  const end = below.indexOf(null);
  const [next = '', afterNext = ''] = end === -1 ? [] : lines.slice(from + 1 + end, from + 3 + end);
  // One that goes on below a line of something else is lost; those of the other direction are its own.
  const isLost = /^ {10,}: /.test(afterNext) && !/^(?:Import|Export) Polic(?:y|ies) *:/.test(next);
  if (from === -1 || /^ |^:/.test(next) || isLost) fields.doubt(`${direction} Policy`, `${direction} Policies`);
  return [first, ...below.slice(0, end === -1 ? undefined : end)].join(', ');
}
