import type { MacTableRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { countOf, textOf } from '../values.ts';
import { eosObject } from './json-answer.ts';
import { rejectedByEos } from './rejected.ts';

/** `show mac address-table [address M] | json`: the unicast table. The text form is handed back as not understood. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: ({ mac }) => [
    { line: mac === undefined ? 'show mac address-table | json' : `show mac address-table address ${mac} | json` },
  ],
  parse: ([output = '']) => parseForms<MacTableRecord>(output, { rejected: rejectedByEos, json: fromJson }),
};

function fromJson(documents: Json[]): Rows<MacTableRecord> | null {
  const answer = eosObject(documents);
  if (!answer) return null;
  if ('rejected' in answer) return { records: [], unparsed: [], rejected: answer.rejected };
  const { unicastTable } = answer.object;
  const entries = isJsonObject(unicastTable) ? unicastTable.tableEntries : null;
  if (!Array.isArray(entries)) return null;
  const rows: Rows<MacTableRecord> = { records: [], unparsed: [] };
  for (const entry of entries) {
    const record = isJsonObject(entry) ? inJson(entry) : null;
    if (record) rows.records.push(record);
    else rows.unparsed.push(JSON.stringify(entry) ?? '');
  }
  return rows;
}

function inJson(entry: JsonObject): MacTableRecord | null {
  const macAddress = (textOf(entry.macAddress) ?? '').toLowerCase();
  const vlan = countOf(entry.vlanId);
  if (!/^[\da-f]{2}(?::[\da-f]{2}){5}$/.test(macAddress) || vlan === null) return null;
  return {
    vlan: String(vlan),
    macAddress,
    interface: textOf(entry.interface),
    type: textOf(entry.entryType)?.toLowerCase() ?? null,
    moves: countOf(entry.moves),
  };
}
