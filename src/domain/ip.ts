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
  const network = isIPv4(ip) ? ipv4Network(ip, bits) : compress(maskGroups(ipv6Groups(ip), 16, bits));
  return { prefix: `${network}/${bits}`, hostBitsCut: network !== ip };
}

/**
 * The prefix of a route as a device prints it. Null when the text is no prefix, and when bits stand behind its length: devices
 * print networks, so a digit of one of the two was lost.
 */
export function networkPrefix(text: string): string | null {
  const found = canonicalPrefix(text);
  return found && !found.hostBitsCut ? found.prefix : null;
}

/**
 * True when the address lies in one of the prefixes. A prefix that is none is ignored, and so is one of the other family:
 * for the list below, 192.0.2.1 lies in ::/0.
 */
export function inPrefixes(ip: string, prefixes: readonly string[]): boolean {
  const list = new BlockList();
  const family = isIPv4(ip) ? 'ipv4' : 'ipv6';
  for (const text of prefixes) {
    const parsed = canonicalPrefix(text);
    if (!parsed) continue;
    const [address = '', bits = ''] = parsed.prefix.split('/');
    if (isIPv4(address) === (family === 'ipv4')) list.addSubnet(address, Number(bits), family);
  }
  return list.check(ip, family);
}

/** Most prefixes of an answer are networks already: those cost no masks. */
function ipv4Network(ip: string, bits: number): string {
  const bytes = ip.split('.').map(Number);
  const isNetwork = bytes.reduce((value, byte) => value * 256 + byte, 0) % 2 ** (32 - bits) === 0;
  return isNetwork ? ip : maskGroups(bytes, 8, bits).join('.');
}

function maskGroups(groups: number[], width: number, bits: number): number[] {
  return groups.map((group, index) => {
    const kept = Math.min(width, Math.max(0, bits - index * width));
    return group & (((1 << kept) - 1) << (width - kept));
  });
}

/** The eight groups of a valid address, read in one pass: device answers hold many thousands of them. */
function ipv6Groups(text: string): number[] {
  const hex = text.includes('.') ? withoutDots(text) : text;
  const groups: number[] = [];
  let gap = -1;
  let group = -1;
  for (let at = 0; at < hex.length; at += 1) {
    const code = hex.charCodeAt(at);
    if (code === colon) {
      if (group >= 0) groups.push(group);
      group = -1;
      if (hex.charCodeAt(at + 1) === colon) gap = groups.length;
    } else group = (group < 0 ? 0 : group * 16) + (code <= 57 ? code - 48 : (code | 32) - 87);
  }
  if (group >= 0) groups.push(group);
  if (gap >= 0) groups.splice(gap, 0, ...zeros.slice(groups.length));
  return groups;
}

const colon = 58;
const zeros: readonly number[] = new Array<number>(8).fill(0);

/** The last two groups of `::ffff:192.0.2.1` in hexadecimal. */
function withoutDots(text: string): string {
  const start = text.lastIndexOf(':') + 1;
  const [a = 0, b = 0, c = 0, d = 0] = text.slice(start).split('.').map(Number);
  return `${text.slice(0, start)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/** RFC 5952: the longest run of two or more zero groups becomes "::", the first one when there are several. */
function compress(groups: readonly number[]): string {
  let longest = 1;
  let from = -1;
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > longest) {
      longest = end - start;
      from = start;
    }
    start = Math.max(start, end - 1);
  }
  let text = '';
  for (let index = 0; index < groups.length; index += 1) {
    if (index === from) {
      text += '::';
      index += longest - 1;
    } else text += `${text === '' || text.endsWith(':') ? '' : ':'}${groups[index]?.toString(16)}`;
  }
  return text;
}
