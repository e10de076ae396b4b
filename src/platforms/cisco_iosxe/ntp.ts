import type { NtpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { iosTable } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show ntp associations`. */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: 'show ntp associations' }],
  parse: ([output = '']) =>
    parseForms<NtpRecord>(output, {
      rejected: rejectedByIosxe,
      text: (text) => {
        let wrapped: string | null = null;
        const rows = iosTable<NtpRecord>(text, {
          header: /^address +ref clock +st +when +poll +reach +delay +offset +disp$/,
          skip: /^\* (?:sys\.peer|master)/,
          none: /^%NTP is not enabled\.?$/,
          row: (line) => {
            if (wrapped === null && /^[*#+.x-]?~?[0-9A-Fa-f:.]{2,45}$/.test(line)) {
              wrapped = line;
              return [];
            }
            const record = rowOf(wrapped === null ? line : `${wrapped} ${line}`);
            wrapped = null;
            return record;
          },
        });
        return rows && wrapped !== null && text.cut === null
          ? { ...rows, unparsed: [...rows.unparsed, wrapped] }
          : rows;
      },
    }),
};

const row =
  /^([*#+.x-]?)(~?)([0-9A-Fa-f:.]{2,45}) +(\S{1,45}) +(\d{1,2}|-) +(\d{1,6}[mhd]?|-) +(\d{1,6}) +([0-7]{1,3}) +(-?\d{1,9}\.\d{0,4}) +(-?\d{1,9}\.\d{0,4}) +(\d{1,9}\.\d{0,4})$/;
const marks: Record<string, NtpRecord['state']> = {
  '*': 'synced',
  '#': 'candidate',
  '+': 'candidate',
  '-': 'outlier',
  x: 'falseticker',
};

function rowOf(line: string): NtpRecord | null {
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
