import type { LagMember, LagRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isRule } from './eos-table.ts';
import { eosInterfaceName } from './interface-names.ts';

const heading = /^Port Channel (Port-Channel\d{1,4})(?: \(Fallback State: [A-Z][\w -]{2,30}\))?:$/;
const around =
  /^(?:(?:Minimum links|Maximum links|Minimum speed): unconfigured|(?:Maximum links|Minimum speed): \S.{0,30}|Current weight\/Max weight: \d{1,4}\/\d{1,4}|Port +(?:Time [Bb]ecame [Aa]ctive +)?Protocol +Mode(?: +Weight)?(?: +State)?)$/;
const inactiveColumns = /^Port +(Time [Bb]ecame [Ii]nactive +)?Reason(?: unconfigured)?$/;

/** An age, a day of the week, a date; a name that was glued to its date would leave a clock behind one blank. */
const time = String.raw`(?: {2,}\d{1,4}:\d\d:\d\d| +(?:[A-Z][a-z]{2} \d\d:\d\d:\d\d|\d{1,2}/\d{1,2}/\d{2} \d{1,2}:\d\d:\d\d|Always|Never))`;
const activeRow = new RegExp(
  String.raw`^(\S{3,40})${time} +(LACP|Static|PAgP) +(?:Active|Passive|On|Desirable|Auto)(?: +\d{1,4})?(?: +[RT]x(?:,Tx)?)?$`,
);
const inactiveRow = new RegExp(String.raw`^(\S{3,40})(${time})? +([A-Za-z][\w ,()'/-]{2,100})$`);

interface Block {
  record: LagRecord;
  section: 'active' | 'inactive' | null;
  isTimed: boolean;
  /** A line about its ports was not understood. */
  bent: boolean;
  /** It has said which ports it has. */
  said: boolean;
  /** What stands last in a block was there with the empty line behind it, or a prompt. */
  whole: boolean;
}

/**
 * `show port-channel [N] [detailed]`, aggregate by aggregate. Behind the active ports the inactive ones may follow: the
 * last aggregate is withheld where nothing shows that it ends. Null without a heading.
 */
export function eosLagBlocks(text: TextLines): Rows<LagRecord> | null {
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = heading.exec(line);
    if (opened) {
      close(block, rows);
      block = open(opened[1] ?? '');
    } else if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (line === '') {
      if (block?.section === 'inactive' && block.said) block.whole = true;
      if (block) block.section = null;
    } else if (isRule(line)) continue;
    else if (isNoise(raw)) {
      if (block) block.whole = block.said;
    } else if (!block && rows.records.length + rows.unparsed.length === 0) return null;
    else if (!block || !readLine(block, line)) {
      rows.unparsed.push(raw);
      // Below a heading in a form that is not known the ports are nobody's; a list of ports is not shortened.
      const isHeading = block?.section === null || line.includes('Channel');
      if (block) block.bent = !isHeading;
      close(block, rows);
      block = null;
    }
  }
  if (!block) return rows.records.length > 0 ? withCut(rows, text) : null;
  if (!block.whole && text.prompted !== true)
    return { ...rows, incomplete: `nothing shows that ${block.record.lag} has no more ports` };
  close(block, rows);
  return withCut(rows, text);
}

function open(lag: string): Block {
  const record: LagRecord = { lag, status: 'down', protocol: null, minLinks: null, members: [] };
  return { record, section: null, isTimed: false, bent: false, said: false, whole: false };
}

function close(block: Block | null, rows: Rows<LagRecord>): void {
  if (!block) return;
  const { record, said, bent } = block;
  if (bent) {
    rows.unparsed.push(`${record.lag}: its ports`);
    return;
  }
  const active = record.members.filter(({ state }) => state === 'bundled').length;
  if (said) rows.records.push({ ...record, status: active >= Math.max(1, record.minLinks ?? 1) ? 'up' : 'down' });
  else rows.unparsed.push(`${record.lag}: no ports`);
}

/** False when the line has another form. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  const least = /^Minimum links: (\d{1,4})$/.exec(line);
  const listed = /^Active Ports: (\S.*)$/.exec(line);
  const columns = inactiveColumns.exec(line);
  // An aggregate says once which ports it has: the heading of the next one is missing.
  if (block.said && /^(?:No Active Ports|Active Ports:)/.test(line)) {
    block.section = null;
    return false;
  }
  if (least) record.minLinks = Number(least[1]);
  else if (listed) return take(block, (listed[1] ?? '').split(/ +/), 'bundled', null);
  else if (line === 'Active Ports:') block.section = 'active';
  else if (line === 'Configured, but inactive ports:') block.section = 'inactive';
  else if (line === 'No Active Ports') block.said = true;
  else if (columns && block.section === 'inactive') block.isTimed = columns[1] !== undefined;
  else if (around.test(line)) return true;
  else if (block.section === 'active') {
    const [, port, protocol = ''] = activeRow.exec(line) ?? [];
    if (port === undefined) return false;
    record.protocol = protocol.toLowerCase() as LagRecord['protocol'];
    return take(block, [port], 'bundled', null);
  } else if (block.section === 'inactive') {
    const [, port, when, reason] = inactiveRow.exec(line) ?? [];
    if (port === undefined || (when !== undefined) !== block.isTimed) return false;
    return take(block, [port], 'inactive', reason ?? null);
  } else return false;
  return true;
}

function take(block: Block, ports: readonly string[], state: string, reason: string | null): boolean {
  const members: LagMember[] = ports.flatMap((port) => {
    // A port of the other switch of an MLAG.
    const peer = port.startsWith('Peer') ? 'Peer' : '';
    const name = eosInterfaceName(port.slice(peer.length));
    return name === null ? [] : [{ interface: `${peer}${name}`, state, reason }];
  });
  if (members.length !== ports.length) return false;
  append(block.record.members, members);
  block.said = true;
  return true;
}
