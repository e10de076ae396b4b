import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { openPeer, type PeerBlock, readPeerLine } from './bgp-peer-lines.ts';
import { isXrNoise, parseXr, withWholeRule, xrVrfHeading } from './xr-text.ts';

/** `show bgp neighbors P`, in a VRF `show bgp vrf V neighbors P`: every family of the peer. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer = '', vrf }) => [
    { line: vrf === undefined ? `show bgp neighbors ${peer}` : `show bgp vrf ${vrf} neighbors ${peer}` },
  ],
  parse: ([output = ''], { args }) => parseXr(output, (text) => peersIn(text, args)),
};

const strangeFamily =
  /^[\w ]{0,30}: (?:IPv[46]|VPNv[46]|L2VPN|Link-state)\b|^.{0,30}\b(?:IPv[46]|VPNv[46]|L2VPN|Link-state) [\w-]{3,20}$/i;
/** The heading of a peer with a word that is not known. */
const strangeHeading =
  /^(?:\w{1,12} \w{1,12} is|BGP neighbor \w{1,12}|\S{1,4} ?BGP neighbor is) (?:\d{1,3}(?:\.\d{1,3}){3}|[\dA-Fa-f]{0,4}(?::[\dA-Fa-f.]{0,15}){2,8})(?:, +vrf \S{1,64})?$/;
const nothing = /^% ?(?:No such neighbor|Neighbor not found|No neighbors? )/i;

/**
 * Last lines from whose end nothing can be missing: the rule below the heading of a VRF without peers, the data of a
 * notification that had none, and the reset of a session that came up and was never lost, behind which no reason stands.
 */
function withWholeEnd(given: TextLines): TextLines {
  const above = given.lines.slice(-4).map((line) => line.slice(0, 200).trim());
  if (/^Notification data (?:sent|received):$/.test(above.at(-1) ?? '')) return withWholeTail(given, /^None$/);
  const isNeverLost = above.some((line) => /^Connections established [1-9]\d{0,9}; dropped 0$/.test(line));
  return isNeverLost ? withWholeTail(given, /^Last reset 00:00:00$/) : withWholeRule(given);
}

function peersIn(given: TextLines, args: DiagnosticArguments): Rows<BgpPeerRecord> | null {
  const text = withWholeEnd(given);
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let block: PeerBlock | null = null;
  let headed = false;
  let vrf: string | null = args.vrf ?? 'default';
  const close = () => {
    if (block && (!block.stated || block.base.remoteAs === null))
      rows.unparsed.push(`BGP neighbor is ${block.base.peer}: ${block.stated ? 'no AS' : 'no state'}`);
    else if (block) {
      append(rows.records, recordsOf(block));
      if (block.families.length > 0 && !block.whole)
        rows.unparsed.push(`BGP neighbor is ${block.base.peer}: no last reset`);
    }
    block = null;
  };
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (line.startsWith('VRF:')) {
      close();
      vrf = xrVrfHeading(line);
      if (vrf === null) rows.unparsed.push(raw);
    } else if (line.startsWith('BGP neighbor is')) {
      close();
      block = openPeer(line, vrf);
      // IOS, NX-OS and FRR print more on this line.
      if (!block && !headed) return null;
      headed = true;
      if (!block) rows.unparsed.push(raw);
    } else if (
      block &&
      (strangeHeading.test(line) || (strangeFamily.test(line) && !/^(?:For Address Family:|Description:)/.test(line)))
    ) {
      // The heading of a peer or a family in a form that is not known: what stands below it is nobody's.
      close();
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readPeerLine(block, line)) rows.unparsed.push(raw);
    } else if (nothing.test(line)) headed = true;
    else if (!isXrNoise(line) && !/^BGP instance \d/.test(line)) {
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

function recordsOf({ base, families }: PeerBlock): BgpPeerRecord[] {
  return families.length === 0 ? [base] : families.map((family) => ({ ...base, ...family }));
}
