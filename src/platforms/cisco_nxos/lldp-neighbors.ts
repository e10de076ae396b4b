import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { saysNothing, topRowsOf } from './json-tables.ts';
import { blankNeighbor, lldpBlocks, lldpTable, said } from './lldp-text.ts';
import { rejectedByNxos } from './rejected.ts';

/** Without a neighbour NX-OS says so as if it were an error. */
const nobody = /^\s{0,20}ERROR: No neighbou?r information\s{0,20}$/;

export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail | json' }],
  parse: ([output = '']) => {
    const short = output.length < 200 ? output : '';
    if (nobody.test(short) || saysNothing(short)) return { outcome: 'empty', records: [], unparsed: [], error: null };
    return parseForms<LldpNeighborRecord>(output, {
      rejected: rejectedByNxos,
      json: inJson,
      text: (text) => lldpBlocks(text) ?? lldpTable(text),
    });
  },
};

function inJson(documents: Json[]): Rows<LldpNeighborRecord> | null {
  const detailed = topRowsOf(documents, 'nbor_detail');
  const found = detailed ?? topRowsOf(documents, 'nbor');
  if (!found) return null;
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const name = nxosInterfaceName(textOf(row['l_port_id']) ?? '');
    if (name === null) rows.unparsed.push(`l_port_id ${textOf(row['l_port_id']) ?? '?'}`);
    else rows.records.push(detailed ? detailOf(name, row) : briefOf(name, row));
  }
  return rows;
}

function detailOf(name: string, row: JsonObject): LldpNeighborRecord {
  const chassis = said(textOf(row['chassis_id']));
  return {
    interface: name,
    neighborName: said(textOf(row['sys_name'])),
    neighborInterface: said(textOf(row['port_id'])),
    neighborDescription: said(textOf(row['port_desc'])),
    chassisId: chassis === null ? null : (ciscoMac(chassis) ?? chassis),
    managementAddresses: addressesOf(row),
  };
}

/** In the table without "detail" the name of the neighbour stands as its chassis. */
function briefOf(name: string, row: JsonObject): LldpNeighborRecord {
  return {
    ...blankNeighbor(name),
    neighborName: said(textOf(row['chassis_id'])),
    neighborInterface: said(textOf(row['port_id'])),
    managementAddresses: addressesOf(row),
  };
}

/** What stands as an IPv6 address is a MAC address where the neighbour announces that. */
function addressesOf(row: JsonObject): string[] {
  return ['mgmt_addr', 'mgmt_addr_ipv6'].flatMap((key) => canonicalIp(textOf(row[key]) ?? '') ?? []);
}
