import type { ArpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { arpState } from './arp-states.ts';
import { srlInterfaceName } from './interface-names.ts';
import { type Report, readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';
import { readReportJson } from './report-json.ts';

/** `show arpnd arp-entries` and `show arpnd neighbors`. */
export function arpReport(text: TextLines): Rows<ArpRecord> | null {
  return readReport(text, report);
}

/** The same with `| as json`. */
export function arpReportJson(documents: readonly Json[]): Rows<ArpRecord> | null {
  return readReportJson(documents, report);
}

const report: Report<ArpRecord> = {
  columns: ['interface', 'subinterface', 'neighbor', 'origin', 'linklayeraddress'],
  optional: new Set(['currentstate']),
  anchor: 'subinterface',
  end: /^Total entries : \d+ \(\d+ static, \d+ dynamic(?:, \d+ evpn)?\)$/,
  row: entryOf,
};

function entryOf(row: GridRow): ArpRecord | null {
  const name = `${cellOf(row, 'interface')}.${cellOf(row, 'subinterface')}`;
  const ipAddress = canonicalIp(cellOf(row, 'neighbor'));
  const macAddress = cellOf(row, 'linklayeraddress').toLowerCase();
  // What came over EVPN has no state of its own.
  const origin = cellOf(row, 'origin');
  const state = arpState(row.has('currentstate') && origin !== 'evpn' ? cellOf(row, 'currentstate') : origin);
  if (srlInterfaceName(name) === null || ipAddress === null || state === null) return null;
  // What is not resolved has none.
  if (!/^(?:[\da-f]{2}:){5}[\da-f]{2}$/.test(macAddress) && (macAddress !== '' || state !== 'incomplete')) return null;
  return { vrf: null, ipAddress, macAddress: macAddress || null, interface: name, ageSeconds: null, state };
}
