import { isIPv4 } from 'node:net';
import { canonicalIp, canonicalPrefix, inPrefixes } from './ip.ts';

/** Never asked for, whatever the configured prefixes say. */
const neverDestinations = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  '::ffff:0:0/96',
  'fe80::/10',
  'ff00::/8',
];

/**
 * True for a canonical address that ping and traceroute may be sent to: inside an allowed prefix, and neither loopback,
 * link-local, multicast, 0/8, reserved, nor the broadcast or network address of the longest allowed IPv4 prefix that
 * holds it (both addresses of a /31 are hosts).
 */
export function isAllowedDestination(ip: string, prefixes: readonly string[]): boolean {
  const canonical = canonicalIp(ip);
  if (canonical === null || canonical !== ip) return false;
  if (inPrefixes(ip, neverDestinations) || !inPrefixes(ip, prefixes)) return false;
  return !(isIPv4(ip) && isEdgeOf(ip, longestContaining(ip, prefixes)));
}

function longestContaining(ip: string, prefixes: readonly string[]): string {
  const length = (prefix: string) => Number(prefix.split('/')[1]);
  const containing = prefixes.filter((prefix) => inPrefixes(ip, [prefix]));
  return containing.toSorted((a, b) => length(b) - length(a))[0] ?? '';
}

function isEdgeOf(ip: string, prefix: string): boolean {
  const [network = '', bits = ''] = canonicalPrefix(prefix)?.prefix.split('/') ?? [];
  if (!isIPv4(network) || Number(bits) > 30) return false;
  const size = 2 ** (32 - Number(bits));
  const first = numberOf(network);
  const address = numberOf(ip);
  return address === first || address === first + size - 1;
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
