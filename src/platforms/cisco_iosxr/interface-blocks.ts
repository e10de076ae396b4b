import type { InterfaceDetailRecord, OperStatus } from '../../domain/interface-records.ts';
import { interfaceReason } from '../interface-reason.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { endsBlock, type InterfaceBlock, readInterfaceLine } from './interface-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

const states =
  'administratively down|admin down|admin-down|up|down|deleted|shutdown|error disabled|err-disabled|not ready|testing|unknown|dormant|standby';
const heading = new RegExp(
  String.raw`^(\S{2,64}) is (${states})(?: ?\(([\w -]{1,40})\))?, line protocol is (${states})(?: ?\(([\w -]{1,40})\))?$`,
  'i',
);

/** `show interfaces [X] [detail]`: one block per interface, told apart by its heading. Null when there is no heading. */
export function xrInterfaceBlocks(text: TextLines): Rows<InterfaceDetailRecord> | null {
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  const lagOf = new Map<string, string>();
  let block: InterfaceBlock | null = null;
  let known = false;
  const close = () => {
    if (block && block.record.interface !== '') rows.records.push(block.record);
  };
  for (const raw of text.lines) {
    if (raw === '') continue;
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (line.includes(', line protocol is ')) {
      close();
      block = opens(line, lagOf);
      if (block === null) {
        rows.unparsed.push(raw);
        block = nobodys();
      }
    } else if (block && (raw === line || isOfHeading(line)) && !isXrNoise(line)) {
      // What stands in a block is indented: a heading in a form that is not known.
      rows.unparsed.push(raw);
      close();
      block = nobodys();
    } else if (block) {
      // IOS and NX-OS open their blocks alike, but print the delay of a link; this line is XR's own.
      if (line.startsWith('Interface state transitions: ') || line.endsWith(' total input drops')) known = true;
      if (line.includes(' Kbit') && line.includes(', DLY ')) return null;
      if (!readInterfaceLine(block, line, lagOf)) rows.unparsed.push(raw);
    } else if (!isXrNoise(line)) return null;
  }
  if (!block || !known) return null;
  const { record } = block;
  const tail = text.cut?.trim() ?? '';
  const tailEnds = text.cut !== null && !isTooLong(tail) && endsBlock(block, tail);
  if (tailEnds) readInterfaceLine(block, tail, lagOf);
  if (!block.whole)
    return { ...rows, incomplete: `the block of ${record.interface} has no end: the answer was cut off` };
  close();
  return withCut(rows, tailEnds ? { ...text, cut: null } : text);
}

/** A line that has the states of a heading, or a name alone, which lacks them. */
function isOfHeading(line: string): boolean {
  if (!line.includes(' ')) return printedXrName(line) !== null;
  return (line.includes(', line ') || line.includes(' protocol is ')) && !line.startsWith('Description:');
}

function opens(line: string, lagOf: ReadonlyMap<string, string>): InterfaceBlock | null {
  const match = line.length > 200 ? null : heading.exec(line);
  const name = printedXrName(match?.[1] ?? '');
  if (!match || name === null) return null;
  const [, , printed = '', said, printedProtocol = '', protocolSaid] = match;
  const [state, protocol] = [printed.toLowerCase(), printedProtocol.toLowerCase()];
  const record = blankInterfaceDetail(blankInterface(name));
  record.adminStatus = isAdminDown(state) ? 'down' : 'up';
  record.operStatus = operStatus(state, protocol);
  record.lag = lagOf.get(name) ?? null;
  if (record.operStatus !== 'up')
    record.reason = interfaceReason(
      said ?? protocolSaid ?? ([state, protocol].find((word) => !/^(?:up|down)$/.test(word)) || null),
    );
  return { record, hardware: '', uncounted: false, whole: false };
}

/** What stands below a heading that is not understood. */
function nobodys(): InterfaceBlock {
  return { record: blankInterfaceDetail(blankInterface('')), hardware: '', uncounted: false, whole: true };
}

export function isAdminDown(state: string): boolean {
  return /^(?:admin.*down|shutdown)$/i.test(state);
}

export function operStatus(state: string, protocol: string): OperStatus {
  if (state === 'up' && protocol === 'up') return 'up';
  if (state === 'deleted') return 'not-present';
  if (state === 'testing' || state === 'dormant' || state === 'unknown') return state;
  return state === 'standby' || protocol === 'standby' ? 'dormant' : 'down';
}
