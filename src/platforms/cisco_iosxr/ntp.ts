import type { NtpRecord } from '../../domain/device-records.ts';
import { ciscoNtpRow } from '../cisco-ntp-row.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { parseXr, xrTable } from './xr-text.ts';

/** `show ntp associations`; a server in a VRF, or with a long address, has a line of its own above its figures. */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: 'show ntp associations' }],
  parse: ([output = '']) => parseXr<NtpRecord>(output, associations),
};

const legend = /^\* (?:sys[_.]peer|master)/;

function associations(text: TextLines): Rows<NtpRecord> | null {
  // Older releases: `* master (synced), # master (unsynced), + selected, - candidate, ~ configured`.
  const told = text.lines.find((line) => legend.test(line.trim())) ?? text.cut ?? '';
  const isOlder = told.includes(', - candidate,');
  let wrapped: string | null = null;
  const rows = xrTable<NtpRecord>(text, {
    header: /^address +ref clock +st +when +poll +reach +delay +offset +disp$/,
    whole: /^\* (?:sys[_.]peer|master).*~ configured$/,
    skip: legend,
    row: (line) => {
      if (wrapped === null && /^[*#+.x-]?~?[0-9A-Fa-f:.]{2,45}(?: vrf [\w.:-]{1,32})?$/.test(line)) {
        wrapped = line;
        return [];
      }
      const record = ciscoNtpRow(wrapped === null ? line : `${wrapped} ${line}`);
      const isCandidate = isOlder && (wrapped ?? line).startsWith('-');
      wrapped = null;
      return record && isCandidate ? { ...record, state: 'candidate' } : record;
    },
  });
  // What a dash means stands in the legend below the table.
  const dash = text.lines
    .filter((line) => /^ ?[*#+.x-]?~?[0-9A-Fa-f:.]{2,45} /.test(line))
    .findIndex((line) => line.trim().startsWith('-'));
  const isDashed = text.lines.some((line) => /^\s*-~?[0-9A-Fa-f:.]{2,45}(?: |$)/.test(line));
  if (rows && isDashed && !/, - \w+,/.test(told))
    return {
      ...rows,
      // Where somebody moved the table to the right, nobody knows which of its lines are whole rows.
      records: rows.records.slice(0, Math.max(dash, 0)),
      incomplete: 'the legend is missing: the answer was cut off',
    };
  return rows && wrapped !== null && text.cut === null ? { ...rows, unparsed: [...rows.unparsed, wrapped] } : rows;
}
