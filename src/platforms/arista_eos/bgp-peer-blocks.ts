import { canonicalIp } from '../../domain/ip.ts';
import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankPeer } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { type Block, ofFamily, readFamily, readPeerLine } from './bgp-peer-lines.ts';

const opening =
  /^BGP neighbor is ([0-9A-Fa-f.:%\w]{2,64}), remote AS ([\d.]{1,11}), (?:external|internal|confed-\w+) link$/;

/**
 * `show bgp neighbors` in its text form, one record per address family that has prefixes. What stands behind the
 * addresses of the TCP session (BFD, authentication) is not read: nothing shows where it ends. Null when no block opens.
 */
export function eosBgpBlocks(text: TextLines): Rows<BgpPeerRecord> | null {
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const opened = opening.exec(raw);
    if (opened) {
      if (block && !close(block, rows)) return null;
      block = openBlock(opened);
      if (!block) rows.unparsed.push(raw);
    } else if (block && (/^BGP\b/.test(raw) || (block.isOurs && /^ +BGP version 4, /.test(raw)))) {
      // A heading in a form that is not known: what stands below it is nobody's.
      if (!close(block, rows)) return null;
      rows.unparsed.push(raw);
      block = null;
    } else if (block) {
      if (!block.whole && !readLine(block, raw)) rows.unparsed.push(raw);
    } else if (!isNoise(raw)) {
      if (rows.unparsed.length === 0) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!block) return rows.unparsed.length > 0 ? withCut(rows, text) : null;
  if (!block.whole)
    return { ...rows, incomplete: `the block of ${block.record.peer} has no end: the answer was cut off` };
  if (!close(block, rows)) return null;
  return withCut(rows, text);
}

function openBlock([, peer = '', as = '']: RegExpExecArray): Block | null {
  const remoteAs = asNumberOf(as);
  if (remoteAs === null || canonicalIp(peer.split('%')[0] ?? '') === null) return null;
  const record = blankPeer({
    peer: canonicalIp(peer) ?? peer,
    remoteAs,
  });
  return {
    record,
    isOurs: false,
    stated: false,
    whole: false,
    transitions: null,
    lastEvent: null,
    undated: false,
    columns: 2,
    isCounting: false,
    families: [],
    policies: new Map(),
  };
}

/** False when the block is one of another platform. */
function close(
  { record, isOurs, stated, transitions, lastEvent, families, policies }: Block,
  rows: Rows<BgpPeerRecord>,
): boolean {
  if (!isOurs) return false;
  if (!stated) {
    rows.unparsed.push(`peer ${record.peer}: no state`);
    return true;
  }
  const established = record.state === 'established';
  const session: BgpPeerRecord = {
    ...record,
    lastResetReason: established ? null : lastEvent,
    // A session that is up came up once more than it went down.
    flaps: transitions === null ? null : Math.max(0, established ? transitions - 1 : transitions),
  };
  const used = families.filter(({ sent, received }) => received > 0 || (sent ?? 0) > 0);
  if (used.length === 0) rows.records.push(session);
  for (const { family, sent, received } of used)
    rows.records.push({
      ...session,
      ...policies.get(family),
      addressFamily: family,
      prefixesReceived: received,
      prefixesSent: sent,
    });
  return true;
}

/** False when the line is one of those that are read, and cannot be. */
function readLine(block: Block, raw: string): boolean {
  const line = raw.trim();
  if (/^(?: {2})?[A-Z]/.test(raw)) block.isCounting = false;
  const isFamily = block.isCounting && raw.startsWith('   ') && !/^Sent +Rcvd/.test(line);
  if (isFamily) return readFamily(block, line);
  // The figures of a family whose heading was not understood.
  return !ofFamily.test(line) && readPeerLine(block, line);
}
