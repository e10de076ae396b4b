import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { stateOnly } from '../records.ts';
import { several } from '../several-outputs.ts';
import { isPort } from './interface-names.ts';
import { readPortDescriptions } from './port-descriptions.ts';
import { isOfPort, readPortDetail } from './port-detail.ts';
import { readPortTable } from './port-table.ts';
import { readRouterInterfaces } from './router-interfaces.ts';
import { readTables, type Section } from './screen.ts';

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
      outputs.map((output) =>
        tables.test(output) ? readTables(output, titles, readInterfaces) : readTables(output, /^./, readPorts),
      ),
    );
    return outputs.length < 2 ? result : { ...result, records: merged(result.records) };
  },
};

const titles =
  /^(?:Ports on \S{1,20}(?: \S{1,12}){0,3}|Port Descriptions on .{1,30}|Interface Table \((?:Router|Service): ?.{1,64}\))$/;

/** Below one of these titles there are no others; the details of a port have many that are not read. */
const tables = /^[ \t]*(?:Ports on |Port Descriptions on |Interface Table \()/m;

function readInterfaces(sections: Section[]): Rows<InterfaceRecord> {
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (/^Ports on /.test(section.title)) readPortTable(section, rows);
    else if (/^Port Descriptions/.test(section.title)) readPortDescriptions(section, rows);
    else readRouterInterfaces(section, rows);
  }
  return rows;
}

/** The details of one port or of many: their states alone. */
function readPorts(sections: Section[]): Rows<InterfaceRecord> {
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  const ports = sections.filter(isOfPort);
  for (const section of ports) {
    const detail = section.closed ? readPortDetail([section], rows.unparsed) : null;
    if (detail) rows.records.push(stateOnly(detail));
    else append(rows.unparsed, section.lines.slice(0, 3));
  }
  return ports.length > 0 ? rows : { ...rows, unparsed: sections.flatMap(({ lines }) => lines.slice(0, 3)) };
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
