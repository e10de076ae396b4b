import type { NtpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import { readTables, type Section } from './screen.ts';

/**
 * `show system ntp all`: the associations, two lines for each. The reach register is printed as eight letters, the most
 * recent poll last; the lists of clients below are not peers.
 */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: '/show system ntp all' }],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readTables(output, /^(?:NTP (?:Active Associations|Status|Clients)|vRouter .{1,80})$/, readPeers),
      ),
    ),
};

const states: Record<string, NtpRecord['state']> = {
  chosen: 'synced',
  'chosen(p)': 'synced',
  chosenpps: 'synced',
  candidate: 'candidate',
  backup: 'candidate',
  selected: 'candidate',
  excess: 'candidate',
  outlyer: 'outlier',
  outlier: 'outlier',
  falseticker: 'falseticker',
  falsetick: 'falseticker',
  init: 'configured',
  stepping: 'configured',
  // A server that answers may be rejected as well.
  reject: 'unknown',
};
const row =
  /^(\S{3,22}) +(\S{1,45}|-) +(\d{1,2}|-) +(\S{2,6}) +(\S{1,3}) +(\d{1,5}|-) +([YN.]{8}|\.{1,8}|-) +(-?\d{1,9}(?:\.\d{1,6})?|-)$/;
const below = /^ +(?:(\S{1,64}) +)?([0-9A-Fa-f:.]{2,45})$/;
const oneLine =
  /^(\S{3,22}) +(\S{1,45}) +([0-9A-Fa-f:.]{7,45}) +(\d{1,2}|-) +(\S{2,6}) +(\S{1,3}) +(\d{1,5}|-) +([YN.]{8}|-) +(-?\d{1,9}(?:\.\d{1,6})?|-)$/;

function readPeers(sections: Section[]): Rows<NtpRecord> {
  const rows: Rows<NtpRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (section.title !== 'NTP Active Associations') continue;
    const start = section.lines.indexOf('---');
    append(rows.unparsed, rowsAboveRule(section, row));
    append(rows.unparsed, rowsAboveRule(section, oneLine));
    let open: string[] | null = null;
    for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
      if (line === '---' || /^(?:\* indicates|No Matching)/.test(line)) continue;
      const match = row.exec(line);
      const single = oneLine.exec(line);
      const peer: RegExpExecArray | null = open ? below.exec(line) : null;
      const address = canonicalIp((open ? peer?.[2] : single?.[3]) ?? '');
      const said: string[] | null = open ?? (single ? [1, 4, 8, 9].map((at) => single[at] ?? '') : null);
      if (address !== null && said) {
        const record = recordOf(address, said);
        if (record) rows.records.push(record);
        else rows.unparsed.push(`${address}: ${said[0]}`);
        open = null;
      } else if (!open && match) open = [match[1] ?? '', match[3] ?? '', match[7] ?? '', match[8] ?? ''];
      else {
        rows.unparsed.push(line);
        open = null;
      }
    }
    if (open) rows.unparsed.push(open.join(' '));
  }
  return rows;
}

/** Null for a state that is not known. */
function recordOf(
  peer: string,
  [said = '', stratum = '', reach = '', offset = '']: readonly string[],
): NtpRecord | null {
  const state = states[said.toLowerCase()];
  if (state === undefined) return null;
  const register = /^[YN.]{8}$/.test(reach)
    ? Number.parseInt(reach.replaceAll('Y', '1').replace(/[N.]/g, '0'), 2)
    : null;
  return {
    peer,
    // Only one that never answered is out of reach.
    state: state === 'unknown' && register === 0 ? 'unreachable' : state,
    stratum: /^\d+$/.test(stratum) ? Number(stratum) : null,
    // Without an answer the device prints zero.
    offsetMs: offset === '-' || register === 0 ? null : Number(offset),
    delayMs: null,
    reach: register,
  };
}
