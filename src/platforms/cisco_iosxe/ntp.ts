import type { NtpRecord } from '../../domain/device-records.ts';
import { ciscoNtpRow } from '../cisco-ntp-row.ts';
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
          whole: /^(?:%NTP is not enabled\.?|\* (?:sys\.peer|master).{20,100}, ~ configured)$/,
          skip: /^\* (?:sys\.peer|master)/,
          none: /^%NTP is not enabled\.?$/,
          row: (line) => {
            if (wrapped === null && /^[*#+.x-]?~?[0-9A-Fa-f:.]{2,45}$/.test(line)) {
              wrapped = line;
              return [];
            }
            const record = ciscoNtpRow(wrapped === null ? line : `${wrapped} ${line}`);
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
