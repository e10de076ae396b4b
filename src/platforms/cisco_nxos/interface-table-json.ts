import type { InterfaceRecord } from '../../domain/interface-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isSpeed, reasonOf, speedOf } from './interface-words.ts';
import { topRowsOf, wordOf } from './json-tables.ts';
import { portInStatus } from './port-status.ts';

type ReadRow = (row: JsonObject) => InterfaceRecord | null;

/**
 * `show interface status | json` and `show interface description | json`, which have the table of `show interface | json`
 * with other keys. Null when the rows are of neither.
 */
export function nxosInterfaceTablesJson(documents: Json[]): Rows<InterfaceRecord> | null {
  const found = topRowsOf(documents, 'interface') ?? [];
  const read = found.length === 0 ? null : readerOf(found);
  if (!read) return null;
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const record = read(row);
    if (record) rows.records.push(record);
    else rows.unparsed.push(`interface ${textOf(row['interface']) ?? '?'}`);
  }
  return rows;
}

function readerOf(rows: readonly JsonObject[]): ReadRow | null {
  if (rows.some((row) => ['vlan', 'duplex', 'speed'].every((key) => row[key] !== undefined))) return statusIn;
  return rows.every((row) => Object.keys(row).every((key) => described.has(key))) ? descriptionIn : null;
}

function statusIn(row: JsonObject): InterfaceRecord | null {
  return portInStatus({
    name: textOf(row['interface']) ?? '',
    description: textOf(row['name']),
    word: textOf(row['state']) ?? '',
    duplex: cellOf(row['duplex']),
    speed: cellOf(row['speed']),
    type: textOf(row['type']),
  });
}

/** `--` for what is not there, as in the table; nothing for what is neither a number nor a text. */
function cellOf(value: Json | undefined): string {
  return value === undefined || value === '' ? '--' : (wordOf(value) ?? '');
}

/** All that a row of descriptions has. */
const described = new Set(['interface', 'type', 'speed', 'desc', 'description']);

function descriptionIn(row: JsonObject): InterfaceRecord | null {
  const name = nxosInterfaceName(textOf(row['interface']) ?? '');
  const speed = cellOf(row['speed']);
  if (name === null || !isSpeed(speed)) return null;
  return {
    ...blankInterface(name),
    description: reasonOf(textOf(row['desc'] ?? row['description'])),
    speedBitsPerSecond: speedOf(speed),
  };
}
