import { canonicalIp } from '../../domain/ip.ts';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { isLabelStack } from './label-stack.ts';
import { lspType } from './mpls-json.ts';

/**
 * `show mpls table`: one record per incoming label and way out. The table does not say what is in the kernel: the state is
 * unknown. Releases before 7.4 have a heading of two lines. Null when no heading is there.
 */
export function frrMplsText(text: TextLines): Rows<MplsLspRecord> | null {
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  let headed = false;
  for (const printed of text.lines) {
    // Whoever pastes a table may lose the blank before each line.
    const line = /^\d|^Inbound/.test(printed) ? ` ${printed}` : printed;
    if (!isTooLong(line) && (isNoise(line) || ruler.test(line) || upperHeading.test(line))) continue;
    if (heading.test(line)) headed = true;
    else if (!headed) return null;
    else {
      const record = readRow(line);
      if (record) rows.records.push(record);
      else rows.unparsed.push(line);
    }
  }
  return headed ? withCut(rows, text) : null;
}

const heading = /^ (?:Inbound Label +Type +Nexthop +Outbound Label| {2}Label +Type +Nexthop +Label)$/;
const upperHeading = /^ Inbound {10,60}Outbound$/;
const ruler = /^(?: -{20,200}|-{8}(?: +-{5,20}){3})$/;

/**
 * A label or several, one upon the other; `-` where the packet leaves into a VRF. The label that goes in is of 32 bits
 * where LDP has entered a way without one.
 */
const row =
  /^ {1,8}(\d{1,7}|4294967295) +(LDP|BGP|EVPN|Static|SHARP|SR-TE|SR \((?:OSPF|IS-IS)\)) +(\S{1,64}) +(\S.{0,150})$/;

function readRow(line: string): MplsLspRecord | null {
  const [, label, type = '', where = '', out = ''] = line.length > 200 ? [] : (row.exec(line) ?? []);
  if (label === undefined || (out !== '-' && !isLabelStack(out))) return null;
  if (canonicalIp(where) === null && !isPrintedName(where)) return null;
  return { name: label, type: lspType(type), from: null, to: null, state: null, upSeconds: null };
}
