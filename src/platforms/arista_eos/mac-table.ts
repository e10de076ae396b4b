import type { MacTableRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { countOf, textOf } from '../values.ts';
import { eosTable } from './eos-table.ts';
import { eosInterfaceName } from './interface-names.ts';
import { eosObject } from './json-answer.ts';
import { eosMac } from './macs.ts';
import { rejectedByEos } from './rejected.ts';

/** `show mac address-table [address M] | json`: the unicast table. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: ({ mac }) => [
    { line: mac === undefined ? 'show mac address-table | json' : `show mac address-table address ${mac} | json` },
  ],
  parse: ([output = '']) =>
    parseForms<MacTableRecord>(output, { rejected: rejectedByEos, json: fromJson, text: table }),
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

/** The words of which EOS makes up the types of its stations: `DYNAMIC`, `PEER STATIC`, `EVPN DYNAMIC`. */
const typeWords = new Set(
  (
    'DYNAMIC STATIC SECURE REMOTE ROUTER AUTHENTICATED PEER EVPN VPLS LEARNED RECEIVED CONFIGURED PENDING SOFTWARE ' +
    'PROGRAMMED INTF VESPA FRR SYS OTHER'
  ).split(' '),
);

const row =
  /^(\d{1,4}) +([\da-fA-F.]{14}) +([A-Z][A-Z ]{2,30}?) +([A-Za-z][\w./:-]{0,30})(?: +(\d{1,9}) +(?:\d{1,5} days?, )?[\d:]{4,8} ago)?$/;

/** `Et1`, `Vx1`, and in words `Cpu` and `Router`; null for what is no port, as a word of the type is none. */
function portOf(text: string): string | null {
  return eosInterfaceName(text) ?? (/^[A-Z][a-z]{2,12}$/.test(text) ? text : null);
}

/** The unicast table; the rows of the multicast table behind it are not read. */
function table(text: TextLines): Rows<MacTableRecord> | null {
  let isMulticast = false;
  return eosTable<MacTableRecord>(text, {
    header: /^Vlan +Mac Address +Type +Ports +Moves +Last Move$/i,
    headed: () => {
      isMulticast = false;
    },
    skip: {
      test: (line) => {
        isMulticast ||= /^Multicast Mac Address Table$/i.test(line);
        return (
          isMulticast ||
          /^Mac Address Table$/i.test(line) ||
          /^Total Mac Addresses for this criterion: \d+$/i.test(line)
        );
      },
    },
    whole: /^Total Mac Addresses for this criterion: \d{1,9}$/i,
    row: (line) => {
      const match = row.exec(line);
      const macAddress = eosMac(match?.[2] ?? '');
      const port = portOf(match?.[4] ?? '');
      const type = match?.[3]?.split(' ') ?? [];
      if (!match || macAddress === null || port === null || !type.every((word) => typeWords.has(word))) return null;
      // What was learnt has moved at least once.
      if (type.includes('DYNAMIC') && match[5] === undefined) return null;
      return {
        vlan: String(Number(match[1])),
        macAddress,
        interface: port,
        type: match[3]?.toLowerCase() ?? null,
        moves: countOf(match[5]),
      };
    },
  });
}
