import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { RouteRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';

const gateway = /^Default gateway is (not set|[\d.]{7,15})$/;
const heading = /^Host +Gateway +Last Use +Total Uses +Interface$/;
const empty = /^ICMP redirect cache is empty$/;
const row = /^([\d.]{7,15}) +([\d.]{7,15}) +\d{1,6}:\d\d +\d{1,10} +(\S{2,64})$/;

/**
 * What `show ip route` prints where IP routing is off: the default gateway, and the hosts for which another gateway was
 * told by ICMP. Null when the gateway is not there.
 */
export function iosRedirectedHosts(given: TextLines, args: DiagnosticArguments): Rows<RouteRecord> | null {
  const text = withWholeTail(given, empty);
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  const vrf = args.vrf ?? 'default';
  let said = false;
  let ended = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const opened = gateway.exec(line);
    if (opened) said = true;
    if (isIosNoise(line) || heading.test(line) || opened?.[1] === 'not set') continue;
    if (!said) return null;
    ended ||= empty.test(line) || row.test(line);
    const record = opened ? routeOf(vrf, '0.0.0.0/0', opened[1], null) : hostOf(line, vrf);
    if (record) rows.records.push(record);
    else if (!empty.test(line)) rows.unparsed.push(raw);
  }
  if (!said) return null;
  if (!ended && text.cut === null)
    return { ...rows, incomplete: 'nothing stands below the default gateway: the answer was cut off' };
  return withCut(rows, text);
}

function hostOf(line: string, vrf: string): RouteRecord | null {
  const match = row.exec(line);
  const host = canonicalIp(match?.[1] ?? '');
  const out = printedInterfaceName(match?.[3] ?? '');
  return host === null || out === null ? null : routeOf(vrf, `${host}/32`, match?.[2], out);
}

function routeOf(vrf: string, prefix: string, by: string | undefined, out: string | null): RouteRecord | null {
  const address = canonicalIp(by ?? '');
  if (address === null) return null;
  return {
    vrf,
    prefix,
    protocol: null,
    distance: null,
    metric: null,
    nextHops: [{ address, interface: out, weight: null, recursive: false }],
    active: true,
    ageSeconds: null,
  };
}
