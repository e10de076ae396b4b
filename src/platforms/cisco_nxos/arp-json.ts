import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ciscoMac } from '../cisco-macs.ts';
import type { Rows } from '../parsed.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { flagOf, nxosObject, rowsOf, rowsUnder } from './json-tables.ts';
import { nxosSeconds } from './nxos-seconds.ts';

/** ARP, and IPv6 neighbours one level deeper. Null when the VRFs hold neither adjacencies nor a count of them. */
export function nxosArpJson(documents: Json[], args: DiagnosticArguments): Rows<ArpRecord> | null {
  const object = nxosObject(documents);
  const vrfs = object && rowsOf(object, 'vrf');
  if (!vrfs || vrfs.length === 0) return null;
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  for (const vrf of vrfs) {
    const families = [vrf, ...rowsUnder(vrf, 'afi')];
    if (!families.some(isTable)) return null;
    // Asked for every VRF, NX-OS puts them all under one that is called "all".
    const name = textOf(vrf['vrf-name-out']);
    const common = name === 'all' ? (args.vrf ?? null) : name;
    for (const row of families.flatMap((part) => rowsOf(part, 'adj') ?? [])) {
      const record = recordOf(row);
      if (record) rows.records.push({ ...record, vrf: common });
      else rows.unparsed.push(`entry ${addressIn(row)} in VRF ${name}`);
    }
  }
  return rows;
}

/** A table, or the number of what is in it: that of IPv6 has another key. */
function isTable(part: JsonObject): boolean {
  const isCounted = part['cnt-total'] !== undefined || (part['afi'] !== undefined && part['count'] !== undefined);
  return rowsOf(part, 'adj') !== null || isCounted;
}

/** The name of the key changes with the family and the release. */
function addressIn(row: JsonObject): string | null {
  return textOf(row['ip-addr-out'] ?? row['ipv6-addr-out'] ?? row['ipv6-addr'] ?? row['address']);
}

function recordOf(row: JsonObject): ArpRecord | null {
  const ipAddress = canonicalIp((addressIn(row) ?? '').split('%')[0] ?? '');
  const mac = textOf(row['mac'] ?? row['mac-addr']);
  const macAddress = ciscoMac(mac ?? '');
  const isIncomplete = flagOf(row['incomplete']) === true || mac?.toUpperCase() === 'INCOMPLETE';
  const name = textOf(row['intf-out'] ?? row['interface']);
  const out = name === null || name === '-' ? null : nxosInterfaceName(name);
  if (ipAddress === null || (macAddress === null && !isIncomplete)) return null;
  if (name !== null && name !== '-' && out === null) return null;
  const source = textOf(row['owner'] ?? row['source'])?.toLowerCase();
  return {
    vrf: null,
    ipAddress,
    macAddress: isIncomplete ? null : macAddress,
    interface: out,
    ageSeconds: nxosSeconds(row['time-stamp'] ?? row['age']),
    state: isIncomplete ? 'incomplete' : source === 'static' ? 'static' : null,
  };
}
