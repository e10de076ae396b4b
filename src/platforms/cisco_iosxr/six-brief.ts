import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { stateRecord } from './interface-tables.ts';
import { isXrNoise } from './xr-text.ts';

const heading = /^(\S{2,64}) {1,40}\[(Up|Down|Shutdown)\/(Up|Down)\]$/i;

/**
 * `show ipv6 interface brief`: the states of an interface, then its addresses, which have no length and are left out.
 * Null when there is no heading.
 */
export function xrSixBrief(given: TextLines): Rows<InterfaceRecord> | null {
  // No address is read, but a heading may be cut within its name.
  const text = withWholeTail(given, /^(?:[0-9A-Fa-f:.]{2,45}|unassigned)$/);
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const head = heading.exec(line);
    const record = head ? stateRecord(head[1] ?? '', head[2] ?? '', head[3] ?? '') : null;
    if (record) rows.records.push(record);
    else if (rows.records.length > 0 && (line === 'unassigned' || canonicalIp(line) !== null)) continue;
    else if (isTooLong(raw) || !isXrNoise(line)) {
      if (rows.records.length === 0) return null;
      rows.unparsed.push(raw);
    }
  }
  return rows.records.length === 0 ? null : withCut(rows, text);
}
