import type { InterfaceDetailRecord } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isBentAddress } from '../address-line.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { nxosAge } from './ages.ts';
import { type Direction, readCounters } from './interface-counters.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { adminFrom, reasonOf, speedOf } from './interface-words.ts';

interface Block {
  record: InterfaceDetailRecord;
  /** Which half of the counters the lines are in. */
  direction: Direction | null;
  /** The last line that this kind of interface prints was seen. */
  whole: boolean;
}

const opening = /^[A-Za-z][A-Za-z-]{0,30} ?\d[\d/.]{0,40} is [a-z]/;
const heading =
  /^([A-Za-z][A-Za-z-]{0,30}) ?(\d[\d/.]{0,40}) is (up|down|trunking)(?: \((.{1,120})\))?(?:, line protocol is (up|down)(?: \(.{1,80}\))?)?(?:, autostate (?:enabled|disabled))?$/;
/** A heading whose name is none. */
const bentHeading = /^(?!admin state )[A-Za-z]\S{1,63} is (?:up|down|trunking)\b/;
/** IOS and EOS open their blocks alike; these lines are theirs. */
const ofAnother = /^(?:Last input |Queueing strategy|Input queue: |IP MTU |Ethernet MTU |Internet protocol processing)/;
/** Ends of blocks in which nothing that is read can be missing. */
const wholeTail =
  /(?:Tx pause|out_carrier_errors|^ucast: .* bytes|^\d+ packets (?:input|output), \d+ bytes|broadcast packets +\d+ bytes|counters never|counters not available|_|\/sec)$|^(?:Encapsulation VXLAN|RX|TX)$/;

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
        block = { record: blankInterfaceDetail(blankInterface('')), direction: null, whole: true };
      }
    } else if (ofAnother.test(line)) return null;
    else if (
      block &&
      ((raw.charCodeAt(0) !== 32 && (bentHeading.test(line) || bentState.test(line))) || isSecond(block, line))
    ) {
      if (block.record.interface !== '') rows.records.push(block.record);
      rows.unparsed.push(raw.slice(0, 500));
      block = { record: blankInterfaceDetail(blankInterface('')), direction: null, whole: true };
    } else if (block) {
      if (isBentAddress(line)) rows.unparsed.push(raw);
      readLine(block, line);
    } else if (!isNoise(line)) return null;
  }
  if (!block || (rows.records.length === 0 && block.record.interface === '')) return null;
  const name = block.record.interface;
  if (!block.whole) return { ...rows, incomplete: `the block of ${name} has no end: the answer was cut off` };
  if (name !== '') rows.records.push(block.record);
  return withCut(rows, text);
}

/** A second line of those that every block has once: the heading between them was not known. */
function isSecond({ record }: Block, line: string): boolean {
  return record.mtuBytes !== null && line.startsWith('MTU ');
}

/** A heading whose state is none. */
const bentState =
  /^(?:port-channel|Ethernet|Vlan|loopback|Tunnel|mgmt|nve|fc|vfc)\d[\d/.]* ?(?:is \S|\S* ?(?:up|down)\b)/;

function opens(line: string): Block | null {
  const match = heading.exec(line);
  const name = match && nxosInterfaceName(`${match[1]}${match[2]}`);
  if (!match || !name) return null;
  const [, , , state, words, protocol] = match;
  const up = state !== 'down';
  const record = blankInterfaceDetail(blankInterface(name));
  record.operStatus = up && protocol !== 'down' ? 'up' : 'down';
  record.reason = record.operStatus === 'up' ? null : interfaceReason(reasonOf(words));
  record.adminStatus = adminFrom(up, reasonOf(words));
  return { record, direction: null, whole: false };
}

function readLine(block: Block, line: string): void {
  const { record } = block;
  const direction = /^(?:(RX|Rx)|TX|Tx)$/.exec(line);
  if (direction) {
    block.direction = direction[1] ? 'in' : 'out';
    // A sub-interface may go on behind the line that is its last on most releases.
    block.whole = record.interface.startsWith('nve');
    return;
  }
  if (/^\d/.test(line)) block.direction = readCounters(record, line, block.direction);
  else readSetting(record, line);
  block.whole ||= ends(block, line);
}

/** The line after which a kind of interface prints nothing more that is read. */
function ends({ record, direction }: Block, line: string): boolean {
  if (/^\d+ Tx pause\b/.test(line) || line.endsWith('out_carrier_errors')) return true;
  const name = record.interface;
  if (name.startsWith('Vlan')) return /^(?:ucast: |input: \d)|DLY \d+ usec$/.test(line);
  if (name.startsWith('mgmt'))
    return direction === 'out' && /broadcast packets +\d+ bytes$|^\d+ minutes? output rate .*\/sec$/.test(line);
  if (name.startsWith('Tunnel')) return record.inOctets !== null && record.outOctets !== null;
  if (name.startsWith('nve')) return line.startsWith('Encapsulation ');
  if (name.startsWith('Overlay')) return direction === 'out' && line.endsWith(' packets/sec');
  if (/^(?:v?fc|san)/.test(name)) return /^last clearing of |^Current counters not available/i.test(line);
  return name.includes('.') && /^(?:EtherType is |ucast: )/.test(line);
}

function readSetting(record: InterfaceDetailRecord, line: string): void {
  const admin = /^admin state(?: is|:) (up|down)\b/i.exec(line)?.[1]?.toLowerCase();
  if (admin === 'up' || admin === 'down') record.adminStatus = admin;
  const lag = /^Belongs to (\S{2,40})$/.exec(line)?.[1];
  if (lag !== undefined) record.lag = nxosInterfaceName(lag);
  const described = /^(?:Description: |Port description is )(.*)$/.exec(line)?.[1];
  if (described !== undefined) record.description = described.trim() || null;
  const address = /^Internet address is ([\d.]{7,15})\/(\d{1,2})(?![^\s,])/i.exec(line);
  const ip = canonicalIp(address?.[1] ?? '');
  if (address && ip !== null) record.ipAddresses.push(`${ip}/${Number(address[2])}`);
  const mtu = /^MTU (\d{1,6}) bytes\b/.exec(line)?.[1];
  if (mtu !== undefined) {
    record.mtuBytes = Number(mtu);
    record.mtuLayer = 'ip';
  }
  const negotiated = /^(full|half|auto)-duplex, ([^,]{1,20})(?:, media type is (.{1,60}))?$/.exec(line);
  if (negotiated) {
    record.duplex = negotiated[1] ?? null;
    record.speedBitsPerSecond = speedOf(negotiated[2] ?? '');
    record.mediaType = negotiated[3]?.trim() ?? null;
  }
  const flapped = /^Last link flapped (.{1,60})$/.exec(line)?.[1];
  if (flapped !== undefined) record.lastChangeSeconds = nxosAge(flapped);
  const cleared = /^last clearing of "show interface" counters (.{1,60})$/i.exec(line)?.[1];
  if (cleared !== undefined) record.countersClearedSeconds = nxosAge(cleared);
  const fec = /\boper fec state is (\S{1,30})$/.exec(line)?.[1];
  if (fec !== undefined) record.fec = fec;
}
