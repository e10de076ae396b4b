import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';

/** `show mpls table`: every row of it is in the kernel. Null when its heading is not there. */
export function frrMplsRows(text: TextLines): Rows<MplsLspRecord> | null {
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  let headed = false;
  for (const line of text.lines) {
    if (!isTooLong(line) && (isNoise(line) || /^ -{5,}$/.test(line))) continue;
    if (/^ Inbound Label +Type +Nexthop +Outbound Label$/.test(line)) headed = true;
    else if (!headed) return null;
    else {
      const match = isTooLong(line)
        ? null
        : /^ (\d{1,7}) +([A-Z][A-Za-z0-9() -]{0,20}?) +(\S{1,64}) +(\S{1,80})$/.exec(line);
      const type = lspType(match?.[2] ?? '');
      if (match && types.has(type))
        rows.records.push({ name: match[1] ?? null, type, from: null, to: null, state: 'up', upSeconds: null });
      else rows.unparsed.push(line);
    }
  }
  return headed ? withCut(rows, text) : null;
}

const types = new Set(['ldp', 'rsvp', 'bgp', 'static', 'segment-routing', 'evpn', 'srte']);

/** `LDP`, `BGP`, `Static`, `SR (IS-IS)`, `SR (OSPF)`, in the contract's words. */
export function lspType(word: string): string {
  const lower = word.toLowerCase();
  return lower.startsWith('sr (') ? 'segment-routing' : lower;
}
