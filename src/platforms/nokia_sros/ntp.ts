import type { NtpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { readSections, type Section } from './screen.ts';

/**
 * `show system ntp all`: the associations, two lines for each. The reach register is printed as eight letters, the most
 * recent poll last; the lists of clients below are not peers.
 */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: '/show system ntp all' }],
  parse: (outputs) =>
    several(outputs.map((output) => readSections(output, /^(?:NTP Active Associations|NTP Status)$/, readPeers))),
};

const states: Record<string, NtpRecord['state']> = {
  chosen: 'synced',
  'chosen(p)': 'synced',
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
};
const row =
  /^(\S{3,22}) +(\S{1,45}|-) +(\d{1,2}|-) +(\S{2,6}) +(\S{1,3}) +(\d{1,5}|-) +([YN.]{8}|\.{1,8}|-) +(-?\d{1,9}(?:\.\d{1,6})?|-)$/;
const below = /^ +(\S{1,64}) +([0-9A-Fa-f:.]{2,45})$/;
const oneLine =
  /^(\S{3,22}) +(\S{1,45}) +([0-9A-Fa-f:.]{7,45}) +(\d{1,2}|-) +(\S{2,6}) +(\S{1,3}) +(\d{1,5}|-) +([YN.]{8}|-) +(-?\d{1,9}(?:\.\d{1,6})?|-)$/;

function readPeers(sections: Section[]): Rows<NtpRecord> {
  const rows: Rows<NtpRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (section.title === 'NTP Status') continue;
    const start = section.lines.indexOf('---');
    let open: string[] | null = null;
    for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
      if (line === '---' || /^(?:\* indicates|No Matching)/.test(line)) continue;
      const match = row.exec(line);
      const single = oneLine.exec(line);
      const peer: RegExpExecArray | null = open ? below.exec(line) : null;
      const address = canonicalIp(peer?.[2] ?? '');
      if (open && address !== null) {
        rows.records.push(recordOf(address, open));
        open = null;
      } else if (!open && match) open = [match[1] ?? '', match[3] ?? '', match[7] ?? '', match[8] ?? ''];
      else if (!open && single)
        rows.records.push(
          recordOf(canonicalIp(single[3] ?? '') ?? '', [
            single[1] ?? '',
            single[4] ?? '',
            single[8] ?? '',
            single[9] ?? '',
          ]),
        );
      else {
        rows.unparsed.push(line);
        open = null;
      }
    }
    if (open) rows.unparsed.push(open.join(' '));
  }
  return rows;
}

function recordOf(peer: string, [state = '', stratum = '', reach = '', offset = '']: readonly string[]): NtpRecord {
  const register = /^[YN.]{8}$/.test(reach)
    ? Number.parseInt(reach.replaceAll('Y', '1').replace(/[N.]/g, '0'), 2)
    : null;
  return {
    peer,
    // A server that answers may be rejected as well: only one that never answered is out of reach.
    state: states[state.toLowerCase()] ?? (register === 0 ? 'unreachable' : 'unknown'),
    stratum: /^\d+$/.test(stratum) ? Number(stratum) : null,
    // Without an answer the device prints zero.
    offsetMs: offset === '-' || register === 0 ? null : Number(offset),
    delayMs: null,
    reach: register,
  };
}
