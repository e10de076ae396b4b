import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { several } from '../several-outputs.ts';
import { isPort } from './interface-names.ts';
import { readPortDescriptions } from './port-descriptions.ts';
import { readPortDetail } from './port-detail.ts';
import { readPortTable } from './port-table.ts';
import { readRouterInterfaces } from './router-interfaces.ts';
import { readSections, readTables, type Section } from './screen.ts';

/** Ports with their descriptions, and the router's interfaces with their addresses. */
export const interfaces: DiagnosticReader<'interfaces'> = {
  commands: ({ interface: name }) => {
    if (name !== undefined) return [{ line: isPort(name) ? `/show port ${name}` : `/show router interface ${name}` }];
    return [
      { line: '/show port' },
      { line: '/show port description', optional: true },
      { line: '/show router interface', optional: true },
    ];
  },
  parse: (outputs) => {
    const result = several(
      outputs.map((output) => (tables.test(output) ? readTables : readSections)(output, titles, readInterfaces)),
    );
    return outputs.length < 2 ? result : { ...result, records: merged(result.records) };
  },
};

const titles =
  /^(?:Ports on \S{1,20}(?: \S{1,12}){0,3}|Port Descriptions on .{1,30}|Interface Table \(.{1,80}\)|Ethernet Interface|TDM Interface|(?:[\w.+-]{2,12} )?Connector|Port)$/;

/** Below one of these titles there are no others; the details of a port have many that are not read. */
const tables = /^ *(?:Ports on |Port Descriptions on |Interface Table \()/m;

function readInterfaces(sections: Section[]): Rows<InterfaceRecord> {
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (/^Ports on /.test(section.title)) readPortTable(section, rows);
    else if (/^Port Descriptions/.test(section.title)) readPortDescriptions(section, rows);
    else if (/^Interface Table/.test(section.title)) readRouterInterfaces(section, rows);
    else {
      const detail = section.closed ? readPortDetail([section], rows.unparsed) : null;
      if (detail) rows.records.push(stateOnly(detail));
      else append(rows.unparsed, section.lines.slice(0, 3));
    }
  }
  return rows;
}

/** A port stands in the table of states and in the one of descriptions. */
function merged(records: readonly InterfaceRecord[]): InterfaceRecord[] {
  const byName = new Map<string, InterfaceRecord>();
  for (const record of records) {
    const known = byName.get(record.interface);
    if (!known) byName.set(record.interface, record);
    else if (known.description === null) byName.set(record.interface, { ...known, description: record.description });
  }
  return [...byName.values()];
}
