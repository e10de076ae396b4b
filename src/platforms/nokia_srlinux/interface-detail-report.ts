import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import { uptimeSeconds } from '../durations.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { decimalOf } from '../values.ts';
import { speedOf } from './interface-branch.ts';
import { srlInterfaceName } from './interface-names.ts';
import { isDoubleRule } from './report.ts';

const heading = /^ *(?:Sub)?[Ii]nterface: (\S{2,64})$/;
const pair = /^ *([A-Z][\w /-]{1,30}?) *: (\S.{0,250})$/;
const counters = /^Traffic statistics for (\S{2,64})$/;
const rates = /^Traffic rate statistics for (\S{2,64})$/;
/** Sections of which nothing is ours, and what may stand in them. */
const foreign =
  /^(?:L2CP transparency rules?|Frame length statistics|Transceiver (?:channel )?detail|ARP\/ND summary|ACL filters applied to|QOS Policies applied to|IPv[46] Traffic statistics|Ethernet segment|MAC[\w /-]{1,40}) (?:for )?(\S{2,64})$/;
const count = String.raw`(\d{1,20}|N\/A|-)`;
const row = new RegExp(`^ *([A-Za-z][A-Za-z ]{1,30}?) +${count} +${count}$`);
const columns = /^ *(?:counter|Statistics|units) +Rx +Tx$/;

type Section = 'values' | 'counters' | 'rates' | 'foreign';

interface Block {
  record: InterfaceDetailRecord;
  section: Section;
  hasState: boolean;
}

/** `show interface * detail`: for each interface and subinterface its values, then sections of counters and others. */
export function interfaceDetailReport(text: TextLines): Rows<InterfaceDetailRecord> | null {
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  const blocks: Block[] = [];
  let closed = false;
  for (const raw of text.lines) {
    if (raw !== '' && blocks.length > 0) closed = isDoubleRule(raw);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isTooLong(raw) || isNoise(raw) || isDoubleRule(raw)) continue;
    const name = heading.exec(raw)?.[1];
    const block = blocks.at(-1);
    if (name !== undefined) {
      const record = blankInterfaceDetail(blankInterface(name));
      if (srlInterfaceName(name) === null) rows.unparsed.push(raw);
      blocks.push({ record, section: 'values', hasState: false });
    } else if (!block) rows.unparsed.push(raw);
    else if (!take(block, raw)) rows.unparsed.push(raw);
  }
  if (blocks.length === 0) return null;
  for (const { record, hasState } of closed ? blocks : blocks.slice(0, -1))
    if (hasState) rows.records.push(record);
    else rows.unparsed.push(`interface ${record.interface} has no state`);
  return closed && text.cut === null
    ? rows
    : { ...rows, incomplete: 'the last rule is missing: the answer was cut off' };
}

/** Takes what the line says into the block; false when it is no line of its section. */
function take(block: Block, raw: string): boolean {
  const line = raw.trim();
  const next = sectionOf(line);
  if (next) {
    block.section = next.section;
    return next.name === block.record.interface;
  }
  // What stands in a section is indented, its heading is not.
  if (block.section === 'foreign') return raw.startsWith(' ');
  if (columns.test(raw)) return true;
  if (block.section === 'values') {
    const [, key = '', value = ''] = pair.exec(raw) ?? [];
    return key !== '' && takeValue(block, key, value);
  }
  const [, label = '', rx = '', tx = ''] = row.exec(raw) ?? [];
  return (
    label !== '' &&
    (block.section === 'rates' ? takeRate(block.record, label, rx, tx) : takeCount(block.record, label, rx, tx))
  );
}

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

/** Values that are not read, and the form that they have. */
const other: Readonly<Record<string, RegExp>> = {
  'Flow control': /^Rx is (?:en|dis)abled(?:, Tx is (?:en|dis)abled)?$/,
  'Loopback mode': /^(?:true|false|None|none|facility|terminal)$/,
  'MAC address': /^(?:[\dA-F]{2}:){5}[\dA-F]{2}$/,
  'VLAN tagging': /^(?:true|false)$/,
  'VLAN TPID': /^(?:TPID_\w{1,10}|None)$/,
  Queues: /^\d{1,3} output queues supported, \d{1,3} used since the last clear$/,
  'Breakout mode': /^(?:true|false)$/,
  'MAC duplication action': /^\S{1,40}$/,
  Encapsulation: /^\w[\w ,-]{0,60}$/,
  Type: /^[\w-]{2,20}$/,
};

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
      const prefix = /^(\S{2,64}) \([\w-]{1,32}(?:, [\w-]{1,32}){1,3}\)$/.exec(value)?.[1] ?? '';
      if (canonicalPrefix(prefix) === null) return false;
      record.ipAddresses.push(prefix);
      return true;
    }
    default:
      return other[key]?.test(value) ?? false;
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
  /^(?:Octets|Packets|(?:Unicast|Broadcast|Multicast|Errored|FCS error|Discarded|Forwarded|CPM) packets|(?:Forwarded|CPM) octets|MAC [Pp]ause frames|(?:Oversize|Jabber|Fragment) frames|CRC errors)$/;

/** Thousands of bits in a second. */
function takeRate(record: InterfaceDetailRecord, label: string, rx: string, tx: string): boolean {
  if (!/^\d{1,12}$/.test(rx) || !/^\d{1,12}$/.test(tx) || label !== 'kbps rate') return false;
  record.inBitsPerSecond = Number(rx) * 1_000;
  record.outBitsPerSecond = Number(tx) * 1_000;
  return true;
}
