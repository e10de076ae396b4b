import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isPort } from './interface-names.ts';
import { fieldsOf, pairsOf } from './pairs.ts';
import { withRowCount } from './row-count.ts';
import { readSections, type Section } from './screen.ts';

/**
 * `show system lldp neighbor`: one row per neighbour, and `show port <port> ethernet lldp remote-info`. A value that the
 * table cut (marked with `*`) is not known.
 */
export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: '/show system lldp neighbor' }],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readSections(
          output,
          /^(?:NB = nearest-bridge.{0,120}|Link Layer Discovery Protocol \(LLDP\) System Information|LLDP Neighbor.{0,40}|Link Layer Discovery Protocol \(LLDP\) Port Information)$/,
          readNeighbors,
        ),
      ),
    ),
};

const row =
  /^(\S{3,24}) +(?:NB|NTPMR|NCB|NC|NTPM\*?|nearest-\S{3,16}) +((?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|\S{3,40}\*?) +\d{1,10} +$/;

function readNeighbors(sections: Section[]): Rows<LldpNeighborRecord> {
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  let known = false;
  for (const section of sections) {
    if (/Port Information$/.test(section.title)) {
      known = true;
      readPort(section, rows);
      continue;
    }
    const heading = section.lines.find((line) => /^Lcl Port +Scope +Remote Chassis ID/.test(line)) ?? '';
    const [port, name] = [heading.indexOf('Remote Port'), heading.search(/Remote Sys/)];
    const table = port > 0 && name > port;
    if (table)
      withRowCount(section, rows, () =>
        readTable(section.lines.slice(section.lines.indexOf(heading) + 1), port, name, rows),
      );
    known ||= table;
  }
  return known ? rows : { ...rows, unparsed: sections.flatMap(({ lines }) => lines.slice(0, 3)) };
}

/** `port` and `name` are the columns at which what the neighbour sent begins. */
function readTable(lines: readonly string[], port: number, name: number, rows: Rows<LldpNeighborRecord>): void {
  for (const line of lines) {
    if (line === '---' || /^(?:Number of|NB = |NTPMR = |NCB? = |\* indicates|No Matching| +Remote)/.test(line))
      continue;
    // What the neighbour sent has a column of its own: only its place says where it begins.
    const match = row.exec(line.slice(0, port));
    if (!match || !isPort(match[1] ?? '') || /\S/.test(line.charAt(name - 1))) {
      rows.unparsed.push(line);
      continue;
    }
    rows.records.push({
      interface: match[1] ?? '',
      neighborName: whole(line.slice(name)),
      neighborInterface: portOf(line.slice(port, name)),
      neighborDescription: null,
      chassisId:
        whole(match[2] ?? '')
          ?.replaceAll('-', ':')
          .toLowerCase() ?? null,
      managementAddresses: [],
    });
  }
}

/**
 * A block of pairs behind `Port 1/1/1 Bridge nearest-bridge Remote Peer Information`. Where two of them have a peer, the
 * second may be a part of what the first peer sent: both are handed back.
 */
function readPort(section: Section, rows: Rows<LldpNeighborRecord>): void {
  const starts = section.lines.flatMap((line, at) =>
    /^Port \S+ Bridge \S+ Remote Peer Information$/.test(line) ? [at] : [],
  );
  if (starts.length === 0) append(rows.unparsed, section.lines.slice(0, 3));
  // Whose lines these are stood in a heading that is not known.
  else append(rows.unparsed, section.lines.slice(0, starts[0]));
  const found: LldpNeighborRecord[] = [];
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    if (next === undefined && !section.closed) continue;
    const lines = section.lines.slice(from + 1, next);
    const fields = fieldsOf(lines, rows.unparsed);
    const strange = (line: string) => line !== '---' && !standing.test(line) && pairsOf(line).length === 0;
    append(rows.unparsed, lines.filter(strange));
    if (!fields.has('Chassis Id', 'Port Id', 'System Name')) continue;
    const port = unquoted(fields.words('Port Id'));
    const name = /^Port (\S+)/.exec(section.lines[from] ?? '')?.[1] ?? '';
    const chassis = fields.words('Chassis Id');
    if (!isPort(name) || chassis === null) {
      rows.unparsed.push(section.lines[from] ?? '');
      continue;
    }
    found.push({
      interface: name,
      neighborName: unquoted(fields.words('System Name')),
      neighborInterface: portIn(lines, port, rows.unparsed),
      neighborDescription: unquoted(fields.words('Port Description')),
      chassisId: /^(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/.test(chassis) ? chassis.toLowerCase() : chassis,
      managementAddresses: [fields.words('Remote Mgmt Address', 'Mgmt Address')].filter((one) => one !== null),
    });
  }
  if (found.length < 2) append(rows.records, found);
  else
    append(
      rows.unparsed,
      starts.map((at) => section.lines[at] ?? ''),
    );
}

/** Lines of a block that are no pair: its number, values that go on, and what is said of a port without a peer. */
const standing = /^(?:Remote Peer Index \d| {10,}\S|No )/;

/** What somebody wrote may have quotes of its own at one end. */
function unquoted(words: string | null): string | null {
  return words?.replace(/^"(.*)"$/, '$1') ?? null;
}

const bytes = /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){0,254}$/;

/**
 * Newer releases print the bytes of a name and below them, in quotes, the name itself. Null where anything else stands
 * below the port, such as the rest of a long one: it is handed back.
 */
function portIn(lines: readonly string[], printed: string | null, unparsed: string[]): string | null {
  const at = lines.findIndex((line) => /^Port Id +:/.test(line));
  const below = lines[at + 1] ?? '';
  if (at === -1 || !/^ {10,}\S/.test(below)) return printed;
  const name = /^ {10,}"(.{1,255})"$/.exec(below)?.[1];
  const hex = bytes.test(printed ?? '') ? (printed ?? '').replaceAll(':', '') : '';
  if (name === Buffer.from(hex, 'hex').toString('latin1') && !/^ {10,}\S/.test(lines[at + 2] ?? '')) return name;
  unparsed.push(lines[at] ?? '', below);
  return null;
}

/** A value that the table cut is not known. */
function whole(text: string): string | null {
  const words = text.trim();
  return words === '' || words.endsWith('*') ? null : words;
}

/** `1/1/c11/1, 100-Gig*`: the port stands whole in front of its description. */
function portOf(text: string): string | null {
  const port = /^([^,]{1,40}),/.exec(text.trim())?.[1];
  return port ?? whole(text);
}
