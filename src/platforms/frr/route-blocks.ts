import { canonicalPrefix } from '../../domain/ip.ts';
import type { RouteRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { protocolOf } from './route-json.ts';
import { nextHopLine } from './route-next-hop.ts';
import { isFrrTime } from './seconds.ts';

interface Block {
  record: RouteRecord;
  best: boolean;
  installed: boolean;
}

/** `show ip|ipv6 route [vrf V] P` in its text form. Null when no entry of that form is there. */
export function frrRouteBlocks(text: TextLines, asked: string | null): Rows<RouteRecord> | null {
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let prefix: string | null = null;
  let block: Block | null = null;
  let absent = false;
  const close = () => {
    if (block) rows.records.push({ ...block.record, active: block.best && block.installed });
    block = null;
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    const hop = line.startsWith('  ') && block ? nextHopLine(line) : null;
    if (hop && block) {
      if (!hop.duplicate) block.record.nextHops.push(hop.nextHop);
      block.installed ||= hop.installed;
      continue;
    }
    if (line === '' || isNoise(line)) continue;
    const entry = /^Routing entry for (\S{3,60})$/.exec(line);
    const known = prefix === null ? null : readHeading(line, prefix, asked);
    const updated = /^ {2}Last update (\S{1,20}) ago$/.exec(line);
    if (entry) {
      close();
      prefix = canonicalPrefix(entry[1] ?? '')?.prefix ?? null;
      if (prefix === null) return null;
    } else if (known) {
      close();
      block = known;
    } else if (/^% Network not in table$/.test(line)) absent = true;
    else if (prefix === null) return null;
    else if (updated && block && isFrrTime(updated[1] ?? '')) block.record.ageSeconds = uptimeSeconds(updated[1] ?? '');
    else {
      // What follows is not about the entry before it.
      close();
      rows.unparsed.push(line);
    }
  }
  if (prefix === null) return absent ? withCut(rows, text) : null;
  const open = block as Block | null;
  // zebra ends each entry with an empty line: without it the last next hop may be missing.
  if (open?.record.nextHops.length === 0 || text.cut !== null || text.lines.at(-1)?.trim() !== '')
    return { ...rows, incomplete: `the entry of ${prefix} has no end: the answer was cut off` };
  close();
  return rows;
}

/** `  Known via "bgp", distance 20, metric 0, tag 5, vrf CUST-A, best`. */
function readHeading(line: string, prefix: string, asked: string | null): Block | null {
  const match =
    /^ {2}Known via "([\w -]{1,40})(?:\[\d{1,5}\])?", distance (\d{1,3}), metric (\d{1,10})((?:, [\w :.()-]{1,80}){0,10})$/.exec(
      line,
    );
  const protocol = protocolOf(match?.[1] ?? '');
  if (!match || protocol === null) return null;
  const words = (match[4] ?? '').split(', ');
  const vrf = words.find((word) => word.startsWith('vrf '))?.slice(4) ?? asked;
  const record: RouteRecord = {
    vrf,
    prefix,
    protocol,
    distance: Number(match[2]),
    metric: Number(match[3]),
    nextHops: [],
    active: false,
    ageSeconds: null,
  };
  return { record, best: words.includes('best'), installed: false };
}
