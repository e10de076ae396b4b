import type { Algorithms } from 'ssh2';

/** What the key exchange was about when two sides had nothing in common, in ssh2's words. */
export type OfferedList = 'kex' | 'serverHostKey' | 'cipher' | 'hmac' | 'compress';

/**
 * Reads a server's lists of algorithms out of the first bytes it sent: its version line, perhaps after a greeting, and
 * then its KEXINIT in clear (RFC 4253, 4.2 and 7.1). ssh2 tells them only in a debug text whose making costs more than
 * the key exchange. Null when the bytes are not that.
 */
export function readOffer(bytes: Buffer): Record<OfferedList, string> | null {
  const packet = afterVersionLine(bytes);
  if (!packet || packet.length < firstList || packet[5] !== kexInit) return null;
  const lists: string[] = [];
  let at = firstList;
  while (lists.length < listCount) {
    if (at + 4 > packet.length) return null;
    const length = packet.readUInt32BE(at);
    at += 4;
    if (at + length > packet.length) return null;
    lists.push(packet.toString('latin1', at, at + length));
    at += length;
  }
  const [kex = '', serverHostKey = '', cipher = '', , hmac = '', , compress = ''] = lists;
  return { kex, serverHostKey, cipher, hmac, compress };
}

/** Our own list, as we offer it. */
export function ourOffer(algorithms: Algorithms, list: OfferedList): string {
  return (algorithms[list] as readonly string[]).join(',');
}

/** Which list ssh2's message is about. */
export function listOf(message: string): OfferedList | null {
  const words = message.toLowerCase();
  return (Object.entries(listWords) as [OfferedList, string][]).find(([, word]) => words.includes(word))?.[0] ?? null;
}

const listWords: Record<OfferedList, string> = {
  kex: 'key exchange',
  serverHostKey: 'host key',
  cipher: 'cipher',
  hmac: 'mac',
  compress: 'compression',
};

/** Length, padding length, message number, cookie. */
const firstList = 4 + 1 + 1 + 16;
const kexInit = 20;
const listCount = 8;

function afterVersionLine(bytes: Buffer): Buffer | null {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1) return null;
    if (bytes.toString('latin1', start, start + 4) === 'SSH-') return bytes.subarray(end + 1);
    start = end + 1;
  }
  return null;
}
