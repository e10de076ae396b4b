import type { RouteRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { hasEndOfAnswer } from './end-of-answer.ts';
import { printedPrefix } from './printed-prefix.ts';
import { nextHopOf } from './route-next-hop.ts';
import { isInstalled } from './route-status.ts';

interface Entry {
  record: RouteRecord;
  best: boolean;
  /** How long the part before the first way is: the further ways stand below it. */
  width: number;
  installed: (boolean | null)[];
  /** No second way can follow: the network is the router's own, or nothing goes there. */
  single: boolean;
}

const legend = /^Codes: [A-Z] - [a-z]|^ {4,8}(?:[A-Za-z>*] - [\w -]{1,40}(?:, |,$|$))+$/;
const named = /^(?:IPv[46] (?:unicast|multicast) )?VRF (\S{1,64})(?: table \d{1,10})?:$/;

/** Cumulus' `net show` underlines the command that it stands for, or what it calls the answer. */
const underline = /^(?:={10,}|RIB entry for [\w.:/-]{2,60})$/;

/** The age behind the last way has always the same width. */
const wholeTail = /^.{4,600}, (?:\d{2}:\d{2}:\d{2}|\dd\d{2}h\d{2}m|\d{2}w\dd\d{2}h)$/;

/**
 * `show ip|ipv6 route [vrf V|all]`. Null when its legend is not there. Nothing shows that the last route has no further
 * way but an empty line or a prompt below it.
 */
export function frrRouteTable(printed: TextLines, asked: string | null): Rows<RouteRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf = asked;
  let entry: Entry | null = null;
  let headed = false;
  const close = () => {
    if (entry) rows.records.push({ ...entry.record, active: activeOf(entry) });
    entry = null;
  };
  for (const line of text.lines) {
    // Nearly every line is a route or a further way of one.
    const opened: Entry | null = headed && /^[A-Za-z]/.test(line) ? openEntry(line, vrf) : null;
    if (opened) {
      close();
      entry = opened;
      continue;
    }
    if (entry && /^ {2}[ *qtordb]/.test(line) && readWay(entry, line)) continue;
    if (line.startsWith('Codes: ')) {
      headed = true;
      // A further table says anew whose it is.
      vrf = asked;
    }
    const isKnown = legend.test(line) || isNoise(line) || underline.test(line);
    if (!headed && !isNoise(line) && !underline.test(line)) return null;
    if (entry && line.startsWith('  ') && !isKnown) {
      // A way that is not understood: a list of them is not shortened.
      rows.unparsed.push((entry as Entry).record.prefix);
      entry = null;
    }
    close();
    const instance = named.exec(line);
    if (instance) vrf = instance[1] ?? null;
    else if (isTooLong(line) || !isKnown) {
      // Below a heading in another form the routes are nobody's.
      if (line.includes('VRF ') || /^IPv[46] /.test(line)) vrf = null;
      rows.unparsed.push(line);
    }
  }
  if (!headed) return null;
  // The legend goes on behind a comma.
  if (rows.records.length === 0 && entry === null && text.lines.at(-1)?.endsWith(','))
    return { ...rows, incomplete: 'the legend has no end: the answer was cut off' };
  const open = entry as Entry | null;
  if (open?.record.nextHops.at(-1)?.recursive === true)
    return {
      ...rows,
      incomplete: `the way behind the last one of ${open.record.prefix} is missing: the answer was cut off`,
    };
  if (open && !open.single && !hasEndOfAnswer(text)) {
    const incomplete = `nothing shows that ${open.record.prefix} has no further next hop: paste the prompt below it, too`;
    return { ...rows, incomplete };
  }
  close();
  return withCut(rows, text);
}

function activeOf({ best, installed }: Entry): boolean | null {
  if (!best) return false;
  return installed.includes(true) ? true : installed.includes(null) ? null : false;
}

const letters: Record<string, string> = {
  K: 'kernel',
  C: 'connected',
  L: 'local',
  S: 'static',
  R: 'rip',
  O: 'ospf',
  I: 'isis',
  B: 'bgp',
  E: 'eigrp',
  N: 'nhrp',
  T: 'table',
  t: 'table',
  v: 'vnc',
  V: 'vnc',
  A: 'babel',
  D: 'sharp',
  F: 'pbr',
  f: 'openfabric',
  Z: 'frr',
};

/** `B>* 192.0.2.3/32 [20/0] via 198.51.100.6, eth2, weight 1, 00:00:12`; a connected network has no figures in brackets. */
const opening =
  /^(([A-Za-z])(?:\[\d{1,5}\])?([> ])([ *qtord]) (\S{3,60})(?: \[(\d{1,3})\/(\d{1,10})\])?(?: \(\d{1,10}\)(?: \(pic_nh \d{1,10}\))?)?) (\S.{0,600})$/;

function openEntry(line: string, vrf: string | null): Entry | null {
  if (line.length > 800) return null;
  const [, before = '', letter = '', selected, mark = '', network = '', distance, metric, rest = ''] =
    opening.exec(line) ?? [];
  const prefix = printedPrefix(network);
  const protocol = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
  const way = wayOf(rest);
  if (prefix === null || protocol === undefined || !way) return null;
  const isOwn = protocol === 'connected' || protocol === 'local';
  const isConnected = rest.startsWith('is directly connected');
  // Of a route that the kernel had before it Quagga shows neither figures nor age.
  if (distance === undefined && !isOwn && !(protocol === 'kernel' && way.ageSeconds === null)) return null;
  // Only what the kernel or the configuration says may lack an age, in old releases.
  if (way.ageSeconds === null && !isOwn && protocol !== 'kernel' && protocol !== 'static') return null;
  const record: RouteRecord = {
    vrf,
    prefix,
    protocol,
    distance: figureOf(distance, isOwn),
    metric: figureOf(metric, isOwn),
    nextHops: [way.nextHop],
    active: null,
    ageSeconds: way.ageSeconds,
  };
  const single = (isOwn && isConnected) || rest.startsWith('unreachable');
  return { record, best: selected === '>', width: before.length, installed: [isInstalled(mark)], single };
}

function figureOf(printed: string | undefined, isOwn: boolean): number | null {
  return printed === undefined ? (isOwn ? 0 : null) : Number(printed);
}

/** `  *                  via 198.51.100.6, eth2, weight 1, 00:00:12`, two columns further for each step of a recursion. */
function readWay({ record, width, installed }: Entry, line: string): boolean {
  const [, mark = '', blanks = '', rest = ''] = /^ {2}([ *qtord]|b[ *qtord])( {1,100})(\S.{0,600})$/.exec(line) ?? [];
  const behind = 2 + mark.length + blanks.length - width - 1;
  // A backup is no way of the route until the way before it breaks. It stands further to the right, and has no age.
  if (mark.startsWith('b')) return behind >= 0 && behind <= 8 && wayOf(rest) !== null;
  const way = behind >= 0 && behind <= 6 && behind % 2 === 0 ? wayOf(rest) : null;
  if (!way || way.ageSeconds !== record.ageSeconds) return false;
  record.nextHops.push(way.nextHop);
  installed.push(isInstalled(mark));
  return true;
}

/** `via 198.51.100.6, eth2, weight 1, 00:00:12`: a way with the age of the route behind it. */
function wayOf(text: string): { nextHop: RouteRecord['nextHops'][number]; ageSeconds: number | null } | null {
  const comma = text.lastIndexOf(', ');
  const ageSeconds = comma === -1 ? null : uptimeSeconds(text.slice(comma + 2));
  const words = (ageSeconds === null ? text : text.slice(0, comma)).split(', ');
  const [first = '', place, ...more] = words;
  const address = first.startsWith('via ') ? first.slice(4) : null;
  if (address === null) return withAge(nextHopOf(words.join(', ')), ageSeconds);
  const isPlace = place !== undefined && !/^(?:weight|label|src|mtu|seg6\w*|backup|SR-TE) /.test(place);
  const rest = place === undefined ? more : isPlace ? [`via ${place}`, ...more] : [place, ...more];
  return withAge(nextHopOf([address, ...rest].join(', ')), ageSeconds);
}

function withAge(hop: ReturnType<typeof nextHopOf>, ageSeconds: number | null) {
  return hop && { nextHop: hop.nextHop, ageSeconds };
}
