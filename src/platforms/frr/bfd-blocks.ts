import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { spelledSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { bfdState } from './bfd-words.ts';

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
    const opened = /^\tpeer |^ {0,8}peer /.test(line) ? openBlock(line.trim()) : null;
    if (line === 'BFD Peers:' || line === 'BFD Peer:') headed = true;
    else if (opened && headed) {
      close();
      block = { record: opened, stated: false, remote: false };
    } else if (block && /^\s/.test(line)) readLine(block, line.trim());
    else if (!isNoise(line)) {
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
  const [first, address = '', ...words] = line.split(' ');
  const peer = first === 'peer' && words.length < 10 ? canonicalIp(address) : null;
  if (peer === null) return null;
  const after = (word: string) => (words.includes(word) ? (words[words.indexOf(word) + 1] ?? null) : null);
  return {
    vrf: after('vrf'),
    peer,
    interface: after('interface'),
    state: 'down',
    diagnosticCode: null,
    transmitMs: null,
    receiveMs: null,
    multiplier: null,
    upSeconds: null,
  };
}

function readLine(block: Block, line: string): void {
  const colon = line.indexOf(':');
  const [key, value] = [line.slice(0, Math.max(0, colon)), line.slice(colon + 1, colon + 200).trim()];
  const { record } = block;
  const state = key === 'Status' ? bfdState(value) : null;
  if (state !== null) {
    block.stated = true;
    record.state = state;
  }
  if (key === 'Uptime' && record.state === 'up') record.upSeconds = spelledSeconds(value.replaceAll('(s)', ''));
  if (key === 'Diagnostics') record.diagnosticCode = value;
  if (key === 'Remote timers') block.remote = true;
  if (block.remote) return;
  if (key === 'Detect-multiplier') record.multiplier = numberIn(/^(\d{1,3})$/, value);
  if (key === 'Receive interval') record.receiveMs = numberIn(/^(\d{1,9})ms$/, value);
  if (key === 'Transmission interval') record.transmitMs = numberIn(/^(\d{1,9})ms$/, value);
}

function numberIn(pattern: RegExp, text: string): number | null {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : null;
}
