import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { type OspfBlock, openOspfNeighbor, readOspfLine } from '../cisco-ospf-neighbor.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isIosNoise } from './ios-table.ts';
import { iosOspfHeading, stoppedOspfProcess } from './ospf-heading.ts';
import { ospfInterfaceName } from './ospf-interface-name.ts';

const lastLine = /^Last retransmission scan time is \d{1,9} msec, maximum is \d{1,9} msec$/;

/** `show ip ospf neighbor detail` and its OSPFv3 twin. Null when there is no block. */
export function iosOspfBlocks(given: TextLines): Rows<OspfNeighborRecord> | null {
  const text = withWholeTail(given, lastLine);
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let block: OspfBlock | null = null;
  let whose: Pick<OspfNeighborRecord, 'version' | 'vrf' | 'process'> = { version: 2, vrf: null, process: null };
  const close = () => {
    if (block?.stated) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`Neighbor ${block.record.neighborId}: no state`);
    block = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || stoppedOspfProcess.test(line)) continue;
    const opened = openOspfNeighbor(line, whose);
    const named = iosOspfHeading(line);
    if (opened || named) close();
    if (named) {
      const { isKnown, ...section } = named;
      whose = section;
      if (!isKnown) rows.unparsed.push(raw);
    } else if (opened) {
      block = opened;
    } else if (block && /^Neighbor(?: ?\d|$)|\binterface address/.test(line)) {
      // A heading in a form that is not known.
      close();
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readOspfLine(block, line, ospfInterfaceName)) rows.unparsed.push(raw);
    } else if (!isIosNoise(line)) {
      if (rows.records.length === 0) return null;
      rows.unparsed.push(raw);
    }
  }
  const open = block as OspfBlock | null;
  if (!open && rows.records.length === 0) return null;
  if (open && !open.whole)
    return { ...rows, incomplete: `the block of ${open.record.neighborId} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}
