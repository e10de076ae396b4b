import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { familyOfLine, wholeFamilyHeading } from './bgp-families.ts';
import { openPeer, type PeerBlock, readPeerLine } from './bgp-peer-lines.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show bgp all neighbors P`; in a VRF the VPNv4 or VPNv6 form, which is the one that knows it. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer = '', vrf }) => [
    {
      line:
        vrf === undefined
          ? `show bgp all neighbors ${peer}`
          : `show bgp vpnv${peer.includes(':') ? 6 : 4} unicast vrf ${vrf} neighbors ${peer}`,
    },
  ],
  parse: (outputs, { args }) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<BgpPeerRecord>(output, { rejected: rejectedByIosxe, text: (text) => peersIn(text, args) }),
      ),
    ),
};

/** The last lines of a connection, and the names of families: nothing that is read can be missing from their ends. */
const wholeTail = new RegExp(
  `^(?:TCP Semaphore .* FREE|fast lock acquisition failures: \\d{1,12}, slow path: \\d{1,12}|No active TCP connection|% ?No such neighbor(?: or address family)?)$|${wholeFamilyHeading.source}`,
);

/** The heading of a peer in a form that is not known. */
const bentHeading = /^(?!Description:)(?:\S+ \S+ \S+ \S+, .*\blink$|.*, +remote AS \d|BGP neighbor \S+ [\da-f.:]+,)/i;

const bentFamily = /^(?!Description:)(?:\S{1,4} )?[\w ]{0,30}: (?:IPv[46]|VPNv[46]|L2VPN|Link-state)\b/i;

function peersIn(given: TextLines, args: DiagnosticArguments): Rows<BgpPeerRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let block: PeerBlock | null = null;
  let family: string | null = null;
  let headed = false;
  const close = () => {
    if (!block) return;
    if (!block.stated) rows.unparsed.push(`BGP neighbor is ${block.base.peer}: no state`);
    else append(rows.records, recordsOf(block));
    block = null;
  };
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (line.startsWith('BGP neighbor is')) {
      close();
      block = openPeer(line, family, args);
      headed = true;
      if (!block) rows.unparsed.push(raw);
      continue;
    }
    const named = line.startsWith('For address family:');
    // Behind the last line of a block the heading belongs to the next one.
    if (named && (block === null || (block as PeerBlock).whole)) {
      close();
      family = familyOfLine(line);
      if (family === null) rows.unparsed.push(raw);
      headed = true;
    } else if (block && !named && bentFamily.test(line)) {
      // The heading of a family in a form that is not known: what stands below it is nobody's.
      close();
      rows.unparsed.push(raw);
    } else if (block && (bentHeading.test(line) || isOfAnother(block, line))) {
      // What stands below it is of a peer that nobody knows.
      close();
      rows.unparsed.push(raw);
    } else if (block) {
      if (!readPeerLine(block, line)) rows.unparsed.push(raw);
    } else if (/^% ?No such neighbor/.test(line)) headed = true;
    else if (!isIosNoise(line)) {
      if (!headed) return null;
      rows.unparsed.push(raw);
    }
  }
  const open = block as PeerBlock | null;
  if (!headed) return null;
  if (open && !open.whole) {
    const records = unique(rows.records);
    return { ...rows, records, incomplete: `the block of ${open.base.peer} has no end: the answer was cut off` };
  }
  close();
  return withCut({ ...rows, records: unique(rows.records) }, text);
}

/** A peer has one state, and these lines stand above it. */
function isOfAnother({ stated }: PeerBlock, line: string): boolean {
  return stated && /^(?:Description:|Administratively shut|BGP (?:version \d|state))/.test(line);
}

function recordsOf({ base, families }: PeerBlock): BgpPeerRecord[] {
  return families.length === 0 ? [base] : families.map((family) => ({ ...base, ...family }));
}

/** `show bgp all` prints the whole block again under each family. */
function unique(records: BgpPeerRecord[]): BgpPeerRecord[] {
  const seen = new Set<string>();
  return records.filter(({ vrf, peer, addressFamily }) => {
    const key = `${vrf} ${peer} ${addressFamily}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
