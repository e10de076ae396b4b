import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { xrBfdState } from './bfd-words.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

interface Block {
  record: BfdSessionRecord;
  stated: boolean;
  /** The lines of what we send have begun: their timers are our own. */
  ours: boolean;
  /** The parameters of one side were printed, those of both follow. */
  opened: boolean;
  /** The session sends nothing of its own: it has the state of its members or of the session of its bundle. */
  lent: boolean;
  /** The last line that is read was seen. */
  whole: boolean;
}

/** Behind its timers nothing of a session is read: the flags of one side, who wants the session, and whose state it has. */
const behindTimers =
  /(?:D\/F\/P\/C\/A: \d(?:\/\d){4}|^\S{1,40} +\d+ [mu]?s +\d+ +\d+ [mu]?s +\d+|^BFD_SESSION_SUBTYPE_(?:RTR_BUNDLE_(?:MEMBER|INTERFACE)|STATE_INHERIT))$/;
/** Who wants the session: the first line of a session without timers from whose end nothing is missing. */
const client = /^\S{1,40} +\d+ [mu]?s +\d+ +\d+ [mu]?s +\d+$/;

const opening = /^(?:I\/f: ([^,]{1,64}), )?Location: .{1,40}$/;
const state = /^State: ([A-Z][A-Z ]{1,19}?)(?: for (\d{1,5})d:(\d{1,2})h:(\d{1,2})m:(\d{1,2})s)?(?:, .{1,80})?$/i;

/** `show bfd session detail`: one block per session. Null when there is no block. */
export function xrBfdBlocks(text: TextLines): Rows<BfdSessionRecord> | null {
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  const close = () => {
    if (block?.stated && block.record.peer !== null) {
      rows.records.push(block.record);
      if (block.opened && !block.whole)
        rows.unparsed.push(`the session of ${block.record.peer}: no parameters of ours`);
    } else if (block) rows.unparsed.push(`the session of ${block.record.peer ?? block.record.interface}: no state`);
    block = null;
  };
  let headed = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const opened = opening.exec(line);
    const out = printedXrName(opened?.[1] ?? '');
    // A session over several hops has no interface.
    if (opened && (out !== null || opened[1] === undefined)) {
      close();
      headed = true;
      block = { record: blank(out), stated: false, ours: false, opened: false, lent: false, whole: false };
    } else if (/^I\/f:|\bLocation: ?\d/.test(line)) {
      // A heading in a form that is not known.
      close();
      headed = true;
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readLine(block, line)) rows.unparsed.push(raw);
    } else if (!headed && !isXrNoise(line) && !/^IPv[46]:$/i.test(line)) return null;
  }
  if (!headed) return null;
  const open = block as Block | null;
  if (open && !open.whole)
    return {
      ...rows,
      incomplete: `the session of ${open.record.peer ?? open.record.interface} has no end: it was cut off`,
    };
  close();
  return withCut(rows, open === null ? text : withWholeTail(text, behindTimers));
}

function blank(out: string | null): BfdSessionRecord {
  return {
    vrf: null,
    peer: null,
    interface: out,
    state: 'down',
    diagnosticCode: null,
    transmitMs: null,
    receiveMs: null,
    multiplier: null,
    upSeconds: null,
  };
}

/** False for a line that is known by its first words and whose figures are in another form. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  if (line.startsWith('State:')) return readState(block, line);
  if (line.startsWith('Dest:')) {
    record.peer = canonicalIp(line.slice(5).trim());
    return record.peer !== null;
  }
  if (/^VRF Name(?:\/ID)?:/.test(line)) {
    const named = /^VRF Name(?:: (\S{1,64})|\/ID: (\S{1,64})\/0x[0-9a-f]{1,8})$/i.exec(line);
    record.vrf = named?.[1] ?? named?.[2] ?? null;
    return record.vrf !== null;
  }
  // The VRF behind another label.
  if (/^\S{2,4} \S{2,8}: \S{1,64}\/0x[0-9a-f]{1,8}$|^VRF \S+:|^\S+ Name(?:\/ID)?: /i.test(line)) return false;
  // The interface of a bundle (BI), and a session that inherits (IH).
  block.lent ||= /^Session type: \w{2}\/V[46]\/\w{2}\/(?:BI(?:\/\w{2})?|IH)$/.test(line);
  block.whole ||= block.lent && client.test(line);
  block.opened ||= line === 'Received parameters:';
  if (line === 'Transmitted parameters:') block.ours = true;
  if (!block.ours) return true;
  if (line.startsWith('Version:')) return readIntervals(record, line);
  // The same line behind another first word.
  if (/^\w+: \d{1,3}, desired tx interval: /.test(line)) return false;
  return !/^(?:Required echo rx interval|Multiplier):/.test(line) || readMultiplier(block, line);
}

function readState(block: Block, line: string): boolean {
  const { record } = block;
  const stated = state.exec(line);
  const word = xrBfdState(stated?.[1] ?? '');
  if (!stated || word === null) return false;
  record.state = word;
  if (word === 'up' && stated[2] !== undefined) record.upSeconds = secondsOf(stated.slice(2, 6));
  block.stated = true;
  return true;
}

/** Over several hops no echo is sent, and the multiplier stands first in its line. */
function readMultiplier(block: Block, line: string): boolean {
  const match = /(?:^M|, m)ultiplier: (\d{1,3}), diag: (\S.{0,60})$/.exec(line);
  if (!match) return false;
  block.record.multiplier = Number(match[1]);
  block.record.diagnosticCode = match[2] ?? null;
  block.whole = true;
  return true;
}

function readIntervals(record: BfdSessionRecord, line: string): boolean {
  const match = /\bdesired tx interval: (\d{1,7}) (m?s|us), required rx interval: (\d{1,7}) (m?s|us)$/.exec(line);
  if (!match) return false;
  record.transmitMs = millis(match[1] ?? '', match[2] ?? '');
  record.receiveMs = millis(match[3] ?? '', match[4] ?? '');
  return true;
}

function secondsOf([days, hours, minutes, seconds]: readonly (string | undefined)[]): number {
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

function millis(figure: string, unit: string): number {
  return Number(figure) * ({ s: 1000, ms: 1, us: 0.001 }[unit] ?? Number.NaN);
}
