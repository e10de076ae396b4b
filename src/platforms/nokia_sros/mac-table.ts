import type { MacTableRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { withRowCount } from './row-count.ts';
import { readTables, type Section } from './screen.ts';

/** `show service fdb-mac`: `vlan` is the service, which is what a bridge domain is here. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: ({ mac }) => [{ line: mac === undefined ? '/show service fdb-mac' : `/show service fdb-mac ${mac}` }],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readTables(output, /^(?:Service Forwarding Database|Forwarding Database, Service \d{1,10})$/, readEntries),
      ),
    ),
};

const row =
  /^(\d{1,10}) +((?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}) +(\S(?:.{0,60}?\S)?) +([A-Za-z]{1,7}(?:[:/](?:-|\d{1,5}|[A-Za-z]{1,3})){0,2}(?: \(\w\))?) +(\d{2}\/\d{2}\/\d{2,4} \d{2}:\d{2}:\d{2})$/;
/** An address with its label or VNI, or an Ethernet segment, below the column of sources; the transport of a tunnel stands further to the left. */
const rest = /^ {20,40}(\[?[\dA-Fa-f.:]{2,45}\]?:\d{1,10}|(?:eES:)?(?:[\dA-Fa-f]{2}:){9}[\dA-Fa-f]{2})$/;
const more = /^ {4,}(?:\S{1,60})(?: +\d{1,6})?$/;
const types: Record<string, string> = {
  l: 'dynamic',
  lp: 'dynamic',
  s: 'static',
  cstatic: 'static',
  c: 'static',
  intf: 'interface',
  o: 'oam',
  oam: 'oam',
  p: 'protected',
  h: 'host',
  evpn: 'evpn',
  evpns: 'evpn-static',
  lf: 'leaf',
};

function readEntries(sections: Section[]): Rows<MacTableRecord> {
  const rows: Rows<MacTableRecord> = { records: [], unparsed: [] };
  for (const section of sections) withRowCount(section, rows, () => readTable(section, rows));
  return rows;
}

function readTable(section: Section, rows: Rows<MacTableRecord>): void {
  // The end of a long source stands in a line of its own.
  let open: MacTableRecord | null = null;
  const start = section.lines.indexOf('---');
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (open !== null) {
      const end: string | undefined = rest.exec(line)?.[1];
      if (end === undefined) rows.unparsed.push(`${open.vlan} ${open.macAddress} has half a source`);
      else rows.records.push({ ...open, interface: `${open.interface}${end}` });
      open = null;
      if (end !== undefined) continue;
    }
    if (line === '---' || /^(?:No\. of|Legend|\* indicates|No Matching)|^ *[A-Z][a-z]?=/.test(line)) continue;
    const match = row.exec(line);
    const type = types[(match?.[4] ?? '').toLowerCase().replace(/[/: ].*$/, '')];
    if (match && type !== undefined && /^[\w.:/*() -]{2,62}$/.test(match[3] ?? '')) {
      const entry: MacTableRecord = {
        vlan: match[1] ?? null,
        macAddress: (match[2] ?? '').toLowerCase(),
        interface: match[3]?.endsWith('*') ? null : (match[3] ?? null),
        type,
        moves: null,
      };
      if (entry.interface?.endsWith(':')) open = entry;
      else rows.records.push(entry);
    } else if (!(rows.records.length > 0 && more.test(line))) rows.unparsed.push(line);
  }
  if (open !== null && section.closed) rows.unparsed.push(`${open.vlan} ${open.macAddress} has half a source`);
}
