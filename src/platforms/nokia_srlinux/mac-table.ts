import type { MacTableRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { macEntryReport } from './mac-entry-report.ts';
import { macReport, macReportJson } from './mac-report.ts';
import { macType } from './mac-types.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** `vlan` is the network instance (mac-vrf), which is the bridge domain here. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: () => [{ line: 'info from state network-instance * bridge-table mac-table | as json' }],
  parse: (outputs, { args }) => {
    const all = several(
      outputs.map((output) =>
        readTree(output, entriesOf, (text) => macReport(text) ?? macEntryReport(text), macReportJson),
      ),
    );
    if (args.mac === undefined) return all;
    const records = all.records.filter(({ macAddress }) => macAddress === args.mac);
    return { ...all, records, outcome: all.outcome === 'ok' && records.length === 0 ? 'empty' : all.outcome };
  },
};

function entriesOf(tree: Branch): Rows<MacTableRecord> | null {
  const rows: Rows<MacTableRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const instance of listOf(tree, 'network-instance')) {
    const table = at(instance, 'bridge-table', 'mac-table');
    found ||= table !== null;
    for (const entry of listOf(table, 'mac')) {
      const macAddress = wordOf(entry['address'])?.toLowerCase() ?? '';
      if (!/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(macAddress)) {
        rows.unparsed.push(`an entry of ${wordOf(instance['name']) ?? '?'} has no address`);
        continue;
      }
      const kind = wordOf(entry['type']);
      const type = macType(kind);
      if (kind !== null && type === null) {
        rows.unparsed.push(`the entry of ${macAddress} has the type ${kind}`);
        continue;
      }
      rows.records.push({
        vlan: wordOf(instance['name']),
        macAddress,
        interface: wordOf(entry['destination']),
        type,
        moves: null,
      });
    }
  }
  return found ? rows : null;
}
