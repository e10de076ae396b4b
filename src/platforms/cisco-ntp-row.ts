import type { NtpRecord } from '../domain/device-records.ts';
import { canonicalIp } from '../domain/ip.ts';

const row =
  /^([*#+.x-]?)([~ ]?)([0-9A-Fa-f:.]{2,45})(?: vrf [\w.:-]{1,32})? +(\S{1,45}) +(\d{1,2}|-) +(\d{1,6}[mhd]?|-) +(\d{1,6}) +([0-7]{1,3}) +(-?\d{1,9}(?:\.\d{0,4})?) +(-?\d{1,9}(?:\.\d{0,4})?) +(\d{1,9}(?:\.\d{0,4})?)$/;
const marks: Record<string, NtpRecord['state']> = {
  '*': 'synced',
  '#': 'candidate',
  '+': 'candidate',
  '-': 'outlier',
  x: 'falseticker',
};

/**
 * `*~192.0.2.7 192.0.2.8 2 37 64 377 1.52 0.31 0.09` of IOS and IOS-XR; null for another form. A server that was heard and
 * not configured has a blank in place of `~`.
 */
export function ciscoNtpRow(line: string): NtpRecord | null {
  const match = line.length > 200 ? null : row.exec(line);
  const peer = canonicalIp(match?.[3] ?? '');
  if (!match || peer === null) return null;
  const reach = Number.parseInt(match[8] ?? '', 8);
  if (reach > 255) return null;
  return {
    peer,
    state: marks[match[1] ?? ''] ?? (reach === 0 ? 'unreachable' : match[2] === '~' ? 'configured' : 'unknown'),
    stratum: match[5] === '-' ? null : Number(match[5]),
    offsetMs: Number(match[10]),
    delayMs: Number(match[9]),
    reach,
  };
}
