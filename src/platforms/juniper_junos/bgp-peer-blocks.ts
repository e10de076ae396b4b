import type { BgpPeerRecord } from '../../domain/diagnostics.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { neighborRecords } from './bgp-json.ts';

interface Block {
  leaves: Map<string, string>;
  options: Map<string, string>;
  bfd: Map<string, string>;
  errors: Map<string, string>[];
  tables: Map<string, string>[];
  whole: boolean;
}

const first =
  /^Peer: ([\w.:%-]{2,60}(?:\+\d{1,5})?) +AS (\d{1,10}(?:\.\d{1,5})?) +Local: ([\w.:%-]{2,60}(?:\+\d{1,5})?) +AS (\d{1,10}(?:\.\d{1,5})?)$/;

/**
 * `show bgp neighbor [P]` in text, read into the elements that the same answer has in JSON. A peer is whole when an empty
 * line or another peer follows, or when its counts of messages are there: nothing that we read stands below those.
 */
export function junosBgpBlocks(text: TextLines): Rows<BgpPeerRecord> | null {
  const blocks: Block[] = [];
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  for (const line of text.lines) {
    const last = blocks.at(-1);
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    const bare = line.trim();
    const opened = first.exec(bare);
    if (opened) {
      const names = ['peer-address', 'peer-as', 'local-address', 'local-as'];
      blocks.push({
        leaves: new Map(names.map((name, index) => [name, opened[index + 1] ?? ''])),
        options: new Map(),
        bfd: new Map(),
        errors: [],
        tables: [],
        whole: false,
      });
    } else if (bare === '' || isNoise(line)) {
      if (last) last.whole = true;
    } else if (!last) return null;
    else if (bare.startsWith('Peer: ')) rows.unparsed.push(line);
    else readLine(last, bare);
  }
  const last = blocks.at(-1);
  if (!last) return null;
  for (const block of last.whole ? blocks : blocks.slice(0, -1)) {
    const records = neighborRecords(elementOf(block));
    if (records) rows.records.push(...records);
    else rows.unparsed.push(`peer ${block.leaves.get('peer-address') ?? '?'}`);
  }
  if (last.whole) return withCut(rows, text);
  const peer = last.leaves.get('peer-address');
  return { ...rows, incomplete: `nobody knows whether the block of ${peer} is whole: the lines behind it are missing` };
}

/** The values of a line, by the name of their element. */
const shapes: readonly [RegExp, string][] = [
  [/^Group: \S{1,64} +Routing-Instance: (\S{1,64})$/, 'peer-cfg-rti'],
  [/^Last Error: (.{1,80})$/, 'last-error'],
  [/^Last flap event: (\S{1,40})$/, 'last-flap-event'],
  [/^Number of flaps: (\d{1,10})$/, 'flap-count'],
  [/^Last State: \S{1,20} +Last Event: (\S{1,40})$/, 'last-event'],
  [/\bActive Holdtime: (\S{1,10})$/, 'active-holdtime'],
  [/^Keepalive Interval: (\d{1,6})(?: |$)/, 'keepalive-interval'],
  [/^Peer ID: \S{1,45} +Local ID: ([\d.]{7,15})(?: |$)/, 'local-id'],
  [/^Input messages: +Total (\d{1,15})(?:\s|$)/, 'input-messages'],
  [/^Output messages: +Total (\d{1,15})(?:\s|$)/, 'output-messages'],
];
const optionShapes: readonly [RegExp, string][] = [
  [/\bImport: \[ (.{1,255}?) \]/, 'import-policy'],
  [/\bExport: \[ (.{1,255}?) \]/, 'export-policy'],
  [/\bHoldtime: (\d{1,6})(?: |$)/, 'holdtime'],
];
const tableShapes: readonly [RegExp, string][] = [
  [/^Received prefixes: +(\d{1,10})$/, 'received-prefix-count'],
  [/^Accepted prefixes: +(\d{1,10})$/, 'accepted-prefix-count'],
  [/^Advertised prefixes: +(\d{1,10})$/, 'advertised-prefix-count'],
];

function readLine(block: Block, bare: string): void {
  // What somebody wrote may look like any other line.
  if (bare.startsWith('Description: ')) {
    set(block.leaves, /^Description: (.{1,255})$/, 'description', bare);
    return;
  }
  const state = /^Type: \w{1,20} +State: (\w{4,12})(?: +|\()(?:.*Flags: <(.*)>)?/.exec(bare);
  if (state) {
    block.leaves.set('peer-state', state[1] ?? '');
    block.leaves.set('peer-flags', state[2] ?? '');
    return;
  }
  const error = /^Error: '(.{1,60}?)' Sent: (\d{1,10}) Recv: (\d{1,10})$/.exec(bare);
  if (error) {
    const names = ['name', 'send-count', 'receive-count'];
    block.errors.push(new Map(names.map((name, index) => [name, error[index + 1] ?? ''])));
  }
  const bfd = /^BFD: (\w{1,20}), (\w{1,20})$/.exec(bare);
  if (bfd)
    block.bfd = new Map([
      ['bfd-configuration-state', bfd[1] ?? ''],
      ['bfd-operational-state', bfd[2] ?? ''],
    ]);
  const table = /^Table (\S{1,96})(?: Bit: .{1,20})?$/.exec(bare)?.[1];
  if (table !== undefined) block.tables.push(new Map([['name', table]]));
  for (const [shape, name] of shapes) set(block.leaves, shape, name, bare);
  if (/^(?:Import|Export): \[|^Local Address: |^Holdtime: /.test(bare))
    for (const [shape, name] of optionShapes) set(block.options, shape, name, bare);
  const open = block.tables.at(-1);
  if (open) for (const [shape, name] of tableShapes) set(open, shape, name, bare);
  if (block.leaves.has('output-messages')) block.whole = true;
}

function set(values: Map<string, string>, shape: RegExp, name: string, bare: string): void {
  const value = shape.exec(bare)?.[1];
  if (value !== undefined && !values.has(name)) values.set(name, value.trim());
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
