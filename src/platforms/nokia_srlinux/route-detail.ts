import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { ageOf, instantMs } from './instants.ts';
import { srlInterfaceName } from './interface-names.ts';
import { isDoubleRule } from './report.ts';
import { isRouteType, protocolOf } from './route-protocol.ts';

const title = /^IPv[46] [Uu]nicast route table of network instance (\S(?:.{0,250}\S)?)$/;
const pair = /^([A-Z][\w -]{1,30}?) *: (\S.{0,120})$/;
const announced = /^Next hops: (\d{1,4}) entries$/;
const backups = /^Backup Next hops: (\d{1,4}) entries$/;
const weighed = String.raw`(?: with ECMP weight (\d{1,5}))?$`;
const direct = new RegExp(
  String.raw`^([\dA-Fa-f.:]{2,45}) \(direct\)(?: via (?:\[(\S{1,64})\]|(\S{1,64})))?${weighed}`,
);
const indirect = new RegExp(
  String.raw`^([\dA-Fa-f.:]{2,45}) \(indirect\)(?: resolved by (?:route|tunnel) to \S{2,64}(?: \([\w-]{1,32}\))?)?${weighed}`,
);
/** How the route came into the forwarding table, which newer releases tell below the next hops. */
const programming =
  /^(?:Route Programming Status|(?:Primary|Backup) NHG|(?:Suppressed|(?:Last (?:successful|failed)|Current) FIB operation(?: time| pending)?) *: \S.{0,60})$/;

interface Block {
  vrf: string;
  values: Map<string, string>;
  nextHops: RouteNextHop[];
  announced: number;
  /** The next hops that are taken once these fail; null above them. */
  backups: { hops: RouteNextHop[]; announced: number } | null;
}

/** `show network-instance * route-table ipv4-unicast prefix P detail`: pairs, and below them the next hops. */
export function routeDetail(text: TextLines, nowMs: number | null): Rows<RouteRecord> | null {
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let found = false;
  const blocks: Block[] = [];
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isTooLong(raw) || isNoise(raw) || isDoubleRule(raw)) continue;
    const line = raw.trim();
    const last = blocks.at(-1);
    const instance = title.exec(line)?.[1];
    const count = announced.exec(line)?.[1];
    const value = pair.exec(line);
    if (instance !== undefined) [vrf, found] = [instance, true];
    else if (!found) return null;
    else if (vrf === null) continue;
    else if (count !== undefined && last) last.announced = Number(count);
    else if (last && last.announced >= 0 && value?.[1] !== 'Destination') {
      if (takeBelow(last, line)) continue;
      rows.unparsed.push(raw);
      // It may be the title of another network instance: what stands below is nobody's.
      if (/ of | (?:table|instance) /.test(line)) vrf = null;
    } else if (value) {
      if (value[1] === 'Destination')
        blocks.push({ vrf, values: new Map(), nextHops: [], announced: -1, backups: null });
      blocks.at(-1)?.values.set(value[1] ?? '', value[2] ?? '');
    } else rows.unparsed.push(raw);
  }
  if (!found || blocks.length === 0) return null;
  for (const block of blocks) {
    const record = recordOf(block, nowMs);
    if (block === blocks.at(-1) && block.nextHops.length < block.announced)
      return { ...rows, incomplete: 'a next hop is missing at the end: the answer was cut off' };
    if (block === blocks.at(-1) && block.announced < 0)
      return { ...rows, incomplete: 'the next hops are missing: the answer was cut off' };
    if (record) rows.records.push(record);
    else rows.unparsed.push(`route ${block.values.get('Destination') ?? '?'} has values of no known form`);
  }
  return text.cut === null ? rows : { ...rows, incomplete: 'the last line has no end and may be cut' };
}

/** What stands below the values of a route: its next hops, those behind them, and how it was programmed. */
function takeBelow(block: Block, line: string): boolean {
  const spare = backups.exec(line)?.[1];
  if (spare !== undefined && block.backups === null) {
    block.backups = { hops: [], announced: Number(spare) };
    return true;
  }
  if (block.backups && programming.test(line)) return true;
  return addNextHop(block.backups?.hops ?? block.nextHops, line);
}

/** The route that leads to an indirect next hop stands below it, and says what interface that is. */
function addNextHop(nextHops: RouteNextHop[], line: string): boolean {
  const via = /^via (.{1,120})$/.exec(line);
  const one = direct.exec(via?.[1] ?? line);
  const other = via ? null : indirect.exec(line);
  const [address, subinterface] = [one?.[1] ?? other?.[1] ?? '', one?.[2] ?? one?.[3] ?? null];
  if (canonicalIp(address) === null || (subinterface !== null && srlInterfaceName(subinterface) === null)) return false;
  const weight = one?.[4] ?? other?.[2];
  const last = nextHops.at(-1);
  if (via && last?.recursive !== true) return false;
  // The weight of an indirect next hop stands behind the route that leads to it.
  if (via && last) last.weight ??= weight === undefined ? null : Number(weight);
  else
    nextHops.push({
      address,
      interface: subinterface,
      weight: weight === undefined ? null : Number(weight),
      recursive: other !== null,
    });
  return one !== null || other !== null;
}

/** All of them have a weight, or none has. */
function areAlike(nextHops: readonly RouteNextHop[]): boolean {
  return new Set(nextHops.map(({ weight }) => weight === null)).size < 2;
}

function recordOf(
  { vrf, values, nextHops, announced: count, backups: spare }: Block,
  nowMs: number | null,
): RouteRecord | null {
  const prefix = networkPrefix(values.get('Destination') ?? '');
  const type = values.get('Route Type') ?? '';
  const [metric, distance] = [values.get('Metric') ?? '', values.get('Preference') ?? ''];
  const active = values.get('Best') ?? values.get('Active') ?? '';
  const changed = values.get('Last change') ?? '';
  if (
    prefix === null ||
    !isRouteType(type) ||
    nextHops.length !== count ||
    !areAlike(nextHops) ||
    (spare && spare.hops.length !== spare.announced) ||
    instantMs(changed) === null
  )
    return null;
  if (!/^\d{1,10}$/.test(metric) || !/^\d{1,3}$/.test(distance) || !/^(?:true|false)$/.test(active)) return null;
  return {
    vrf,
    prefix,
    protocol: protocolOf(type),
    distance: Number(distance),
    metric: Number(metric),
    nextHops,
    active: active === 'true',
    ageSeconds: ageOf(changed, nowMs),
  };
}
