import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { type InterfaceBlock, readInterfaceLine } from './interface-lines.ts';
import { adminOf, operOf, reasonOf } from './interface-words.ts';

const opening =
  /^([A-Z][A-Za-z-]{1,23}\d[\d/.:]{0,20}) is (up|down|administratively down), line protocol is (up|down|testing|dormant|notpresent|lowerlayerdown|unknown)(?: \((connected|notconnect|disabled|errdisabled|inactive|monitoring|unknown)\))?$/;

/** IOS opens its blocks alike and goes on with lines that EOS never prints. */
const onlyOnIos = /^ +(?:reliability \d{1,3}\/|Encapsulation |Keepalive )/;

/** What a heading says, in whatever form: the lines below one that is not understood are nobody's. */
const heading = /\bis (?:administratively )?(?:up|down)\b|line protocol|^ ?[A-Z][A-Za-z-]{1,23}\d[\d/.:]{0,20}(?: |$)/;
const namelessHeading = /^ +is (?:administratively )?(?:up|down)\b/;

/** What is told of an interface may have the same words. */
function isHeading(line: string): boolean {
  return namelessHeading.test(line) || (line.includes(', line protocol is ') && !/^ +Description:/.test(line));
}

/** Reads `show interfaces [X]` in its text form, block by block. Null when no block opens. */
export function eosInterfaceBlocks(given: TextLines): Rows<InterfaceDetailRecord> | null {
  const text = withWholeTail(given, lastLine);
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let current: InterfaceBlock | null = null;
  let isLost = false;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    // In a pasted text a heading may stand one blank further in, which no other line does.
    const isFurtherIn = line.startsWith('  ');
    const isIndented = isFurtherIn && !isHeading(line);
    const opened = isFurtherIn ? null : opening.exec(line.trimStart());
    if (opened) {
      if (current) rows.records.push(current.record);
      const record = openBlock(opened);
      if (!record) return null;
      current = { record, whole: false, isOld: false };
      isLost = false;
    } else if (isIndented && (current || isLost)) {
      if (onlyOnIos.test(line)) return null;
      if (!current) continue;
      const bare = line.trim();
      if (!readInterfaceLine(current, bare)) rows.unparsed.push(line);
      current.whole ||= endsBlock(bare, current);
    } else if (!isNoise(line)) {
      rows.unparsed.push(line);
      if (!heading.test(line)) continue;
      if (current) rows.records.push(current.record);
      current = null;
      isLost = true;
    }
  }
  if (!current) return isLost && rows.records.length > 0 ? withCut(rows, text) : null;
  if (current.whole) return withCut({ ...rows, records: [...rows.records, current.record] }, text);
  return { ...rows, incomplete: `the block of ${current.record.interface} has no end: the answer was cut off` };
}

function openBlock([, name = '', word = '', protocol = '', status]: RegExpExecArray): InterfaceDetailRecord | null {
  const operStatus = operOf(protocol);
  if (operStatus === null) return null;
  const adminDown = word === 'administratively down' || status === 'disabled';
  const base = {
    ...blankInterface(name),
    adminStatus: adminDown ? ('down' as const) : status ? adminOf(status) : word === 'up' ? ('up' as const) : null,
    operStatus,
    reason: adminDown ? 'admin' : operStatus === 'up' || !status ? null : reasonOf(status),
  };
  return blankInterfaceDetail(base);
}

/** Lines that end a block and whose last words show that nothing is missing. */
const lastLine =
  /(?:\boutput discards| PAUSE output|^(?:Up|Down) \d.*(?: seconds|\b1 second)|^MLAG Shared Router MAC is [\da-f.]{14})$/;

/** Ports with counters end with their output discards; the others (Loopback, Vlan, subinterfaces) with the age line. */
function endsBlock(line: string, { record, isOld }: InterfaceBlock): boolean {
  if (isOld ? / PAUSE output$/.test(line) : /output discards$/.test(line)) return true;
  // Of a VXLAN interface nothing is read but its state and the description above this line.
  if (record.interface.startsWith('Vxlan') && /^(?:Source interface is|Listening on UDP port) /.test(line)) return true;
  return /^(?:Loopback|Vlan|Tunnel|Vxlan|Dps)|\.\d/.test(record.interface) && /^(?:Up|Down) \d/.test(line);
}
