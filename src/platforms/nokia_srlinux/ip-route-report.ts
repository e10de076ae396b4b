import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { srlInterfaceName } from './interface-names.ts';
import { isDoubleRule } from './report.ts';
import { isRouteType, isTunnelType, protocolOf } from './route-protocol.ts';

const title =
  /^IPv[46]-unicast route table for (?:(\S{1,250}) network-instance|[a-z-]{2,20} network-instance: (\S(?:.{0,250}\S)?))$/;
const heading = /^Prefix +Route Type +Metric +Pref +Flags +Next-Hop\(s\)$/;
const legend = /^(?:Flags| {5}): [>A-Z] \([\w -]{2,60}\)(?:, [*!A-Z] \([\w -]{2,60}\)){0,4}$/;

/** A row: the text of each of its columns, those of the lines below joined to it, and its next hops. */
interface Row {
  cells: string[];
  hops: string[];
}

/**
 * `show network-instance default ipv4 route` of release 26: columns that begin where the heading has them. What is too
 * long goes on below, where a line without a metric is.
 */
export function ipRouteReport(text: TextLines): Rows<RouteRecord> | null {
  if (!holds(text, 'unicast route table for ')) return null;
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let starts: number[] | null = null;
  let headed = false;
  let row: Row | null = null;
  const finish = () => {
    const record = row && vrf !== null ? recordOf(row, vrf) : null;
    if (record) rows.records.push(record);
    else if (row) rows.unparsed.push([...row.cells, ...row.hops].join(' '));
    row = null;
  };
  for (const line of text.lines) {
    if (!isTooLong(line) && (isNoise(line) || isDoubleRule(line))) continue;
    const instance = isTooLong(line) ? null : title.exec(line);
    if (instance) {
      finish();
      vrf = instance[1] ?? instance[2] ?? null;
      starts = null;
    } else if (heading.test(line)) {
      finish();
      // Below a second heading without a title between stand the routes of a network instance whose title is not understood.
      if (vrf === null || starts) [vrf, starts] = [null, null];
      else starts = columnsOf(line);
      if (starts) headed = true;
      else rows.unparsed.push(line);
    } else if (vrf !== null && !starts && legend.test(line)) continue;
    else if (isTooLong(line) || !starts || !starts.every((at) => at === 0 || (line[at - 1] ?? ' ') === ' ')) {
      finish();
      rows.unparsed.push(line);
    } else {
      const cells = starts.map((at, index) => line.slice(at, starts?.[index + 1]).trim());
      const hop = cells.pop() ?? '';
      const open: Row | null = row;
      if (cells[2] !== '') {
        finish();
        row = { cells, hops: [hop] };
      } else if (!open || cells.slice(2).some((cell) => cell !== '')) {
        finish();
        rows.unparsed.push(line);
      } else {
        open.cells = open.cells.map((cell, index) => cell + (cells[index] ?? ''));
        if (hop !== '') open.hops.push(hop);
      }
    }
  }
  if (!headed) return null;
  // An empty line or a prompt behind the last route shows that it has no further next hop.
  const isOver = text.cut === null && (text.prompted === true || isNoise(text.lines.at(-1) ?? ''));
  if (!isOver) return { ...rows, incomplete: 'the last route may have more next hops: nothing stands behind it' };
  finish();
  return rows;
}

/** Where the columns begin: behind two blanks or more. */
function columnsOf(line: string): number[] {
  return [...line.matchAll(/(?:^| {2,})\S/g)].map(({ index, 0: text }) => index + text.length - 1);
}

function recordOf({ cells, hops }: Row, vrf: string): RouteRecord | null {
  const [network = '', type = '', metric = '', pref = '', flags = ''] = cells;
  const prefix = networkPrefix(network);
  const nextHops = hops.map(hopOf);
  if (prefix === null || !isRouteType(type) || !/^[>*!LBSDR]{0,8}$/.test(flags)) return null;
  if (!/^\d{1,10}$/.test(metric) || !/^\d{1,3}$/.test(pref) || nextHops.includes(null)) return null;
  return {
    vrf,
    prefix,
    protocol: protocolOf(type),
    distance: Number(pref),
    metric: Number(metric),
    nextHops: nextHops.filter((hop) => hop !== null),
    active: flags.includes('>'),
    ageSeconds: null,
  };
}

const tunnel = /^tunnel:([a-z\d-]{2,40})(?:, vni:\d{1,8})?$/;

/**
 * `192.0.2.1(ethernet-1/1.0)`, `irb0.1(mac:00:53:00:00:00:01)`, and those behind which something else leads on:
 * `192.0.2.1(route:local)`, `192.0.2.2(tunnel:vxlan, vni:100)`.
 */
function hopOf(text: string): RouteNextHop | null {
  const [, first = '', within = ''] = /^([\w./:-]{2,64})\(([\w./:, -]{2,64})\)$/.exec(text) ?? [];
  const address = canonicalIp(first);
  const recursive =
    isRouteType(/^route:([a-z\d-]{2,40})$/.exec(within)?.[1] ?? '') || isTunnelType(tunnel.exec(within)?.[1] ?? '');
  if (address !== null && (recursive || srlInterfaceName(within) !== null))
    return { address, interface: recursive ? null : within, weight: null, recursive };
  return srlInterfaceName(first) !== null && /^mac:(?:[\dA-F]{2}:){5}[\dA-F]{2}$/.test(within)
    ? { address: null, interface: first, weight: null, recursive: null }
    : null;
}
