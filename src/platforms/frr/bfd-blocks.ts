import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { spelledSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { bfdState, isBfdDiagnostic } from './bfd-words.ts';
import { isPrintedName } from './interface-names.ts';

interface Block {
  record: BfdSessionRecord;
  stated: boolean;
  /** The lines below "Remote timers:" are not about this router. */
  remote: boolean;
}

/** `show bfd [vrf V] peers` and `show bfd peer X`. Null when its heading and its blocks are not there. */
export function frrBfdBlocks(text: TextLines): Rows<BfdSessionRecord> | null {
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let headed = false;
  const close = () => {
    if (block?.stated) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`session to ${block.record.peer}`);
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    if (line === '') continue;
    const isPeer = /^(?:\t| {0,8})peer|^(?:\t| {8})\S+ (?:\d{1,3}\.\d|[\da-f]{1,4}:\S)/.test(line);
    const opened = isPeer ? openBlock(line.trim()) : null;
    // A peer that is not understood: what follows is not about the one before it.
    if (isPeer && !opened) {
      close();
      block = null;
    }
    if (line === 'BFD Peers:' || line === 'BFD Peer:') headed = true;
    else if (opened && headed) {
      close();
      block = { record: opened, stated: false, remote: false };
    } else if (block?.remote && /^\s+(?:ID|Status): /.test(line)) {
      // A session whose first line is missing: nothing of it is about the one before it.
      close();
      block = null;
      rows.unparsed.push(line);
    } else if (block && /^\s/.test(line)) {
      if (!readLine(block, line.trim())) rows.unparsed.push(line);
    } else if (!isNoise(line)) {
      if (!headed) return null;
      rows.unparsed.push(line);
    }
  }
  if (!headed) return null;
  const open = block as Block | null;
  if (open && !open.remote) {
    const incomplete = `the block of ${open.record.peer} has no end: the answer was cut off`;
    return { ...rows, incomplete };
  }
  close();
  return withCut(rows, text);
}

/** `peer 198.51.100.1 multihop local-address 198.51.100.0 vrf default interface eth1`, each word where it applies. */
function openBlock(line: string): BfdSessionRecord | null {
  const [, address = '', local, vrf, place] =
    /^peer (\S{2,45})(?: bfd-mode \S{1,20})?(?: bfd-name \S{1,64})?(?: multihop)?(?: local-address (\S{2,45}))?(?: vrf (\S{1,64}))?(?: interface (\S{1,64}))?(?: remote-discr \d{1,10})?(?: srv6-source-ipv6 \S{2,45}(?: srv6-encap-data \S.{0,300})?)?$/.exec(
      line,
    ) ?? [];
  const peer = canonicalIp(address);
  if (peer === null || (local !== undefined && canonicalIp(local) === null)) return null;
  if (place !== undefined && !isPrintedName(place)) return null;
  return {
    vrf: vrf ?? null,
    peer,
    interface: place ?? null,
    state: 'down',
    diagnosticCode: null,
    transmitMs: null,
    receiveMs: null,
    multiplier: null,
    upSeconds: null,
  };
}

/** bfdd does not say how long its months and years are: such an age is none. */
const ofMonths = /^\d{1,4} (?:year|month)\(s\)(?:, \d{1,4} (?:month|day|hour|minute|second)\(s\)){0,5}$/;

/** False for a line that should have been read. */
function readLine(block: Block, line: string): boolean {
  const colon = line.indexOf(':');
  const [key, value] = [line.slice(0, Math.max(0, colon)), line.slice(colon + 1, colon + 200).trim()];
  const { record } = block;
  const isRemote = key === 'Remote timers';
  // A heading that is damaged ends the timers of this end as well.
  if (isRemote || (/^Remote (?!ID$|diagnostics$)|timers$/.test(key) && key !== 'Local timers')) {
    block.remote = true;
    return isRemote;
  }
  if (block.remote) return true;
  switch (key) {
    case 'Status': {
      const state = bfdState(value);
      block.stated = state !== null;
      record.state = state ?? record.state;
      return block.stated;
    }
    case 'Uptime':
      record.upSeconds = record.state === 'up' ? spelledSeconds(value.replaceAll('(s)', '')) : null;
      return record.upSeconds !== null || (record.state === 'up' && ofMonths.test(value));
    case 'Diagnostics':
      record.diagnosticCode = isBfdDiagnostic(value) ? value : null;
      return record.diagnosticCode !== null;
    case 'Detect-multiplier':
      record.multiplier = numberIn(/^(\d{1,3})$/, value);
      return record.multiplier !== null;
    case 'Receive interval':
      record.receiveMs = numberIn(/^(\d{1,9})ms$/, value);
      return record.receiveMs !== null;
    case 'Transmission interval':
      record.transmitMs = numberIn(/^(\d{1,9})ms$/, value);
      return record.transmitMs !== null;
    default:
      return !isBent(key, value);
  }
}

/** A value of ours behind a key that is not known. */
function isBent(key: string, value: string): boolean {
  if (/^(?!Echo)[\w-]+ interval$|^(?:Receive|Transmission) |multiplier$|^Detect-/.test(key)) return true;
  if (!/^\w+$/.test(key) || key === 'label') return false;
  return isBfdDiagnostic(value) || (key !== 'Downtime' && value.endsWith(' second(s)'));
}

function numberIn(pattern: RegExp, text: string): number | null {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : null;
}
