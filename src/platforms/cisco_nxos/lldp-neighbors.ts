import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { meaningful } from '../text-lines.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { numberIn, nxosObject, saysNothing, topRowsOf, wordOf } from './json-tables.ts';
import { blankNeighbor, lldpBlocks, lldpTable, said } from './lldp-text.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { rejectedByNxos } from './rejected.ts';

/** Without a neighbour NX-OS says so as if it were an error. */
const nobody = /^\s{0,20}ERROR: No neighbou?r information\s{0,20}$/;

/** Also between the echo of the command and the prompt behind it. */
function saysNobody(output: string): boolean {
  const [only, ...more] = output.length < 500 ? meaningful(output.split('\n')) : [];
  return only !== undefined && more.length === 0 && (nobody.test(only) || saysNothing(only));
}

export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail | json' }],
  parse: ([output = '']) => {
    if (saysNobody(output)) return { outcome: 'empty', records: [], unparsed: [], error: null };
    return parseForms<LldpNeighborRecord>(output, {
      rejected: rejectedByNxos,
      json: inEnvelope(inJson),
      text: (text) => lldpBlocks(text) ?? lldpTable(text),
    });
  },
};

function inJson(documents: Json[]): Rows<LldpNeighborRecord> | null {
  const detailed = topRowsOf(documents, 'nbor_detail');
  // Without a neighbour there is nothing but their number.
  const nobody = numberIn(nxosObject(documents)?.['neigh_count']) === 0;
  const found = detailed ?? topRowsOf(documents, 'nbor') ?? (nobody ? [] : null);
  if (!found) return null;
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const name = nxosInterfaceName(textOf(row['l_port_id']) ?? '');
    const managementAddresses = addressesOf(row);
    if (name === null || managementAddresses === null)
      rows.unparsed.push(`l_port_id ${textOf(row['l_port_id']) ?? '?'}`);
    else rows.records.push({ ...(detailed ? detailOf(name, row) : briefOf(name, row)), managementAddresses });
  }
  return rows;
}

function detailOf(name: string, row: JsonObject): LldpNeighborRecord {
  const chassis = said(textOf(row['chassis_id']));
  return {
    ...blankNeighbor(name),
    neighborName: said(textOf(row['sys_name'])),
    neighborInterface: said(textOf(row['port_id'])),
    neighborDescription: said(textOf(row['port_desc'])),
    chassisId: chassis === null ? null : (ciscoMac(chassis) ?? chassis),
  };
}

/** In the table without "detail" the name of the neighbour stands as its chassis. */
function briefOf(name: string, row: JsonObject): LldpNeighborRecord {
  return {
    ...blankNeighbor(name),
    neighborName: said(textOf(row['chassis_id'])),
    neighborInterface: said(textOf(row['port_id'])),
  };
}

/**
 * What stands as an IPv6 address is a MAC address where the neighbour announces that, and is left out. Null when one of
 * them is neither: the list is not shortened.
 */
function addressesOf(row: JsonObject): string[] | null {
  const values = ['mgmt_addr', 'mgmt_addr_ipv6'].map((key) => row[key] ?? '');
  if (values.some((value) => value !== '' && wordOf(value) === null)) return null;
  const words = values.flatMap((value) => said(wordOf(value)) ?? []);
  const found = words.filter((word) => ciscoMac(word) === null).map(canonicalIp);
  const known = found.filter((ip) => ip !== null);
  return known.length === found.length ? known : null;
}
