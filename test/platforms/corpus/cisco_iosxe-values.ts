import { isIPv6 } from 'node:net';
import type { Text } from './by-row.ts';

/** Conversions of the expected files, written apart from the parsers. */

export const number = (text: string | undefined) =>
  text === undefined || text === '' || text === '-' ? null : Number(text);
export const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text);
export const low = (text: string | undefined) => orNull(text?.toLowerCase());
export const mac = (text: string | undefined) =>
  text === undefined || text === '' || text === '-' ? null : [...text.replaceAll('.', '').matchAll(/../g)].join(':');

const longNames: Text = {
  Gi: 'GigabitEthernet',
  Fa: 'FastEthernet',
  Te: 'TenGigabitEthernet',
  Eth: 'Ethernet',
  Vl: 'Vlan',
  Po: 'Port-channel',
  Di: 'Dialer',
};
export function long(name: string | undefined): string | null {
  const [, type = '', rest = ''] = /^([A-Za-z-]+)(.*)$/.exec(name ?? '') ?? [];
  return name === undefined || name === '' ? null : `${longNames[type] ?? type}${rest}`;
}

export function seconds(text: string): number | null {
  const clock = text.split(':').map(Number);
  if (clock.length === 3) return (clock[0] ?? 0) * 3600 + (clock[1] ?? 0) * 60 + (clock[2] ?? 0);
  const sizes: Record<string, number> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
  const parts = [...text.matchAll(/(\d+)([ywdhms])/g)];
  return parts.length === 0 ? null : parts.reduce((sum, [, n, unit]) => sum + Number(n) * (sizes[unit ?? ''] ?? 0), 0);
}

/** Compressed, lower-case spelling by the platform's own URL parser. */
export const ip = (text: string | undefined) =>
  text === undefined || text === '' ? null : isIPv6(text) ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text;
