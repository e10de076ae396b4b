import { isIP } from 'node:net';
import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { textOf } from '../values.ts';
import { eosInterfaceName } from './interface-names.ts';
import { eosObject, objectOf } from './json-answer.ts';
import { eosLldpBlocks, eosLldpTable } from './lldp-text.ts';
import { eosMac } from './macs.ts';
import { rejectedByEos } from './rejected.ts';

/** `show lldp neighbors detail`; the short table is read as well. */
export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail | json' }],
  parse: ([output = '']) =>
    parseForms<LldpNeighborRecord>(output, {
      rejected: rejectedByEos,
      json: fromJson,
      text: (text) => eosLldpBlocks(text) ?? eosLldpTable(text),
    }),
};

function fromJson(documents: Json[]): Rows<LldpNeighborRecord> | null {
  const answer = eosObject(documents);
  if (!answer) return null;
  if ('rejected' in answer) return { records: [], unparsed: [], rejected: answer.rejected };
  const { lldpNeighbors: found } = answer.object;
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  const take = (record: LldpNeighborRecord | null, item: Json | undefined) => {
    if (record) rows.records.push(record);
    else rows.unparsed.push(JSON.stringify(item) ?? '');
  };
  if (Array.isArray(found)) {
    for (const item of found) take(isJsonObject(item) ? brief(item) : null, item);
    return rows;
  }
  if (!isJsonObject(found)) return null;
  for (const [port, ports] of Object.entries(found)) {
    const list = isJsonObject(ports) ? ports.lldpNeighborInfo : null;
    if (!Array.isArray(list)) return null;
    for (const item of list) take(isJsonObject(item) ? detailed(port, item) : null, item);
  }
  return rows;
}

function brief(item: JsonObject): LldpNeighborRecord | null {
  const port = eosInterfaceName(textOf(item.port) ?? '');
  if (port === null) return null;
  return {
    interface: port,
    neighborName: textOf(item.neighborDevice),
    neighborInterface: withoutQuotes(item.neighborPort),
    neighborDescription: null,
    chassisId: null,
    managementAddresses: [],
  };
}

function detailed(typed: string, item: JsonObject): LldpNeighborRecord | null {
  const port = eosInterfaceName(typed);
  const remote = item.neighborInterfaceInfo;
  if (port === null || !isJsonObject(remote)) return null;
  const managementAddresses = addressesOf(item.managementAddresses ?? []);
  if (managementAddresses === null) return null;
  return {
    interface: port,
    neighborName: textOf(item.systemName),
    neighborInterface: textOf(remote.interfaceId_v2) ?? withoutQuotes(remote.interfaceId),
    neighborDescription: textOf(item.systemDescription),
    chassisId: macOrWord(textOf(item.chassisId)),
    managementAddresses,
  };
}

/** Addresses of other kinds (a MAC address) are left out. Null when one of IP is none: the list is not shortened. */
function addressesOf(list: Json): string[] | null {
  if (!Array.isArray(list)) return null;
  const found = list.flatMap((one) => {
    const { addressType, address } = objectOf(one);
    const ip = textOf(address) ?? '';
    if (isIP(ip) !== 0) return [canonicalIp(ip) ?? ip];
    return typeof addressType === 'string' && !/^ipv[46]$/.test(addressType) ? [] : [null];
  });
  const known = found.filter((ip) => ip !== null);
  return known.length === found.length ? known : null;
}

/** The detailed form prints the port's name with quotes that are part of the value; a MAC address as its own form. */
function withoutQuotes(value: Json | undefined): string | null {
  const text = textOf(value);
  return macOrWord(textOf(/^"(.*)"$/.exec(text ?? '')?.[1] ?? text));
}

/** A MAC address in its one form; anything else as it is. */
function macOrWord(text: string | null): string | null {
  return eosMac(text ?? '') ?? text;
}
