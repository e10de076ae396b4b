import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { blankSession, eosBfdState, eosBfdVrf } from './bfd-words.ts';
import { isRule } from './eos-table.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { knownLineReader } from './known-lines.ts';

const opening =
  /^Peer Addr ([0-9A-Fa-f:.]{2,45})(?:, (?:Intf (\S{2,64})|Tunnel ID .{1,80}))?, Type ([\w()-]{2,30})(?:, Role (?:active|passive|\w{4,12}))?, State ([A-Za-z ]{2,12})$/;

/** `show bfd peers detail`: one block per session, whose last line is about echo packets. Null when no block opens. */
export function eosBfdBlocks(text: TextLines): Rows<BfdSessionRecord> | null {
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let open: { record: BfdSessionRecord; whole: boolean } | null = null;
  let lost = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const named = eosBfdVrf(line);
    const opened = opening.exec(line);
    if ((named !== null || opened) && open) rows.records.push(open.record);
    if (named !== null || opened) {
      open = null;
      lost = false;
    }
    if (named !== null) vrf = named;
    else if (opened) {
      const record = openBlock(opened, vrf);
      if (record) open = { record, whole: false };
      else rows.unparsed.push(raw);
    } else if (open && (/^Peer\b/.test(line) || (open.whole && line !== '' && !isNoise(raw) && !isRule(line)))) {
      // A heading in a form that is not known: what stands below it is nobody's.
      rows.records.push(open.record);
      rows.unparsed.push(raw);
      open = null;
      lost = true;
    } else if (open) {
      if (!readKnown(open.record, line)) rows.unparsed.push(raw);
      open.whole ||= /^Min Echo interval: /.test(line);
    } else if (!lost && !isNoise(raw) && !isRule(line)) {
      if (rows.records.length + rows.unparsed.length === 0) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!open) return lost ? withCut(rows, text) : null;
  if (!open.whole)
    return { ...rows, incomplete: `the block of ${open.record.peer} has no end: the answer was cut off` };
  return withCut({ ...rows, records: [...rows.records, open.record] }, text);
}

function openBlock([, address = '', port, , words = '']: RegExpExecArray, vrf: string | null): BfdSessionRecord | null {
  const peer = canonicalIp(address);
  const state = eosBfdState(words);
  const out = eosPrintedInterface(port ?? '');
  if (peer === null || state === null || (port !== undefined && out === null)) return null;
  return { ...blankSession(vrf, peer, state), interface: out };
}

const readKnown = knownLineReader<BfdSessionRecord>([
  {
    is: /^VRF (?!name)/,
    pattern: /^VRF (\S{1,64}), LAddr/,
    take: (record, [, vrf]) => {
      record.vrf = vrf ?? null;
      return true;
    },
  },
  {
    is: /^Last Diag:/,
    labels: ['Last Diag:'],
    pattern: /^Last Diag: (\S.{1,60})$/,
    take: (record, [, words]) => {
      record.diagnosticCode = words ?? null;
      return true;
    },
  },
  {
    is: /^Uptime:/,
    labels: ['Uptime:'],
    pattern: /^Uptime: (\S.{0,40})$/,
    take: (record, [, age = '']) => {
      if (record.state === 'up') record.upSeconds = uptimeOf(age);
      return record.state !== 'up' || record.upSeconds !== null;
    },
  },
  {
    is: /^TxInt:/,
    labels: ['TxInt: # RxInt: # Multiplier: #', 'TxInt: # ms, RxInt: # ms, Multiplier: #'],
    pattern: /^TxInt: (\d{1,7})(?: ms)?, RxInt: (\d{1,7})(?: ms)?, Multiplier: (\d{1,3})$/,
    take: (record, [, transmit, receive, multiplier]) => {
      record.transmitMs = Number(transmit);
      record.receiveMs = Number(receive);
      record.multiplier = Number(multiplier);
      return true;
    },
  },
]);

/** `3:10:22.71`, `01:34.55` (minutes and seconds), with days in front of them. */
function uptimeOf(text: string): number | null {
  const [, days = 0, hours = 0, minutes, seconds] =
    /^(?:(\d{1,5}) days?, )?(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:\.\d{1,6})?$/.exec(text.trim()) ?? [];
  if (minutes === undefined) return null;
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
