import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { interfaceReason } from '../interface-reason.ts';
import { nearLabels } from '../near-labels.ts';
import type { Rows } from '../parsed.ts';
import { withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { type Counters, readCounters } from './interface-counters.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { readSetting } from './interface-settings.ts';
import { adminFrom, isBentReason, reasonOf } from './interface-words.ts';
import { isBeside } from './nxos-noise.ts';

interface Block extends Counters {
  /** The last line that this kind of interface prints was seen. */
  whole: boolean;
}

const opening = /^[A-Za-z][A-Za-z-]{0,30} ?\d[\d/.]{0,40} is [a-z]/;
const heading =
  /^([A-Za-z][A-Za-z-]{0,30}) ?(\d[\d/.]{0,40}) is (up|(?:administratively )?down|trunking)(?: \((.{1,120})\))?(?:, line protocol is (up|down)(?: \(.{1,80}\))?)?(?:, autostate (?:enabled|disabled))?$/;
/** A heading whose name is none. */
const bentHeading = /^(?!admin state )[A-Za-z]\S{1,63} is (?:administratively down|up|down|trunking)\b/;
/** IOS and EOS open their blocks alike; these lines are theirs. */
const ofAnother =
  /^(?:Last input |Queueing strategy|Input queue: |IP MTU |Ethernet MTU |Internet protocol processing|[A-Z][a-z]+-duplex, [^,]{2,30}, auto negotiation: )/;
/** What is not indented is of the next block. */
const startsAtMargin = /^\S/;
/** Ends of blocks in which nothing that is read can be missing. */
const wholeTail =
  /(?:Tx pause|out_carrier_errors|^ucast: .* bytes|^\d+ packets (?:input|output), \d+ bytes|broadcast packets +\d+ bytes|counters (?:: )?never|counters not available|\/sec)$|^(?:Encapsulation VXLAN|RX|TX|Interface last changed at .* \d{4}|\d+ interface resets|admin fec state is \S+, oper fec state is (?:off|auto|[A-Z]\w-fec)|Configured Media-type: RJ45)$/;

/** `show interface [X]`: one block per interface, told apart by its heading. Null when there is no heading. */
export function nxosInterfaceBlocks(output: TextLines): Rows<InterfaceDetailRecord> | null {
  const text = withWholeTail(output, wholeTail);
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (line === '') continue;
    if (opening.test(line)) {
      if (block && block.record.interface !== '') rows.records.push(block.record);
      block = opens(line);
      if (!block) {
        rows.unparsed.push(raw.slice(0, 500));
        block = nobodys();
      }
    } else if (ofAnother.test(line)) return null;
    else if (
      block &&
      (isBent(line) ||
        (raw.charCodeAt(0) !== 32 && (bentHeading.test(line) || bentState.test(line))) ||
        isSecond(block, line))
    ) {
      if (block.record.interface !== '') rows.records.push(block.record);
      rows.unparsed.push(raw.slice(0, 500));
      block = nobodys();
    } else if (block) {
      if (!readLine(block, line)) rows.unparsed.push(raw);
    } else if (!isBeside(line)) return null;
  }
  if (!block || (rows.records.length === 0 && block.record.interface === '')) return null;
  const name = block.record.interface;
  if (!block.whole) return { ...rows, incomplete: `the block of ${name} has no end: the answer was cut off` };
  // Newer releases print the state of the error correction behind the end of the others.
  if (text.cut === null || startsAtMargin.test(text.cut)) {
    if (name !== '') rows.records.push(block.record);
  } else rows.unparsed.push(text.cut);
  return withCut(rows, text);
}

/** What stands below a heading that was not understood belongs to no interface. */
function nobodys(): Block {
  return { record: blankInterfaceDetail(blankInterface('')), direction: null, rateLost: false, whole: true };
}

/** A heading without its name, or with nothing else. */
function isBent(line: string): boolean {
  return line.includes(' ')
    ? /^is (?:administratively down|up|down|trunking)\b/.test(line)
    : nxosInterfaceName(line) !== null;
}

/** A second line of those that every block has once: the heading between them was not known. */
function isSecond({ record }: Block, line: string): boolean {
  return record.mtuBytes !== null && line.startsWith('MTU ');
}

/** A heading whose state is none. */
const bentState =
  /^(?:port-channel|Ethernet|Vlan|loopback|Tunnel|Overlay|mgmt|nve|fc|vfc)\d[\d/.]* ?(?:is \S|\S* ?(?:administratively )?(?:up|down|trunking)\b)/;

function opens(line: string): Block | null {
  const match = heading.exec(line);
  const name = match && nxosInterfaceName(`${match[1]}${match[2]}`);
  if (!match || !name) return null;
  const [, , , state, words, protocol] = match;
  const up = state === 'up' || state === 'trunking';
  const record = blankInterfaceDetail(blankInterface(name));
  record.operStatus = up && protocol !== 'down' ? 'up' : 'down';
  // Older releases say it twice: `administratively down (Administratively down)`.
  const reason = reasonOf(words ?? (state === 'administratively down' ? state : null));
  if (!up && reason !== null && isBentReason(reason)) return null;
  record.reason = record.operStatus === 'up' ? null : interfaceReason(reason);
  record.adminStatus = adminFrom(up, reason);
  return { record, direction: null, rateLost: false, whole: false };
}

/** All words that are needed of the lines that are read: with one of them bent a line is told by the others. */
const isNear = nearLabels([
  'Description:',
  'admin state is #',
  'Belongs to #',
  'Port description is #',
  'Internet Address is #',
  'Internet address is #',
  'Internet secondary address is #',
  'MTU # bytes',
  'MTU # bytes, BW',
  'full-duplex, #',
  'Last link flapped #',
  'Last clearing of "show interface" counters',
  'Last clearing of "" counters',
  'last clearing of "show interface" counters',
  'admin fec state is #',
  'FEC (forward-error-correction) : #',
  'Load-Interval is # minute',
  'Load-Interval is # second',
  'Tunnel interface is in VRF',
  '# frames input, # bytes',
  '# frames output, # bytes',
  '# frames input,# bytes',
  '# frames output,# bytes',
  '# input packets # bytes',
  '# output packets # bytes',
  '# broadcast packets # bytes',
  '# packets input # bytes',
  '# packets output # bytes',
  '# packets input, # bytes',
  '# packets output, # bytes',
  '# discards, # errors',
  '# discards,# errors',
  '# discards,# errors,# CRC/FCS',
  '# runts # giants # CRC',
  '# CRC, # unknown class',
  '# input error # short frame',
  '# input with dribble # input discard',
  '# input errors',
  '# output errors',
  '# output error # collision',
  '# lost carrier # no carrier # babble # output discard',
]);

/** False when it is one of the lines that are read in a form that is not known. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  const direction = /^(?:(RX|Rx)|TX|Tx)$/.exec(line);
  if (direction) {
    block.direction = direction[1] ? 'in' : 'out';
    // A sub-interface may go on behind the line that is its last on most releases.
    block.whole = record.interface.startsWith('nve');
    return true;
  }
  const understood = (readSetting(record, line) ?? readCounters(block, line) ?? true) && !isNear(line);
  block.whole ||= ends(block, line);
  return understood;
}

/** The line after which a kind of interface prints nothing more that is read. */
function ends({ record, direction }: Block, line: string): boolean {
  if (/^\d+ Tx pause\b/.test(line) || line.endsWith('out_carrier_errors')) return true;
  const name = record.interface;
  if (name.startsWith('Vlan')) return /^(?:ucast: |input: \d)|DLY \d+ usec$/.test(line);
  if (name.startsWith('mgmt'))
    return direction === 'out' && /broadcast packets +\d+ bytes$|^\d+ minutes? output rate .*\/sec$/.test(line);
  if (/^tunnel/i.test(name)) return endsTunnel(record, line);
  if (name.startsWith('nve')) return line.startsWith('Encapsulation ');
  if (name.startsWith('Overlay')) return direction === 'out' && line.endsWith(' packets/sec');
  if (/^(?:v?fc|san)/.test(name)) return /^last clearing of |^Current counters not available/i.test(line);
  return name.includes('.') && /^(?:EtherType is |ucast: )/.test(line);
}

/** Older releases count no octets; behind both rates they say when the counters were cleared. */
function endsTunnel(record: InterfaceDetailRecord, line: string): boolean {
  if (record.inOctets !== null && record.outOctets !== null) return true;
  return record.inPacketsPerSecond !== null && record.outPacketsPerSecond !== null && /^last clearing of /i.test(line);
}
