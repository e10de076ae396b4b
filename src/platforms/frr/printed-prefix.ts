import { canonicalPrefix } from '../../domain/ip.ts';

/**
 * The network of a row. What maps an IPv4 address into IPv6 (`::ffff:192.0.2.1/128`) stays as it is printed: its bits are not
 * those of the IPv4 address. Null where bits behind the length are set, or for what is no prefix.
 */
export function printedPrefix(text: string): string | null {
  if (/^::ffff:(?:\d{1,3}\.){3}\d{1,3}\/(?:9[6-9]|1[01]\d|12[0-8])$/i.test(text)) return text.toLowerCase();
  const found = canonicalPrefix(text);
  return found && !found.hostBitsCut ? found.prefix : null;
}
