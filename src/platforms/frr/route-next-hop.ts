import { canonicalIp } from '../../domain/ip.ts';
import type { RouteNextHop } from '../../domain/routing-records.ts';

interface HopLine {
  nextHop: RouteNextHop;
  installed: boolean;
  /** zebra found the same way twice and uses it once. */
  duplicate: boolean;
}

/**
 * One way of a route: `* 198.51.100.1, via eth1, weight 1`, `directly connected, eth1`, `192.0.2.9 (recursive)`,
 * `unreachable (blackhole)`. The star means that it is in the kernel. Null for anything else.
 */
export function nextHopLine(line: string): HopLine | null {
  const [, star, rest = ''] = /^ {2}([ *b]) +(\S.{0,300})$/.exec(line) ?? [];
  const [first = '', ...words] = rest.split(', ');
  const nextHop = opening(first);
  if (star === undefined || !nextHop) return null;
  for (const [index, word] of words.entries()) {
    const via =
      /^(?:via )?(\S{1,64})(?: \(vrf [^)\s]{1,64}\))?(?: vrf \S{1,64})?((?: (?:inactive|onlink|linkdown)){0,3})$/.exec(
        word,
      );
    const weight = /^weight (\d{1,5})$/.exec(word);
    if (weight) nextHop.weight = Number(weight[1]);
    else if (via && index === 0) nextHop.interface = via[1] ?? null;
    else if (!/^(?:label \S{1,80}|src \S{1,45}|rmapsrc \S{1,45}|seg6\S* .{1,80}|\d\d:\d\d:\d\d)$/.test(word))
      return null;
  }
  return { nextHop, installed: star === '*', duplicate: first.endsWith('(duplicate nexthop removed)') };
}

const addressAndMarks =
  /^([0-9A-Fa-f.:]{2,45})((?: (?:inactive|onlink|\(recursive\)|\(duplicate nexthop removed\))){0,3})$/;

function opening(text: string): RouteNextHop | null {
  const blank: RouteNextHop = { address: null, interface: null, weight: null, recursive: false };
  const [, address = '', marks = ''] = addressAndMarks.exec(text) ?? [];
  const discard = /^unreachable(?: \((blackhole|ICMP unreachable|ICMP admin-prohibited)\))?$/.exec(text);
  const known = canonicalIp(address);
  if (known !== null) return { ...blank, address: known, recursive: marks.includes('(recursive)') };
  if (/^(?:is )?directly connected$/.test(text)) return blank;
  if (!discard) return null;
  const word = { blackhole: 'blackhole', 'ICMP unreachable': 'reject', 'ICMP admin-prohibited': 'admin-prohibited' };
  return { ...blank, interface: word[(discard[1] ?? '') as keyof typeof word] ?? 'unreachable' };
}
