import { canonicalIp } from '../../domain/ip.ts';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isXrNoise } from './xr-text.ts';

interface Tunnel {
  record: MplsLspRecord;
  stated: boolean;
  /** Whether paths have been read, and the one in use among them. */
  paths: 0 | 1 | 'in use';
}

const head = /^Name: (\S{1,64}) +Destination: ([\d.]{7,15})(?: +Ifhandle: ?0x[\da-f]{1,8})?(?: +\([\w -]{1,40}\))?$/i;
const state =
  /^Admin: +(up|down|admin-down) +Oper: +(up|down|recovering|recovered) +Path: +[\w -]{2,30}? +Signall?ing: +\S.{0,60}$/i;
/** What signals the paths of a tunnel: RSVP-TE where nothing else stands in the first brackets. */
const option =
  /^path option \d{1,4}, +(?:\((Segment-Routing|verbatim|LOCKDOWN)\) +)?(?:preference \d{1,4}, +)?type (?:dynamic|explicit|segment-routing)(?: [^()]{0,80})?(?:\(\S{1,64}\) *)?(\(Basis for Setup(?:, path weight \d{1,10}(?: \(reverse \d{1,10}\))?)?\))?$/i;
const up = /^Tunnel has been up for: (\S{1,16})(?: \(since .{1,60}\))?$/;
/** A tunnel of another router that passes or ends here. */
const signalled =
  /^LSP Tunnel ([\d.]{7,15}) \d{1,5} \[\d{1,10}\] is signalled, (?:connection is|Signall?ing State:) (up|down|recovering|recovered)$/i;
const named = /^Tunnel Name: (\S{1,64}) +Tunnel Role: (?:Mid|Tail)$/;
const between = /^Src ([\d.]{7,15}) Dst ([\d.]{7,15}), Tun ID \d{1,5}, /;
/** How many tunnels begin, pass and end here, below them. */
export const counted =
  /^Displayed (\d{1,6}) \(of \d{1,6}\) heads, (\d{1,6}) \(of \d{1,6}\) midpoints, (\d{1,6}) \(of \d{1,6}\) tails$/;
const upHeads = /^Displayed \d{1,6} up, \d{1,6} down, .{1,60} heads$/;

/** `show mpls traffic-eng tunnels`: one block per tunnel, and at the end how many there are. Null without a block. */
export function teTunnels(given: TextLines): Rows<MplsLspRecord> | null {
  const text = withWholeTail(given, upHeads);
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  let tunnel: Tunnel | null = null;
  let isOpened = false;
  let isCounted = false;
  const close = () => {
    if (tunnel?.stated) rows.records.push(tunnel.record);
    else if (tunnel) rows.unparsed.push(`the tunnel to ${tunnel.record.to}: no state`);
    tunnel = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const opened = openTunnel(line);
    const total = counted.exec(line);
    if (opened) {
      close();
      isOpened = true;
      tunnel = opened;
    } else if (isOpened && /^(?:Name:|LSP Tunnel)|\bDestination: ?[\d.]|\bis signalled, /.test(line)) {
      // A heading in a form that is not known: what stands below it is nobody's.
      close();
      rows.unparsed.push(raw);
    } else if (tunnel?.stated && state.test(line)) {
      // A second state is that of another tunnel, whose heading is missing.
      close();
      rows.unparsed.push(raw);
    } else if (total) {
      close();
      isCounted = true;
      const all = total.slice(1).reduce((sum, figure) => sum + Number(figure), 0);
      // Of tunnels that were handed back the count says nothing new.
      if (rows.records.length !== all && rows.unparsed.length === 0) rows.unparsed.push(raw);
    } else if (tunnel) {
      if (!readLine(tunnel, line)) rows.unparsed.push(raw);
    } else if (!isOpened && !isXrNoise(line) && !around.test(line)) return null;
  }
  if (!isOpened) return null;
  if (!isCounted) return { ...rows, incomplete: 'the count behind the tunnels is missing: the answer was cut off' };
  return withCut(rows, text);
}

const around = /^(?:Signalling Summary:|LSP Tunnels Process: |RSVP Process: |Forwarding: |Periodic |Auto-bw )/;

function openTunnel(line: string): Tunnel | null {
  const [, name = null, end = ''] = head.exec(line) ?? [];
  const to = canonicalIp(end);
  const record: MplsLspRecord = { name, type: 'rsvp', from: null, to, state: 'down', upSeconds: null };
  if (to !== null) return { record, stated: false, paths: 0 };
  const passing = signalled.exec(line);
  const own = canonicalIp(passing?.[1] ?? '');
  if (!passing || own === null) return null;
  return { record: { ...record, state: isUp(passing[2]) ? 'up' : 'down' }, stated: false, paths: 'in use' };
}

/** False for a state, a name or the ends of a tunnel in a form that is not known. */
function readLine(tunnel: Tunnel, line: string): boolean {
  const { record } = tunnel;
  const stated = state.exec(line);
  if (stated && record.to !== null) {
    record.state = /^up$/i.test(stated[1] ?? '') ? (isUp(stated[2]) ? 'up' : 'down') : 'admin-down';
    tunnel.stated = true;
    return true;
  }
  if (line.startsWith('path option ')) return readOption(tunnel, line);
  if (line.startsWith('Tunnel has been up for:')) {
    record.upSeconds = uptimeSeconds(up.exec(line)?.[1] ?? '');
    return record.upSeconds !== null;
  }
  if (line.startsWith('Tunnel Name:')) {
    record.name = named.exec(line)?.[1] ?? null;
    return record.name !== null;
  }
  const ends = between.exec(line);
  if (ends && record.to === null) {
    [record.from, record.to] = [canonicalIp(ends[1] ?? ''), canonicalIp(ends[2] ?? '')];
    tunnel.stated = record.from !== null && record.to !== null;
    return tunnel.stated;
  }
  return !/^Admin: |\(Segment-Routing\)|, +(?:\([\w -]{1,30}\) +)?type (?:dynamic|explicit)\b|\bOper: |^Tunnel \w+: \S+ +Tunnel |^\w+ Name: \S+ +Tunnel |\b(?:up|for): ?\d\S{1,15} \(since |\bbeen up (?:for|\w+: )|^Src \d|, Tun ID /.test(
    line,
  );
}

/** The path in use tells the type of the tunnel; while none is, paths that differ say nothing. */
function readOption(tunnel: Tunnel, line: string): boolean {
  const found = option.exec(line);
  const type = !found ? null : /^segment/i.test(found[1] ?? '') ? 'segment-routing' : 'rsvp';
  const inUse = found?.[2] !== undefined;
  const { record } = tunnel;
  if (inUse || tunnel.paths === 0) record.type = type;
  else if (tunnel.paths === 'in use') return found !== null;
  else if (record.type !== type) record.type = null;
  tunnel.paths = inUse ? 'in use' : 1;
  return found !== null;
}

function isUp(word: string | undefined): boolean {
  return /^(?:up|recovered)$/i.test(word ?? '');
}
