import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { type OspfBlock, openOspfNeighbor, readOspfLine } from '../cisco-ospf-neighbor.ts';
import { ospfState } from '../cisco-ospf-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { parseSeveralXr } from './xr-several.ts';
import { isXrNoise } from './xr-text.ts';

/** Every process and VRF of both versions in detail, which has the area and the age; the table alone is read as well. */
export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  commands: ({ vrf }) =>
    vrf === undefined
      ? [
          { line: 'show ospf vrf all-inclusive neighbor detail' },
          { line: 'show ospfv3 neighbor detail', optional: true },
          { line: 'show ospfv3 vrf all neighbor detail', optional: true },
        ]
      : [
          { line: `show ospf vrf ${vrf} neighbor detail` },
          { line: `show ospfv3 vrf ${vrf} neighbor detail`, optional: true },
        ],
  parse: (outputs) => parseSeveralXr(outputs, neighbors),
};

type Whose = Pick<OspfNeighborRecord, 'version' | 'vrf' | 'process'>;

const around = /^Neighbors for OSPF(v3)? (\S{1,40}?)(?:, VRF (\S{1,64}))?$/;
const header = /^Neighbor ID +Pri +State +Dead Time +(?:Address|Interface ID) +Interface$/;
/** The mark of a neighbour that waits for BFD stands apart, or it would be a bent digit of the interface. */
const row =
  /^[*#]?([\d.]{7,15})[*#]? +(\d{1,3}) +([A-Z0-9]{4,8}) ?\/ *(DR|BDR|DROTHER|-) +(\d\d?:\d\d:\d\d|-) +(?:([\d.]{7,15})|\d{1,10}) +((?:[A-Z][A-Za-z-]{2,30} (?=\d))?[\w./:-]{2,64})(?: ?\*| #)?$/;
const legend = /^(?:\* Indicates MADJ interface|# Indicates Neighbor awaiting BFD session up)$/;

/** Blocks and rows under the headings of their process. Null when there is no such heading. */
function neighbors(given: TextLines): Rows<OspfNeighborRecord> | null {
  const text = withWholeTail(given, /^Total neighbor count: \d{1,6}$/);
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  let whose: Whose | null = null;
  let block: OspfBlock | null = null;
  /** The row before, which the line with its age belongs to. */
  let last: OspfNeighborRecord | null = null;
  /** Records up to the last line that counts them. */
  let counted = 0;
  const close = () => {
    if (block?.stated) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`Neighbor ${block.record.neighborId}: no state`);
    block = null;
    if (last) rows.records.push(last);
    last = null;
  };
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const named = around.exec(line);
    const opened = whose ? openOspfNeighbor(line, whose) : null;
    const up = /^Neighbor is up for (\S{1,16})$/.exec(line);
    const total = /^Total neighbor count: (\d{1,6})$/.exec(line)?.[1];
    if (named) {
      close();
      whose = { version: named[1] === undefined ? 2 : 3, process: named[2] ?? null, vrf: named[3] ?? 'default' };
    } else if (whose && line.includes('Neighbors for OSPF')) {
      // A heading in a form that is not known: what stands below it is nobody's.
      close();
      whose = { version: line.includes('Neighbors for OSPFv3') ? 3 : 2, process: null, vrf: null };
      rows.unparsed.push(raw);
    } else if (opened) {
      close();
      block = opened;
    } else if (block && /^Neighbor \d|, interface address /.test(line)) {
      // A heading in a form that is not known.
      close();
      rows.unparsed.push(raw);
    } else if (block && !/^Total neighbor count: /.test(line)) {
      if (!readOspfLine(block, line, printedXrName)) rows.unparsed.push(raw);
    } else if (last && up) {
      const upSeconds = uptimeSeconds(up[1] ?? '');
      const whole: OspfNeighborRecord = { ...(last as OspfNeighborRecord), upSeconds };
      rows.records.push(whole);
      if (upSeconds === null) rows.unparsed.push(raw);
      last = null;
    } else if (legend.test(line) || isXrNoise(line)) continue;
    else if (!whose) return null;
    else if (header.test(line)) close();
    else if (total !== undefined) {
      close();
      // Of rows that were handed back the count says nothing new.
      if (rows.records.length - counted < Number(total) && rows.unparsed.length === 0) rows.unparsed.push(raw);
      counted = rows.records.length;
    } else {
      close();
      last = rowOf(line, whose);
      if (!last) rows.unparsed.push(raw);
    }
  }
  if (!whose) return null;
  const open = block as OspfBlock | null;
  if (open && !open.whole && !/^ *Last retransmission scan time/.test(text.cut ?? ''))
    return { ...rows, incomplete: `the block of ${open.record.neighborId} has no end: the answer was cut off` };
  // The total stands at the end, and the age of a neighbour below its row.
  if (last !== null) return { ...rows, incomplete: 'the last neighbor has no age: the answer was cut off' };
  close();
  return withCut(rows, text);
}

function rowOf(line: string, whose: Whose): OspfNeighborRecord | null {
  const match = line.length > 200 ? null : row.exec(line);
  const state = ospfState(match?.[3] ?? '');
  const neighborId = canonicalIp(match?.[1] ?? '');
  const out = printedXrName((match?.[7] ?? '').replace(' ', ''));
  // Early releases print a blank within the name, no zero in front of the hours and no marks: else a figure has gone.
  const isEarly = match?.[7]?.includes(' ') === true;
  if (isEarly !== /^\d:/.test(match?.[5] ?? '') || (isEarly && /[*#]/.test(line))) return null;
  const address = canonicalIp(match?.[6] ?? '');
  if (!match || state === null || neighborId === null || out === null || (match[6] !== undefined && address === null))
    return null;
  const role = match[4]?.toLowerCase();
  return {
    ...whose,
    area: null,
    neighborId,
    address,
    interface: out,
    state,
    role: role === 'dr' || role === 'bdr' || role === 'drother' ? role : null,
    priority: Number(match[2]),
    deadSeconds: uptimeSeconds(match[5] ?? ''),
    upSeconds: null,
  };
}
