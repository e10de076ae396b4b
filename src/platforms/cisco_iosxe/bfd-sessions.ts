import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isTableAsked } from './echoed-command.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show bfd neighbors details`; a VRF is a word of the same line. */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: ({ vrf }) => [
    { line: vrf === undefined ? 'show bfd neighbors details' : `show bfd neighbors vrf ${vrf} details` },
  ],
  parse: ([output = ''], { args }) =>
    parseForms<BfdSessionRecord>(output, { rejected: rejectedByIosxe, text: (text) => sessions(text, args) }),
};

const heading =
  /^(?:OurAddr +NeighAddr +LD\/RD +RH(?:\/RS)? +Holdd?own\(mult\) +State +Int|NeighAddr +LD\/RD +RH\/RS +State +Int(?: +Parent Int)?|NeighAddr\[vrf\] +LD\/RD +RH\/RS +State)$/;
const session = String.raw`^(?:([0-9A-Fa-f:.]{2,45}) +)?([0-9A-Fa-f:.]{2,45}) +\d{1,10} ?\/ ?\d{1,10} +(?:\w{1,9}|\d(?: ?\(\w{1,9}\))?)(?:\/\w{1,9})? +(?:\d{1,6} *\(\d{1,3} ?\) +)?(Up|Down|Init|AdminDown|Admindown) +(\S{2,64})`;
const row = new RegExp(`${session}$`, 'i');
/** Each member of an aggregate has a session of its own, with the aggregate behind it. */
const memberRow = new RegExp(String.raw`${session} +Po\d{1,4}$`, 'i');
/** A session over several hops has no interface; its VRF stands behind the address. */
const multihopRow =
  /^([0-9A-Fa-f:.]{2,45})(?:\[([\w.:-]{1,32})\])? +\d{1,10} ?\/ ?\d{1,10} +\w{1,9} +(Up|Down|Init|AdminDown|Admindown)$/i;
const details =
  /^(?:Session |OurAddr: |Handle: |Local Diag: |MinTxInt: |Received MinRxInt: |Holddown|Holdown|Rx Count: |Tx Count: |Elapsed time|Registered protocols: |Template: |Uptime: |Downtime: |Last packet: |State bit: |Poll bit: |C bit: |Multiplier: |My Discr|Your Discr|Min tx interval|Min Echo|Echo |Authentication|Dampening|VRF|Type: |Backward|Length|Cumulative|ModeUp|Slow |I Hear|Version|last_[rt]x_|Cleanup timer hits: |SSO Cleanup |Pseudo pre-emptive process count: |IPC [RT]x Failure Count: |Total Adjs Found: )/;

function sessions(given: TextLines, args: DiagnosticArguments): Rows<BfdSessionRecord> | null {
  const text = withWholeTail(given, /^(?:Min Echo interval: \d+|IPv[46] Sessions)$/);
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let headed = false;
  let own = false;
  let multihop = false;
  let member = false;
  let detailed = false;
  let ended = true;
  let wrapped: string | null = null;
  // The session that the lines below describe; below a row that was not understood they are nobody's.
  let current: BfdSessionRecord | null = null;
  for (const raw of text.lines) {
    // Releases that set the columns with tabs.
    const line = isTooLong(raw) ? '' : raw.trim().replaceAll('\t', ' ');
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    if (heading.test(line) || /^(?:Port Channel )?IPv[46] (?:Multihop )?Sessions$/.test(line)) {
      headed = true;
      own = line.startsWith('OurAddr');
      multihop = line.startsWith('NeighAddr[vrf]');
      member = line.endsWith(' Parent Int');
      continue;
    }
    if (isIosNoise(line)) continue;
    if (!headed) return null;
    const whole = wrapped === null ? line : `${wrapped} ${line}`;
    const record = multihop ? multihopOf(whole, args) : rowOf(whole, { own, member }, args);
    if (record) {
      rows.records.push(record);
      current = record;
      wrapped = null;
      ended = false;
    } else if (current && details.test(line)) {
      detailed = true;
      ended ||= line.startsWith('Min Echo interval');
      if (!readDetail(current, line)) rows.unparsed.push(raw);
    } else if (wrapped === null && canonicalIp(line.replace(/\[[\w.:-]{1,32}\]$/, '')) !== null) wrapped = line;
    else {
      rows.unparsed.push(raw);
      current = null;
      wrapped = null;
    }
  }
  if (!headed) return null;
  if (wrapped !== null) rows.unparsed.push(wrapped);
  // A row alone may have lost the lines below it.
  const alone = rows.records.length === 1 && !detailed && text.lines.at(-1) !== '' && !isTableAsked(text);
  if ((detailed && !ended) || alone)
    return {
      ...rows,
      records: rows.records.slice(0, -1),
      incomplete: 'the last session has no end: the answer was cut off',
    };
  return withCut(rows, text);
}

/** `own`: our own address stands before the one of the neighbour. */
function rowOf(
  line: string,
  { own, member }: { own: boolean; member: boolean },
  { vrf }: DiagnosticArguments,
): BfdSessionRecord | null {
  const match = line.length > 300 ? null : (member ? memberRow : row).exec(line);
  const peer = canonicalIp(match?.[2] ?? '');
  const out = printedInterfaceName(match?.[4] ?? '');
  if (!match || peer === null || out === null || own !== (match[1] !== undefined)) return null;
  return blankSession({ vrf: vrf ?? null, peer, interface: out }, match[3] ?? '');
}

function multihopOf(line: string, { vrf }: DiagnosticArguments): BfdSessionRecord | null {
  const match = line.length > 300 ? null : multihopRow.exec(line);
  const peer = canonicalIp(match?.[1] ?? '');
  if (!match || peer === null) return null;
  return blankSession({ vrf: match[2] ?? vrf ?? null, peer, interface: null }, match[3] ?? '');
}

function blankSession(whose: Pick<BfdSessionRecord, 'vrf' | 'peer' | 'interface'>, printed: string): BfdSessionRecord {
  const word = printed.toLowerCase();
  return {
    ...whose,
    state: word === 'admindown' ? 'admin-down' : (word as 'up' | 'down' | 'init'),
    diagnosticCode: null,
    transmitMs: null,
    receiveMs: null,
    multiplier: null,
    upSeconds: null,
  };
}

/** False when the line is one of those that are read, in a form that is not known. */
function readDetail(record: BfdSessionRecord, line: string): boolean {
  if (line.startsWith('MinTxInt:')) {
    const timers = /^MinTxInt: (\d{1,10}), MinRxInt: (\d{1,10}), Multiplier: (\d{1,3})$/.exec(line);
    if (!timers) return false;
    record.transmitMs = Number(timers[1]) / 1000;
    record.receiveMs = Number(timers[2]) / 1000;
    record.multiplier = Number(timers[3]);
    return true;
  }
  if (line.startsWith('Local Diag:')) {
    record.diagnosticCode = /^Local Diag: (\d{1,3}),/.exec(line)?.[1] ?? null;
    return record.diagnosticCode !== null;
  }
  if (!line.startsWith('Uptime:')) return true;
  const seconds = uptimeSeconds(line.slice(8).trim());
  if (record.state === 'up') record.upSeconds = seconds;
  return seconds !== null || record.state !== 'up';
}
