import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * One IP address, re-serialised: IPv4 without leading zeros, IPv6 compressed and lower case, an IPv4-mapped one as IPv4.
 * Null for everything else, a zone included.
 */
export function canonicalIp(text: string): string | null {
  if (text.length > 45 || !/^[0-9A-Fa-f:.]+$/.test(text)) return null;
  if (isIPv4(text)) return text;
  if (!isIPv6(text)) return null;
  const groups = ipv6Groups(text);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  }
  return compress(groups);
}

/** Canonical prefix and whether host bits were cut off. Null when the text is no prefix. */
export function canonicalPrefix(text: string): { prefix: string; hostBitsCut: boolean } | null {
  const [address = '', length = '', ...more] = text.split('/');
  if (more.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(length)) return null;
  const ip = canonicalIp(address);
  if (ip === null || (isIPv4(ip) && address.includes(':'))) return null;
  const bits = Number(length);
  if (bits > (isIPv4(ip) ? 32 : 128)) return null;
  const network = isIPv4(ip)
    ? maskGroups(ip.split('.').map(Number), 8, bits).join('.')
    : compress(maskGroups(ipv6Groups(ip), 16, bits));
  return { prefix: `${network}/${bits}`, hostBitsCut: network !== ip };
}

/** True when the address lies in one of the prefixes. A prefix that is none is ignored. */
export function inPrefixes(ip: string, prefixes: readonly string[]): boolean {
  const list = new BlockList();
  for (const text of prefixes) {
    const parsed = canonicalPrefix(text);
    if (!parsed) continue;
    const [address = '', bits = ''] = parsed.prefix.split('/');
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return list.check(ip, isIPv4(ip) ? 'ipv4' : 'ipv6');
}

function maskGroups(groups: number[], width: number, bits: number): number[] {
  return groups.map((group, index) => {
    const kept = Math.min(width, Math.max(0, bits - index * width));
    return group & (((1 << kept) - 1) << (width - kept));
  });
}

function ipv6Groups(text: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const [, head = '', a = 0, b = 0, c = 0, d = 0] = dotted ?? [];
  const hex = dotted
    ? `${head}${((Number(a) << 8) | Number(b)).toString(16)}:${((Number(c) << 8) | Number(d)).toString(16)}`
    : text;
  const [left = '', right] = hex.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const before = parse(left);
  const after = right === undefined ? [] : parse(right);
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/** RFC 5952: the longest run of two or more zero groups becomes "::", the first one when there are several. */
function compress(groups: number[]): string {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > best.length) best = { start, length: end - start };
  }
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(':');
  if (best.length < 2) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}
