import { isIP } from 'node:net';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { isDamaged } from '../damaged-label.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { neighborRecords } from './bgp-json.ts';
import { type KnownLine, takeLine } from './known-lines.ts';

interface Block {
  leaves: Map<string, string>;
  options: Map<string, string>;
  bfd: Map<string, string>;
  errors: Map<string, string>[];
  tables: Map<string, string>[];
  /** The table whose counts stand below; null below the name of one that is not known. */
  open: Map<string, string> | null;
  whole: boolean;
}

const address = String.raw`([0-9A-Fa-f.:]{2,39}(?:%[\w./:-]{1,30})?)(?:\+\d{1,5})?`;
const as = String.raw`AS (\d{1,10}(?:\.\d{1,5})?)`;
/** The local address of a peer that is down may be "unspecified". */
const first = new RegExp(`^Peer: ${address} +${as} +Local: (?:${address}|[a-z]{3,20}) +${as}$`);

/** True also where there is none. A link-local one has the name of its interface behind it. */
function isAddress(text: string | undefined): boolean {
  return text === undefined || isIP(text.split('%')[0] ?? '') !== 0;
}

/**
 * `show bgp neighbor [P]` in text, read into the elements that the same answer has in JSON. A peer is whole when an empty
 * line or another peer follows, or when its counts of messages are there: nothing that we read stands below those.
 */
export function junosBgpBlocks(output: TextLines): Rows<BgpPeerRecord> | null {
  // Of the last lines of a peer nothing is read.
  const text = withWholeTail(output, /^Output Queue\[\d{1,4}\]: \d{1,10}(?: +\([^()]{1,120}\))?$/);
  const blocks: Block[] = [];
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  /** Below the heading of a peer that is not understood. */
  let isNobodys = false;
  for (const line of text.lines) {
    const last = blocks.at(-1);
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    const bare = line.trim();
    const heading = first.exec(bare);
    const opened = heading && isAddress(heading[1]) && isAddress(heading[3]) ? heading : null;
    if (opened) {
      const names = ['peer-address', 'peer-as', 'local-address', 'local-as'];
      blocks.push({
        leaves: new Map(names.map((name, index) => [name, opened[index + 1] ?? ''])),
        options: new Map(),
        bfd: new Map(),
        errors: [],
        tables: [],
        open: null,
        whole: false,
      });
      isNobodys = false;
    } else if (bare === '' || isNoise(line)) {
      if (last) last.whole = true;
    } else if (!last) return null;
    else if (/^Peer:| Local: .{1,80} AS \d{1,10}$/.test(bare)) {
      rows.unparsed.push(line);
      last.whole = true;
      isNobodys = true;
    } else if (!isNobodys && !readLine(last, bare)) rows.unparsed.push(line);
  }
  const last = blocks.at(-1);
  if (!last) return null;
  for (const block of last.whole ? blocks : blocks.slice(0, -1)) {
    const records = neighborRecords(elementOf(block));
    if (records) append(rows.records, records);
    else rows.unparsed.push(`peer ${block.leaves.get('peer-address') ?? '?'}`);
  }
  if (last.whole) return withCut(rows, text);
  const peer = last.leaves.get('peer-address');
  return { ...rows, incomplete: `nobody knows whether the block of ${peer} is whole: the lines behind it are missing` };
}

/** A line whose values are leaves of the peer, in the order of these elements. */
function leaves(known: RegExp, shape: RegExp, ...names: string[]): KnownLine<Block> {
  return { known, take: (block, bare) => set(block.leaves, shape, names, bare) };
}

/** A line with options of the peer; of those that may stand on it, each one that does is read. */
function options(known: RegExp, shape: RegExp, name: string): KnownLine<Block> {
  return { known, take: (block, bare) => set(block.options, shape, [name], bare) };
}

/** A count of the table above. */
function count(known: RegExp, shape: RegExp, name: string): KnownLine<Block> {
  return { known, take: ({ open }, bare) => open === null || set(open, shape, [name], bare) };
}

const lines: readonly KnownLine<Block>[] = [
  leaves(/^Group:/, /^Group: \S{1,64} +Routing-Instance: (\S{1,64})$/, 'peer-cfg-rti'),
  leaves(/^Last Error:/, /^Last Error: (.{1,80})$/, 'last-error'),
  leaves(/^Last flap event:/, /^Last flap event: (\S{1,40})$/, 'last-flap-event'),
  leaves(/^Number of flaps:/, /^Number of flaps: (\d{1,10})$/, 'flap-count'),
  leaves(/^Last State:/, /^Last State: \S{1,20} +Last Event: (\S{1,40})$/, 'last-event'),
  leaves(
    /^Peer ID:/,
    /^Peer ID: [\d.]{7,15} +Local ID: (\d{1,3}(?:\.\d{1,3}){3}) +Active Holdtime: (\d{1,6})(?: |$)/,
    'local-id',
    'active-holdtime',
  ),
  leaves(/^Keepalive Interval:/, /^Keepalive Interval: (\d{1,6})(?: |$)/, 'keepalive-interval'),
  leaves(/^Input messages:/, /^Input messages: +Total (\d{1,15})(?:\s|$)/, 'input-messages'),
  leaves(/^Output messages:/, /^Output messages: +Total (\d{1,15})(?:\s|$)/, 'output-messages'),
  { known: /^(?:Import|Export):/, take: takePolicies },
  options(/^(?:Local Address|Holdtime):/, /\bHoldtime: (\d{1,6})(?: |$)/, 'holdtime'),
  { known: /^Type: /, take: takeState },
  { known: /^Error:/, take: takeError },
  { known: /^BFD:/, take: takeBfd },
  { known: /^Table ?\S*\d|^Table +(?:Bit:|\S+\.\S)/, take: takeTable },
  count(/^Received prefixes:/, /^Received prefixes: +(\d{1,10})$/, 'received-prefix-count'),
  count(/^Accepted prefixes:/, /^Accepted prefixes: +(\d{1,10})$/, 'accepted-prefix-count'),
  count(/^Advertised prefixes:/, /^Advertised prefixes: +(\d{1,10})$/, 'advertised-prefix-count'),
];

const labels = new Set([
  ...['Description', 'Group', 'Type', 'Last State', 'Last Error', 'Last flap event', 'Error', 'Export', 'Import'],
  ...['Local Address', 'Holdtime', 'Number of flaps', 'Peer ID', 'Keepalive Interval', 'BFD'],
  ...['Active prefixes', 'Received prefixes', 'Accepted prefixes', 'Advertised prefixes'],
  ...['Input messages', 'Output messages'],
]);

const table: ReadonlySet<string> = new Set(['Table']);

/** False for a line that is one of those we read but has another form. */
function readLine(block: Block, bare: string): boolean {
  // What somebody wrote may look like any other line.
  if (bare.startsWith('Description: ')) return set(block.leaves, /^Description: (.{1,255})/, ['description'], bare);
  const isTaken = takeLine(lines, labels, block, bare) && !isDamaged(bare.split(' ')[0] ?? '', table);
  if (block.leaves.has('output-messages')) block.whole = true;
  return isTaken;
}

function takeState(block: Block, bare: string): boolean {
  const state = /^Type: \w{1,20} +State: (\w{4,12})(?: +|\()(?:.*Flags: <(.*)>)?/.exec(bare);
  if (!state) return true;
  // The peer of a second state is lost.
  if (block.leaves.has('peer-state')) return false;
  block.leaves.set('peer-state', state[1] ?? '');
  block.leaves.set('peer-flags', state[2] ?? '');
  return true;
}

/** `Export: [ bgp-out ] Import: [ bgp-in ]`, or one of the two. */
function takePolicies({ options: values }: Block, bare: string): boolean {
  const policies = /^(Import|Export): \[ ([^\][]{1,255}) \](?: (Import|Export): \[ ([^\][]{1,255}) \])?$/.exec(bare);
  if (!policies) return false;
  const [, one = '', first = '', other = '', second = ''] = policies;
  values.set(`${one.toLowerCase()}-policy`, first);
  if (other !== '') values.set(`${other.toLowerCase()}-policy`, second);
  return true;
}

function takeError({ errors }: Block, bare: string): boolean {
  const error = new Map<string, string>();
  const shape = /^Error: '(.{1,60}?)' Sent: (\d{1,10}) Recv: (\d{1,10})$/;
  if (!set(error, shape, ['name', 'send-count', 'receive-count'], bare)) return false;
  errors.push(error);
  return true;
}

function takeBfd({ bfd }: Block, bare: string): boolean {
  return set(
    bfd,
    /^BFD: (disabled|enabled), (up|down|init|admin-?down)$/i,
    ['bfd-configuration-state', 'bfd-operational-state'],
    bare,
  );
}

function takeTable(block: Block, bare: string): boolean {
  const name = /^Table (\S{1,96}\.\d{1,3})(?: Bit: \w{1,20})?$/.exec(bare)?.[1];
  block.open = name === undefined ? null : new Map([['name', name]]);
  if (block.open) block.tables.push(block.open);
  return block.open !== null;
}

/** Takes the values of a line under these names, unless they are there; false where the line has another form. */
function set(values: Map<string, string>, shape: RegExp, names: readonly string[], bare: string): boolean {
  const match = shape.exec(bare);
  if (!match) return false;
  for (const [index, name] of names.entries()) if (!values.has(name)) values.set(name, (match[index + 1] ?? '').trim());
  return true;
}

function elementOf({ leaves, options, bfd, errors, tables }: Block): JsonObject {
  const element = (values: ReadonlyMap<string, string>): JsonObject =>
    Object.fromEntries([...values].map(([name, data]) => [name, [{ data }]]));
  return {
    ...element(leaves),
    'bgp-option-information': [element(options)],
    'bgp-bfd': [element(bfd)],
    'bgp-error': errors.map(element),
    'bgp-rib': tables.map(element),
  };
}
