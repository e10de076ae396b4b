import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { fieldsOf } from './pairs.ts';
import { withRowCount } from './row-count.ts';
import { readTables, type Section } from './screen.ts';
import { routerOf, secondsOf, wholeOf } from './words.ts';

/** `show router isis adjacency [detail]`, every instance. A system id that has a name is printed as the name. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: ({ vrf }) => [{ line: `/show router${routerOf(vrf)} isis all adjacency` }],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readTables(output, /^Rtr \S{1,64} ISIS Instance \d{1,5} Adjacency(?: \(detail\))?$/, readAdjacencies),
      ),
    ),
};

const row =
  /^(\S{1,64}) +(L1L2|L1|L2) +(Up|Down|Init|Initializing|Failed) +(\d{1,5}) +(\S(?:.{0,40}?\S)?)(?: +(\d{1,4}(?:,\d{1,4}){0,8}\*?|Yes|No))?$/;

function readAdjacencies(sections: Section[]): Rows<IsisAdjacencyRecord> {
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    const process = /Instance (\d{1,5})/.exec(section.title)?.[1] ?? null;
    if (section.title.endsWith('(detail)') || section.lines.some((line) => /^SystemID *:/.test(line))) {
      readDetails(section, process, rows);
      continue;
    }
    withRowCount(section, rows, () => readTable(section, process, rows));
  }
  return rows;
}

function readTable(section: Section, process: string | null, rows: Rows<IsisAdjacencyRecord>): void {
  const start = section.lines.indexOf('---');
  const hasTopology = section.lines.slice(0, start).some((line) => / MT(?:-ID| Enab)/.test(line));
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:Adjacencies ?:|\* indicates|No Matching)/.test(line)) continue;
    const match = row.exec(line);
    const [, system = '', usage = '', state = '', hold = '', where = '', topology] = match ?? [];
    if (!match || / {2}/.test(where) || (hasTopology && topology === undefined) || isDamagedId(system)) {
      rows.unparsed.push(line);
      continue;
    }
    rows.records.push(recordOf(process, system, usage, state, hold, where));
  }
}

const systemId = /^[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}$/;

/** The form of an id in which a figure is something else. */
function isDamagedId(system: string): boolean {
  return !systemId.test(system) && /^[^.]{4}\.[^.]{4}\.[^.]{4}$/.test(system) && /\d{3}/.test(system);
}

function recordOf(
  process: string | null,
  system: string,
  usage: string,
  state: string,
  hold: string,
  where: string,
): IsisAdjacencyRecord {
  const isId = systemId.test(system);
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

const hostname = new Set(['Hostname']);

function readDetails(section: Section, process: string | null, rows: Rows<IsisAdjacencyRecord>): void {
  const starts = section.lines.flatMap((line, at, lines) => {
    if (!/^SystemID *:/.test(line)) return [];
    const above = lines[at - 1] ?? '';
    if (isDamaged(above.split(':')[0]?.trim() ?? '', hostname)) rows.unparsed.push(above);
    return [/^Hostname *:/.test(above) ? at - 1 : at];
  });
  // The name of the first system is damaged where something stands above it.
  append(
    rows.unparsed,
    section.lines.slice(0, starts[0]).filter((line) => line !== '---' && !/^No Matching/.test(line)),
  );
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    if (next === undefined && !section.closed) continue;
    const fields = fieldsOf(section.lines.slice(from, next), rows.unparsed);
    const state = fields.value(stateOf, 'State');
    const system = fields.value((words) => (isDamagedId(words) || words.includes(' ') ? null : words), 'SystemID');
    if (state === null || system === null) {
      rows.unparsed.push(section.lines[from] ?? '');
      continue;
    }
    const usage = fields.value(usageOf, 'L. Circ Typ', 'Neighbor CircTyp') ?? '';
    const where = fields.value((words) => (words.includes('  ') ? null : words), 'Interface');
    const record = recordOf(process, system, usage, state, '', where ?? '');
    fields.withPartner('SystemID', 'Interface', 'Nbr Sys Typ');
    rows.records.push({
      ...record,
      hostname: record.hostname ?? fields.words('Hostname'),
      interface: where,
      holdSeconds: fields.value(wholeOf, 'Hold Time', 'Expires In'),
      upSeconds: fields.value(upTimeOf, 'Up Time'),
      snpa: fields.value(macOf, 'SNPA'),
    });
  }
}

function stateOf(words: string): string | null {
  return /^(?:Up|Down|Init|Initializing|Failed)$/i.test(words) ? words : null;
}

function usageOf(words: string): string | null {
  const usage = words.replaceAll(' ', '');
  return /^(?:L1L2|L1|L2)$/.test(usage) ? usage : null;
}

/** `58d 03:24:48`: the days are printed even when there are none. */
function upTimeOf(words: string): number | null {
  return /^\d{1,5}d \d{2}:\d{2}:\d{2}$/.test(words) ? secondsOf(words) : null;
}

function macOf(words: string): string | null {
  return /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(words) ? words.toLowerCase() : null;
}
