import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankInterfaceDetail } from '../records.ts';
import { several } from '../several-outputs.ts';
import { isPort } from './interface-names.ts';
import { readPortDetail } from './port-detail.ts';
import { readRouterInterfaces } from './router-interfaces.ts';
import { readSections, type Section } from './screen.ts';

/** `show port <port> detail` with its counters; for a router interface its state and addresses. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: ({ interface: name = '' }) => [
    { line: isPort(name) ? `/show port ${name} detail` : `/show router interface ${name}` },
  ],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readSections(
          output,
          /^(?:Ethernet Interface|TDM Interface|Connector|Port|Traffic Statistics|Ethernet-like Medium Statistics|Port Statistics|Per Threshold MDA Discard Statistics|Interface Table \(.{1,80}\))$/,
          readDetail,
        ),
      ),
    ),
};

function readDetail(sections: Section[]): Rows<InterfaceDetailRecord> {
  const table = sections.find((section) => /^Interface Table/.test(section.title));
  if (table) {
    const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
    const plain = { records: [], unparsed: rows.unparsed };
    readRouterInterfaces(table, plain);
    return { ...rows, records: plain.records.map((record) => blankInterfaceDetail(record)) };
  }
  const first = sections.findIndex((section) =>
    /^(?:Ethernet Interface|TDM Interface|Connector|Port)$/.test(section.title),
  );
  const unparsed: string[] = [];
  const detail =
    first === -1 || !sections.every(({ closed }) => closed) ? null : readPortDetail(sections.slice(first), unparsed);
  // A connector has no traffic; of a port the counters follow, those of its medium last, and without them more was to come.
  const kind = sections[first]?.title;
  const last = kind === 'Ethernet Interface' ? 'Ethernet-like Medium Statistics' : 'Traffic Statistics';
  const counted = kind === 'Connector' || sections.some(({ title }) => title === last);
  if (detail && !counted)
    return { records: [], unparsed: [], incomplete: 'the counters are missing: the answer was cut off' };
  if (detail) return { records: [detail], unparsed };
  return { records: [], unparsed: sections.flatMap(({ lines }) => lines.slice(0, 3)) };
}
