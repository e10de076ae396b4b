import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { withRowCount } from './row-count.ts';
import { readTables, type Section } from './screen.ts';
import { routerOf, wholeOf } from './words.ts';

/** `show router bfd session`: two lines for each session, four since the packets stand in the first of them. */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: ({ vrf }) => [{ line: `/show router${routerOf(vrf)} bfd session` }],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readTables(output, /^BFD Session(?:s)?$/, (sections) => readSessions(sections, args.vrf ?? null)),
      ),
    ),
};

const states: Record<string, BfdSessionRecord['state']> = {
  up: 'up',
  down: 'down',
  init: 'init',
  admin: 'admin-down',
  admindown: 'admin-down',
};
const older = /^(\S.{0,40}?) +(Up|Down|Init|Admin ?Down)(?: \(\d{1,3}\))? +(\d{1,6}) +(\d{1,6}) +(\d{1,3})$/i;
const newer =
  /^(\S.{0,60}?) +(Up|Down|Init|Admin ?Down)(?: \(\d{1,3}\))? +(\S{1,20}) +(\d{1,6}) +(\d{1,6}) +(\d{1,3})$/i;
const oldBelow =
  /^ +([0-9A-Fa-f:.]{2,45}|N\/A) +(\S(?:.{0,40}\S)?) +(\d{1,20}|N\/A) +(\d{1,20}|N\/A)(?: +(\S{1,20}))?$/;
const addressBelow = /^ {1,6}([0-9A-Fa-f:.]{2,45})(?: +(?:N\/A|\d{1,20}|\S{1,20}))*$/;

function readSessions(sections: Section[], vrf: string | null): Rows<BfdSessionRecord> {
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    const start = section.lines.indexOf('---');
    const isLonger = section.lines.slice(0, start).some((line) => / State +Tx Pkts +Rx Pkts$/.test(line));
    const read = isLonger ? readLonger : readShorter;
    withRowCount(section, rows, () => read(section, start, vrf, rows));
  }
  return rows;
}

function readShorter(section: Section, start: number, vrf: string | null, rows: Rows<BfdSessionRecord>): void {
  let open: { line: string; record: BfdSessionRecord; below: number } | null = null;
  const finish = (whole: boolean): void => {
    if (open && whole && open.record.peer !== null) rows.records.push(open.record);
    else if (open) rows.unparsed.push(open.line);
    open = null;
  };
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---') continue;
    if (/^(?:No\. of|Legend|\* indicates|No Matching)|^ *(?:Session Id|wp = )/.test(line)) continue;
    const match = older.exec(line) ?? withoutProtocol(newer.exec(line));
    const current = open as { line: string; record: BfdSessionRecord; below: number } | null;
    const state = states[(match?.[2] ?? '').toLowerCase().replace(' ', '')];
    if (match && state) {
      finish(true);
      open = { line, below: 0, record: recordOf(match, state, vrf) };
    } else if (current && current.below < 3 && /^ /.test(line) && !/ (?:Up|Down|Init) /.test(line)) {
      current.below += 1;
      const address = canonicalIp((oldBelow.exec(line) ?? addressBelow.exec(line))?.[1] ?? '');
      if (address !== null && current.record.peer === null) current.record.peer = address;
      else if (current.below === 1 && address === null) rows.unparsed.push(line);
    } else {
      rows.unparsed.push(line);
      finish(false);
    }
  }
  finish(section.closed);
}

const packets = /^(\S.{0,60}?) +(Up|Down|Init|Admin ?Down)(?: \(\d{1,3}\))? +(?:\d{1,20}|N\/A) +(?:\d{1,20}|N\/A)$/i;
const timers = /^ {1,6}([0-9A-Fa-f:.]{2,45}|N\/A) +(\d{1,3}|N\/A) +(\d{1,6}|N\/A) +(\d{1,6}|N\/A)$/;
const protocols = /^ {1,6}\S(?:.{0,60}?\S)? +(?:[a-z][\w-]{1,12}|N\/A) +\S{1,20} +\S{1,20}$/i;
const local = /^ {1,6}(?:[0-9A-Fa-f:.]{2,45}|N\/A)(?: +\S{1,64})?$/;

/** State and packets; the other side, multiplier and intervals; protocols; the own address. */
function readLonger(section: Section, start: number, vrf: string | null, rows: Rows<BfdSessionRecord>): void {
  let open: { line: string; head: RegExpExecArray; record: BfdSessionRecord | null; below: number } | null = null;
  const finish = (whole: boolean): void => {
    if (open?.record && whole) rows.records.push(open.record);
    else if (open) rows.unparsed.push(open.line);
    open = null;
  };
  for (const line of section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:No\. of|\* indicates|No Matching)/.test(line)) continue;
    const head = packets.exec(line);
    const current = open as { head: RegExpExecArray; record: BfdSessionRecord | null; below: number } | null;
    if (head) {
      finish(true);
      open = { line, head, record: null, below: 0 };
    } else if (current?.below === 0 && timers.test(line)) {
      current.below = 1;
      current.record = sessionOf(current.head, timers.exec(line) ?? [], vrf);
      if (current.record === null) rows.unparsed.push(line);
    } else if (current && ((current.below === 1 && protocols.test(line)) || (current.below === 2 && local.test(line))))
      current.below += 1;
    else {
      rows.unparsed.push(line);
      finish(false);
    }
  }
  finish(section.closed);
}

function sessionOf(head: readonly string[], below: readonly string[], vrf: string | null): BfdSessionRecord | null {
  const [, address = '', multiplier, transmit, receive] = below;
  const peer = canonicalIp(address);
  const name = head[1] ?? '';
  const state = states[(head[2] ?? '').toLowerCase().replace(' ', '')];
  if (state === undefined || (peer === null && address !== 'N/A')) return null;
  return {
    vrf,
    peer,
    interface: canonicalIp(name) !== null || name.endsWith('*') ? null : name,
    state,
    diagnosticCode: null,
    transmitMs: wholeOf(transmit),
    receiveMs: wholeOf(receive),
    multiplier: wholeOf(multiplier),
    upSeconds: null,
  };
}

/** The newer form has the number of protocols between the state and the timers. */
function withoutProtocol(match: RegExpExecArray | null): string[] | null {
  return match ? [match[0], match[1] ?? '', match[2] ?? '', match[4] ?? '', match[5] ?? '', match[6] ?? ''] : null;
}

function recordOf(match: readonly string[], state: BfdSessionRecord['state'], vrf: string | null): BfdSessionRecord {
  const name = (match[1] ?? '').trim();
  const peer = canonicalIp(name);
  return {
    vrf,
    peer,
    interface: peer !== null || name.endsWith('*') ? null : name,
    state,
    diagnosticCode: null,
    transmitMs: wholeOf(match[3]),
    receiveMs: wholeOf(match[4]),
    multiplier: wholeOf(match[5]),
    upSeconds: null,
  };
}
