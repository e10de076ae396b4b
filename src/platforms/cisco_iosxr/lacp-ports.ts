import type { LagMember, LagRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { bundleHeading } from './bundle-blocks.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

const portRow = /^(\S{4,40}) +\d{1,3}s +[-ascdAFDE]{8} +0x\w{4},0x\w{4} +0x\w{4} +0x\w{4},\S{17}$/;
/** Behind the rate stands whether the port is selected, and how far it carries traffic. */
const machineRow =
  /^(\S{4,40}) +(\S{2,12}) +(\S{2,8}) +(Selected|Unselect(?:ed)?|Standby) +(Detach(?:ed)?|Wait(?:ing)?|Attach(?:ed)?|Collect(?:ing)?|Distrib(?:uting)?|Coll-Dist|C-D) +(\S{2,8}) +(\S{2,8})$/;

/**
 * `show lacp`: the ports of each bundle twice, first with their flags, then with their state machines. Both lists must
 * have the same length. Null without a bundle.
 */
export function lacpPorts(given: TextLines): Rows<LagRecord> | null {
  const text = withWholeTail(given, /^\S+ +\S+ +(?:Fast|Slow|None) .* (?:None|Churn|Monitor) +(?:None|Churn|Monitor)$/);
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  let last: { record: LagRecord; ports: number } | null = null;
  const isWhole = () => last !== null && last.ports > 0 && last.record.members.length === last.ports;
  let known = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isXrNoise(line)) continue;
    const name = bundleHeading(line);
    if (name !== null) {
      if (last && !isWhole()) rows.unparsed.push(`${last.record.lag}: the two lists of its ports differ`);
      else if (last) rows.records.push(last.record);
      last = { record: { lag: name, status: null, protocol: 'lacp', minLinks: null, members: [] }, ports: 0 };
      continue;
    }
    if (/^Port +\(rate\) +State /.test(line)) known = true;
    if (/^(?:State: )?[a-zA-Z] - |^Port +(?:\(rate\)|Receive) |^Local$|^Partner /.test(line)) continue;
    if (!last) return null;
    const member = memberIn(line);
    if (portRow.test(line)) last.ports += 1;
    else if (member) last.record.members.push(member);
    else rows.unparsed.push(raw);
  }
  if (!last || !known) return null;
  const { record } = last;
  if (!isWhole() || text.cut !== null)
    return { ...rows, incomplete: `the ports of ${record.lag} are not all there: the answer was cut off` };
  rows.records.push(record);
  return rows;
}

/** `Gi0/0/0/0  Current  Slow  Selected  Distrib  None  None`. */
function memberIn(line: string): LagMember | null {
  const match = line.length > 200 ? null : machineRow.exec(line);
  const name = printedXrName(match?.[1] ?? '');
  if (!match || name === null) return null;
  const selection = match[4]?.toLowerCase() ?? '';
  const isBundled = selection === 'selected' && /^(?:distrib|collect|coll-dist|c-d)/i.test(match[5] ?? '');
  return { interface: name, state: isBundled ? 'bundled' : selection, reason: null };
}
