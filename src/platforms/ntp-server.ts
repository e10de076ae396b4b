import { isIP } from 'node:net';

/** An address or a name; what begins like an IPv4 address is one. */
export function isServer(text: string): boolean {
  if (/^\d{1,3}\.\d{1,3}\.\d/.test(text)) return isIP(text) === 4;
  return /^[\w.:-]{2,64}$/.test(text);
}
