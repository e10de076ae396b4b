import type { RouteRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { hasEndOfAnswer } from './end-of-answer.ts';
import { printedPrefix } from './printed-prefix.ts';
import { protocolOf } from './route-json.ts';
import { nextHopOf } from './route-next-hop.ts';
import { isInstalled } from './route-status.ts';
import { isFrrTime } from './seconds.ts';

interface Block {
  record: RouteRecord;
  best: boolean;
  /** Of each way whether it is in the kernel; null where that is not said. */
  installed: (boolean | null)[];
}

/**
 * `show ip|ipv6 route [vrf V] P` in its text form; Cumulus' `net show route P` puts what the kernel has below it. Null when
 * no entry of that form is there.
 */
export function frrRouteBlocks(text: TextLines, asked: string | null): Rows<RouteRecord> | null {
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let prefix: string | null = null;
  let block: Block | null = null;
  let absent = false;
  let inKernel = false;
  const close = () => {
    if (block) rows.records.push({ ...block.record, active: activeOf(block) });
    block = null;
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    if (block && line.startsWith('  ') && readWay(block, line)) continue;
    if (line === '' || isNoise(line) || kernelHeading.test(line) || (inKernel && ofKernel.test(line))) {
      if (line.startsWith('FIB entry ')) {
        close();
        inKernel = true;
      }
      continue;
    }
    inKernel = false;
    const entry = /^Routing entry for (\S{3,60})(?: using (?:Uni|Multi)cast RIB)?$/.exec(line);
    const known = prefix === null ? null : readHeading(line, prefix, asked);
    const updated = /^ {2}Last update (\S{1,20}) ago$/.exec(line);
    if (entry) {
      close();
      prefix = printedPrefix(entry[1] ?? '');
      if (prefix === null) return null;
    } else if (known) {
      close();
      block = known;
    } else if (/^% Network not in table$/.test(line)) absent = true;
    else if (prefix === null) return null;
    else if (updated && block && isFrrTime(updated[1] ?? '')) block.record.ageSeconds = uptimeSeconds(updated[1] ?? '');
    else if (!block || !said.test(line)) {
      // The entry is not known whole, and what follows is not about it.
      block = null;
      rows.unparsed.push(line);
    }
  }
  if (prefix === null) return absent ? withCut(rows, text) : null;
  const open = block as Block | null;
  // The ways behind a recursive one are always there. Of the others the last may be what was cut, unless the end is there.
  const last = open?.record.nextHops.at(-1);
  if (open === null && rows.records.length === 0 && rows.unparsed.length === 0)
    return { ...rows, incomplete: `nothing stands below the prefix ${prefix}: the answer was cut off` };
  if ((open && (last === undefined || last.recursive || !hasEndOfAnswer(text))) || text.cut !== null)
    return { ...rows, incomplete: `the entry of ${prefix} has no end: the answer was cut off` };
  close();
  return rows;
}

/** Cumulus names what zebra has and what the kernel has, and underlines it. */
const kernelHeading = /^[RF]IB entry for \S{3,60}$|^={10,}$/;
const ofKernel = /^(?:[\da-f.:]{2,45}(?:\/\d{1,3})?|default|blackhole|unreachable) .{1,200}$|^[\t ]+nexthop .{1,200}$/;

/** Lines of an entry that say nothing of ours: groups of next hops, what BGP or OSPF told zebra beside the route. */
const said =
  /^ {2}(?:(?:Received |Installed )?Nexthop Group ID: \d|(?:Installed )?PIC Context ID: \d|Flags: |Status: )|^ {4}(?:AS-Path|Communities|Large-Communities|Selection reason|OSPF path type|OSPF area ID|OSPF tag|Opaque Data) *: /;

function activeOf({ best, installed }: Block): boolean | null {
  if (!best) return false;
  return installed.includes(true) ? true : installed.includes(null) ? null : false;
}

/** `  * 198.51.100.1, via eth1`: how it stands in the kernel, then the way. False for a line of another form. */
function readWay({ record, installed }: Block, line: string): boolean {
  const [, mark = '', rest = ''] = /^ {2}([ *qtord])(?: {2}){0,3} (\S.{0,600})$/.exec(line) ?? [];
  // A backup is no way of the route until the way before it breaks.
  const backup = /^ {6}b(?: {2})? (\S.{0,600})$/.exec(line);
  const hop = nextHopOf(backup?.[1] ?? rest);
  if (!hop || backup) return hop !== null;
  if (!hop.duplicate) record.nextHops.push(hop.nextHop);
  installed.push(isInstalled(mark));
  return true;
}

/** `  Known via "bgp", distance 20, metric 0, tag 5, vrf CUST-A, best`. */
function readHeading(line: string, prefix: string, asked: string | null): Block | null {
  const [, name = '', distance, metric, tail = ''] =
    /^ {2}Known via "([\w -]{1,40})(?:\[\d{1,5}\])?", distance (\d{1,3}), metric (\d{1,10})((?:, \S.{0,80}){0,10})$/.exec(
      line,
    ) ?? [];
  const protocol = protocolOf(name);
  const words = tail.split(', ').slice(1);
  if (protocol === null || !words.every((word) => headingWord.test(word))) return null;
  const record: RouteRecord = {
    vrf: words.find((word) => word.startsWith('vrf '))?.slice(4) ?? asked,
    prefix,
    protocol,
    distance: Number(distance),
    metric: Number(metric),
    nextHops: [],
    active: false,
    ageSeconds: null,
  };
  return { record, best: words.includes('best'), installed: [] };
}

const headingWord = /^(?:tag \d{1,10}(?:\(realm\))?|mtu \d{1,6}|vrf [^\s,]{1,64}|best|fib|selected|refcnt \d{1,10})$/;
