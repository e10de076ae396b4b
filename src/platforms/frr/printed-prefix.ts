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

/** What Quagga and FRR up to 4 print of a network whose length its class tells: `192.0.2.0`; `0.0.0.0` is the way to everywhere. */
export function classfulPrefix(text: string): string | null {
  if (text === '0.0.0.0') return '0.0.0.0/0';
  const first = Number(/^(\d{1,3})(?:\.\d{1,3}){3}$/.exec(text)?.[1] ?? 'NaN');
  const length = first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : null;
  return length === null ? null : printedPrefix(`${text}/${length}`);
}
