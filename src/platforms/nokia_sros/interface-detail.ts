import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { append } from '../../lib/append.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankInterfaceDetail } from '../records.ts';
import { several } from '../several-outputs.ts';
import { isPort } from './interface-names.ts';
import { isOfPort, readPortDetail } from './port-detail.ts';
import { readRouterInterfaces } from './router-interfaces.ts';
import { readSections, type Section } from './screen.ts';

/** `show port <port> detail` with its counters; for a router interface its state and addresses. */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: ({ interface: name = '' }) => [
    { line: isPort(name) ? `/show port ${name} detail` : `/show router interface ${name}` },
  ],
  parse: (outputs) => several(outputs.map((output) => readSections(output, /^./, readDetail))),
};

const counters = new Set([
  'Traffic Statistics',
  'Ethernet-like Medium Statistics',
  'Port Statistics',
  'Per Threshold MDA Discard Statistics',
]);
const known =
  /^(?:Ethernet Interface|TDM Interface|TDM DS\d (?:Chan Group|Interface)|(?:[\w.+-]{2,12} )?Connector|Port)$/;

function readDetail(all: Section[]): Rows<InterfaceDetailRecord> {
  const table = all.find((section) => /^Interface Table \((?:Router|Service): ?.{1,64}\)$/.test(section.title));
  if (table) {
    const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
    const plain = { records: [], unparsed: rows.unparsed };
    readRouterInterfaces(table, plain);
    return { ...rows, records: plain.records.map((record) => blankInterfaceDetail(record)) };
  }
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  const sections = all.filter((section) => isOfPort(section) || counters.has(section.title));
  // Of `show port detail` each port has a part of its own.
  const starts = sections.flatMap((section, at) => (isOfPort(section) ? [at] : []));
  const strange = starts.length === 0 ? all : sections.slice(0, starts[0]);
  append(
    rows.unparsed,
    strange.flatMap(({ lines }) => lines.slice(0, 3)),
  );
  for (const { title } of all) if (isDamaged(title, counters)) rows.unparsed.push(title);
  for (const [index, from] of starts.entries()) readPort(sections.slice(from, starts[index + 1]), rows);
  return rows;
}

function readPort(sections: Section[], rows: Rows<InterfaceDetailRecord>): void {
  const kind = sections[0]?.title ?? '';
  const unparsed: string[] = [];
  const isWhole = known.test(kind) && sections.every(({ closed }) => closed);
  const isConnector = kind.endsWith('Connector');
  const detail = isWhole ? readPortDetail(isConnector ? sections.slice(0, 1) : sections, unparsed) : null;
  // A connector has no traffic; of a port the counters follow, those of its medium last, and without them more was to come.
  const last = kind === 'Ethernet Interface' ? 'Ethernet-like Medium Statistics' : 'Traffic Statistics';
  const counted = isConnector || sections.some(({ title }) => title === last);
  // Counters that come again, or below a connector, are those of another port, whose heading is damaged.
  const titles = new Set<string>();
  for (const { title, lines } of sections) {
    if (titles.has(title) || (isConnector && title !== kind)) unparsed.push(title, ...lines.slice(0, 3));
    titles.add(title);
  }
  if (detail && counted) rows.records.push(detail);
  else if (detail) rows.incomplete = 'the counters are missing: the answer was cut off';
  else
    append(
      rows.unparsed,
      sections.flatMap(({ lines }) => lines.slice(0, 3)),
    );
  if (detail && counted) append(rows.unparsed, unparsed);
}
