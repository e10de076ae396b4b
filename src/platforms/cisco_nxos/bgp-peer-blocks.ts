import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { openPeer, type PeerBlock, readPeerLine } from './bgp-peer-lines.ts';
import { isNxosNoise } from './nxos-noise.ts';

/**
 * `show bgp vrf V all neighbors [P]`: a block per peer. Its VRF is not in it, so that of the question is taken. Null when
 * there is no block in the words of NX-OS.
 */
export function nxosBgpPeerBlocks(given: TextLines, args: DiagnosticArguments): Rows<BgpPeerRecord> | null {
  const text = withWholeTail(given, /^No established BGP session with peer$|^fd = \d{1,6}$/);
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let block: PeerBlock | null = null;
  let headed = false;
  const close = () => {
    if (block?.stated) append(rows.records, recordsOf(block));
    else if (block) rows.unparsed.push(`BGP neighbor is ${block.base.peer}: no state`);
    block = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (line.startsWith('BGP neighbor is')) {
      close();
      block = openPeer(line, args);
      // IOS, EOS and FRR begin their blocks with the same words.
      if (!block && !headed) return null;
      headed = true;
      if (!block) rows.unparsed.push(raw);
    } else if (block && line.includes('remote AS') && /, +remote AS [\d.]{1,12}, .*\blink,/.test(line)) {
      // The heading of a peer in a form that is not known.
      close();
      rows.unparsed.push(raw);
    } else if (block && isBentFamily(line)) {
      // The heading of a family in a form that is not known: what stands below it is nobody's.
      (block as PeerBlock).family = null;
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readPeerLine(block, line)) rows.unparsed.push(raw);
    } else if (!isNxosNoise(line)) {
      if (!headed) return null;
      rows.unparsed.push(raw);
    }
  }
  const open = block as PeerBlock | null;
  if (!headed) return null;
  if (open && !open.whole)
    return { ...rows, incomplete: `the block of ${open.base.peer} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}

function isBentFamily(line: string): boolean {
  // Of some forty lines of a block, few have what comes behind the colon.
  return (
    line.includes(': ') &&
    /^.{0,30}: (?:IPv[46]|VPNv[46]|L2VPN|Link-state)\b/i.test(line) &&
    !/^(?:For address family|Description):/.test(line)
  );
}

function recordsOf({ base, families }: PeerBlock): BgpPeerRecord[] {
  return families.length === 0 ? [base] : families.map((family) => ({ ...base, ...family }));
}
