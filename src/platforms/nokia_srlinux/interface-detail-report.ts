import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import { uptimeSeconds } from '../durations.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { decimalOf } from '../values.ts';
import { holds } from './first-look.ts';
import { speedOf } from './interface-branch.ts';
import { srlInterfaceName } from './interface-names.ts';
import { mappingValues, otherValues } from './interface-values.ts';
import { isDoubleRule } from './report.ts';

const heading = /^ *(?:Sub)?[Ii]nterface: (\S{2,64})$/;
const pair = /^ *([A-Z][\w /-]{1,30}?) *: (\S.{0,250})$/;
/** What is done to the VLAN tags of a frame, from release 26 on. */
const mapping = /^ *((?:In|E)gress Mapping):$/;
const counters = /^Traffic statistics for (\S{2,64})$/;
const rates = /^Traffic rate statistics for (\S{2,64})$/;
/** Sections of which nothing is ours, and what may stand in them. */
const foreign =
  /^(?:L2CP transparency rules?|Frame length statistics|Transceiver (?:channel )?detail|ARP\/ND summary|ACL filters applied to|QOS Policies applied to|IPv[46] Traffic statistics|Ethernet segment|MAC[\w /-]{1,40}) (?:for )?(\S{2,64})$/;
const count = String.raw`(\d{1,20}|N\/A|-)`;
const row = new RegExp(`^ *([A-Za-z][A-Za-z ]{1,30}?) +${count} +${count}$`);
const columns = /^ *(?:counter|Statistics|units) +Rx +Tx$/;

/** A section is strange when its heading has no known form or names another interface. */
type Section = 'values' | 'counters' | 'rates' | 'foreign' | 'strange';

interface Block {
  record: InterfaceDetailRecord;
  section: Section;
  /** The values and counters that were told. */
  told: Set<string>;
  hasState: boolean;
  /** A value was told twice: the heading of another block is missing inside of it. */
  isMixed: boolean;
}

/** `show interface * detail`: for each interface and subinterface its values, then sections of counters and others. */
export function interfaceDetailReport(text: TextLines): Rows<InterfaceDetailRecord> | null {
  if (!holds(text, 'nterface: ')) return null;
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let found = false;
  let closed = false;
  // Null between two blocks, and in one whose heading is lost or bent: its lines are nobody's.
  let block: Block | null = null;
  const finish = () => {
    if (block?.isMixed) rows.unparsed.push(`interface ${block.record.interface} has a value twice`);
    else if (block?.hasState) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`interface ${block.record.interface} has no state`);
    block = null;
  };
  for (const raw of text.lines) {
    const isEnd = isDoubleRule(raw);
    if (raw !== '' && found) closed = isEnd;
    if (isTooLong(raw)) rows.unparsed.push(raw);
    // Some draw the heading between two double rules.
    if (isEnd && block?.told.size !== 0) finish();
    if (isTooLong(raw) || isNoise(raw) || isEnd) continue;
    const name = heading.exec(raw)?.[1];
    if (name !== undefined) {
      found = true;
      finish();
      if (srlInterfaceName(name) === null) rows.unparsed.push(raw);
      else block = blockOf(name);
    } else if (!block || !take(block, raw)) rows.unparsed.push(raw);
  }
  if (!found) return null;
  if (closed && text.cut === null) {
    finish();
    return rows;
  }
  return { ...rows, incomplete: 'the last rule is missing: the answer was cut off' };
}

function blockOf(name: string): Block {
  const record = blankInterfaceDetail(blankInterface(name));
  return { record, section: 'values', told: new Set(), hasState: false, isMixed: false };
}

/** Takes what the line says into the block; false when it is no line of its section. */
function take(block: Block, raw: string): boolean {
  const line = raw.trim();
  const next = sectionOf(line);
  const isOwn = next?.name === block.record.interface;
  // What stands in a section is indented, its heading is not.
  if (next || !raw.startsWith(' ')) block.section = next && isOwn ? next.section : 'strange';
  if (next || block.section === 'strange') return isOwn;
  if (block.section === 'foreign') return true;
  if (columns.test(raw)) return true;
  if (block.section === 'values') {
    const tags = mapping.exec(raw)?.[1];
    // Both have the same five values.
    if (tags !== undefined) for (const key of mappingValues) block.told.delete(key);
    const [, key = '', value = ''] = pair.exec(raw) ?? [raw, tags];
    if (key === '') return false;
    if (block.told.has(key) && !isRepeated.test(key)) {
      block.isMixed = true;
      return false;
    }
    block.told.add(key);
    return tags !== undefined || takeValue(block, key, value);
  }
  const [, label = '', rx = '', tx = ''] = row.exec(raw) ?? [];
  if (label === '') return false;
  // Those below it belong to another section as well, of which the heading is missing.
  if (block.told.has(`${label} (counter)`)) block.section = 'strange';
  if (block.section === 'strange') return false;
  block.told.add(`${label} (counter)`);
  return block.section === 'rates' ? takeRate(block.record, label, rx, tx) : takeCount(block.record, label, rx, tx);
}

const isRepeated = /^IPv[46] addr$/;

function sectionOf(line: string): { section: Section; name: string } | null {
  for (const [pattern, section] of [
    [counters, 'counters'],
    [rates, 'rates'],
    [foreign, 'foreign'],
  ] as const) {
    const name = pattern.exec(line)?.[1];
    if (name !== undefined) return { section, name };
  }
  return null;
}

function takeValue(block: Block, key: string, value: string): boolean {
  const { record } = block;
  switch (key) {
    case 'Description':
      record.description = value === '<None>' ? null : value;
      return true;
    case 'Oper state':
      if (value !== 'up' && value !== 'down') return false;
      block.hasState = true;
      record.operStatus = value;
      if (value === 'up') record.adminStatus = 'up';
      return true;
    case 'Down reason':
      record.reason = value === 'N/A' ? null : interfaceReason(value);
      if (record.reason === 'admin') record.adminStatus = 'down';
      return /^(?:N\/A|[a-z][a-z\d-]{1,60})$/.test(value);
    case 'Last change':
      record.lastChangeSeconds = agoOf(/^(\S+ ago)(?:, (?:No|\d+) flaps since last clear)?$/.exec(value)?.[1]);
      return record.lastChangeSeconds !== null;
    case 'Last stats clear':
      record.countersClearedSeconds = agoOf(value);
      return value === 'never' || record.countersClearedSeconds !== null;
    case 'Speed':
      record.speedBitsPerSecond = speedOf(value);
      return value === 'None' || record.speedBitsPerSecond !== null;
    case 'Duplex':
      record.duplex = value === 'full' || value === 'half' ? value : null;
      return value === 'N/A' || record.duplex !== null;
    case 'MTU':
    case 'IP MTU':
    case 'L2 MTU':
      if (value === 'None' || value === '-') return true;
      record.mtuBytes = /^\d{2,5}$/.test(value) ? Number(value) : null;
      record.mtuLayer = key === 'IP MTU' ? 'ip' : 'l2';
      return record.mtuBytes !== null;
    case 'Network-instance':
      record.vrf = value === 'None' ? null : value.replace(/ \([\w-]{1,20}\)$/, '');
      return true;
    case 'IPv4 addr':
    case 'IPv6 addr': {
      const prefix = /^(\S{2,64}) \([\w-]{1,32}(?:, [\w-]{1,32}){0,3}\)$/.exec(value)?.[1] ?? '';
      if (canonicalPrefix(prefix) === null) return false;
      record.ipAddresses.push(prefix);
      return true;
    }
    default:
      return otherValues[key]?.test(value) ?? false;
  }
}

/** `20h59m20s ago`. */
function agoOf(text: string | undefined): number | null {
  const span = /^(\S{2,24}) ago$/.exec(text ?? '')?.[1];
  return span === undefined ? null : uptimeSeconds(span);
}

function takeCount(record: InterfaceDetailRecord, label: string, rx: string, tx: string): boolean {
  const [received, sent] = [decimalOf(rx), decimalOf(tx)];
  const [errorsIn, errorsOut] = [received, sent].map((value) => (value === null ? null : Number(value)));
  if (label === 'Octets') Object.assign(record, { inOctets: received, outOctets: sent });
  else if (label === 'Errored packets') Object.assign(record, { inErrors: errorsIn, outErrors: errorsOut });
  else if (label === 'Discarded packets') Object.assign(record, { inDiscards: errorsIn, outDiscards: errorsOut });
  else if (label === 'FCS error packets') record.crcErrors = errorsIn ?? null;
  return isCounter.test(label);
}

const isCounter =
  /^(?:Octets|Packets|(?:Unicast|Broadcast|Multicast|Errored|FCS error|Discarded|Forwarded|CPM) packets|(?:Forwarded|CPM) octets|MAC [Pp]ause frames|(?:Oversize|Undersize|Jabber|Fragment) frames|CRC errors)$/;

/** Thousands of bits in a second. */
function takeRate(record: InterfaceDetailRecord, label: string, rx: string, tx: string): boolean {
  if (!/^\d{1,12}$/.test(rx) || !/^\d{1,12}$/.test(tx) || label !== 'kbps rate') return false;
  record.inBitsPerSecond = Number(rx) * 1_000;
  record.outBitsPerSecond = Number(tx) * 1_000;
  return true;
}
