import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { fieldsOf, given } from './pairs.ts';
import { readSections, type Section } from './screen.ts';
import { routerOf, secondsOf, wholeOf } from './words.ts';

/** `show router isis adjacency [detail]`, every instance. A system id that has a name is printed as the name. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: ({ vrf }) => [{ line: `/show router${routerOf(vrf)} isis all adjacency` }],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readSections(output, /^Rtr \S{1,64} ISIS Instance \d{1,5} Adjacency(?: \(detail\))?$/, readAdjacencies),
      ),
    ),
};

const row =
  /^(\S{1,64}) +(L1L2|L1|L2) +(Up|Down|Init|Initializing|Failed|Init\S{0,9}) +(\d{1,5}) +(\S(?:.{0,40}?\S)?)(?: +(\d{1,4}(?:,\d{1,4}){0,8}))?$/;

function readAdjacencies(sections: Section[]): Rows<IsisAdjacencyRecord> {
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    const process = /Instance (\d{1,5})/.exec(section.title)?.[1] ?? null;
    if (section.lines.some((line) => /^SystemID +: /.test(line))) {
      readDetails(section, process, rows);
      continue;
    }
    const start = section.lines.indexOf('---');
    for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
      if (line === '---' || /^(?:Adjacencies ?:|\* indicates|No Matching)/.test(line)) continue;
      const match = row.exec(line);
      if (!match) {
        rows.unparsed.push(line);
        continue;
      }
      rows.records.push(
        recordOf(process, match[1] ?? '', match[2] ?? '', match[3] ?? '', match[4] ?? '', match[5] ?? ''),
      );
    }
  }
  return rows;
}

function recordOf(
  process: string | null,
  system: string,
  usage: string,
  state: string,
  hold: string,
  where: string,
): IsisAdjacencyRecord {
  const isId = /^[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}$/.test(system);
  return {
    process,
    systemId: isId ? system.toLowerCase() : null,
    hostname: isId || system.endsWith('*') ? null : system,
    interface: where.endsWith('*') ? null : where,
    level: usage === 'L1L2' ? '1-2' : usage === 'L1' ? '1' : usage === 'L2' ? '2' : null,
    state: /^up$/i.test(state) ? 'up' : /^init/i.test(state) ? 'init' : 'down',
    holdSeconds: wholeOf(hold),
    upSeconds: null,
    snpa: null,
  };
}

function readDetails(section: Section, process: string | null, rows: Rows<IsisAdjacencyRecord>): void {
  const starts = section.lines.flatMap((line, at, lines) => {
    if (!/^SystemID +: /.test(line)) return [];
    return [/^Hostname +: /.test(lines[at - 1] ?? '') ? at - 1 : at];
  });
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    if (next === undefined && !section.closed) continue;
    const fields = fieldsOf(section.lines.slice(from, next));
    const name = given(fields, 'SystemID') ?? '';
    const state = given(fields, 'State') ?? '';
    if (!/^(?:Up|Down|Init\w*|Failed)$/i.test(state)) {
      rows.unparsed.push(section.lines[from] ?? '');
      continue;
    }
    const record = recordOf(
      process,
      name,
      (given(fields, 'L. Circ Typ', 'Neighbor CircTyp') ?? '').replaceAll(' ', ''),
      state,
      given(fields, 'Hold Time') ?? '',
      given(fields, 'Interface') ?? '',
    );
    rows.records.push({
      ...record,
      hostname: record.hostname ?? given(fields, 'Hostname'),
      interface: given(fields, 'Interface'),
      holdSeconds: wholeOf(given(fields, 'Hold Time', 'Expires In')),
      upSeconds: secondsOf(given(fields, 'Up Time')),
      snpa: macOf(given(fields, 'SNPA')),
    });
  }
}

function macOf(text: string | null): string | null {
  return text !== null && /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text) ? text.toLowerCase() : null;
}
