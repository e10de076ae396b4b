import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord, OspfState } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { fieldsOf } from './pairs.ts';
import { withRowCount } from './row-count.ts';
import { readTables, type Section } from './screen.ts';
import { routerOf, secondsOf, vrfOf, wholeOf } from './words.ts';

/** `show router ospf neighbor` and `ospf3`: the name of the interface, and below it the area where it is long or printed. */
export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  commands: ({ vrf }) => [
    { line: `/show router${routerOf(vrf)} ospf neighbor`, optional: true },
    { line: `/show router${routerOf(vrf)} ospf3 neighbor`, optional: true },
  ],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readTables(
          output,
          /^(?:Rtr \S{1,64} OSPFv[23] Instance \d{1,5} Neighbors?(?: \(detail\))?|OSPFv[23] \(\d{1,5}\) all neighbors)$/i,
          (sections) => readNeighbors(sections, args.vrf ?? null),
        ),
      ),
    ),
};

const states: Record<string, OspfState> = {
  down: 'down',
  attempt: 'attempt',
  init: 'init',
  twoway: 'twoway',
  '2way': 'twoway',
  exstart: 'exstart',
  exchstart: 'exstart',
  exchangestart: 'exstart',
  exchange: 'exchange',
  exchng: 'exchange',
  loading: 'loading',
  full: 'full',
};
const row =
  /^(\S.{0,31}?) +(\d{1,3}(?:\.\d{1,3}){3}) +([A-Za-z2]{4,9}|Two Way|Ex(?:ch(?:ange)?)? ?Start) +(\d{1,3}) +(\d{1,5}) +(\d{1,5})$/;
const below = /^ {2,}(?:(\d{1,3}(?:\.\d{1,3}){3})|(\S.{0,40}))$/;

function readNeighbors(sections: Section[], asked: string | null): Rows<OspfNeighborRecord> {
  const rows: Rows<OspfNeighborRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    // Older releases name no router in the heading.
    const head = /^(?:Rtr (\S{1,64}) )?OSPFv([23]) (?:Instance )?\(?(\d{1,5})/i.exec(section.title);
    const base = {
      version: head?.[2] === '3' ? (3 as const) : (2 as const),
      vrf: head?.[1] === undefined ? asked : vrfOf(head[1]),
      process: head?.[3] ?? null,
    };
    if (section.lines.some((line) => /^Neighbor (?:Rtr )?(?:Router )?Id +: /i.test(line)))
      readDetails(section, base, rows);
    else withRowCount(section, rows, () => readTable(section, base, rows));
  }
  return rows;
}

type Base = Pick<OspfNeighborRecord, 'version' | 'vrf' | 'process'>;

function readTable(section: Section, base: Base, rows: Rows<OspfNeighborRecord>): void {
  const start = section.lines.indexOf('---');
  const found: OspfNeighborRecord[] = [];
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:No\. of|\* indicates|No Matching)/.test(line)) continue;
    const match = row.exec(line);
    const state = states[(match?.[3] ?? '').toLowerCase().replace(' ', '')];
    const more = below.exec(line);
    const last = found.at(-1);
    if (match && state) {
      found.push({
        ...base,
        area: null,
        neighborId: match[2] ?? '',
        address: null,
        interface: nameOf(match[1] ?? ''),
        state,
        role: null,
        priority: wholeOf(match[4]),
        deadSeconds: wholeOf(match[6]),
        upSeconds: null,
      });
    } else if (more && last && last.area === null && more[1] !== undefined) last.area = more[1];
    else rows.unparsed.push(line);
  }
  append(rows.records, section.closed ? found : found.slice(0, -1));
}

function nameOf(text: string): string | null {
  return text.endsWith('*') ? null : text.trim();
}

/** The first line of a block names the router, in releases that do not print it there its address. */
const openings = [/^Neighbor Rtr Id +: /i, /^Neighbor (?:Rtr |Router )?(?:IP|Id)[^:]* : /i];

/** Blocks of pairs, one for each neighbour. */
function readDetails(section: Section, base: Base, rows: Rows<OspfNeighborRecord>): void {
  const opening = openings.find((pattern) => section.lines.some((line) => pattern.test(line)));
  const starts = section.lines.flatMap((line, at) => (opening?.test(line) ? [at] : []));
  // What stands above the first block is one whose first line is damaged.
  append(
    rows.unparsed,
    section.lines.slice(0, starts[0]).filter((line) => line !== '---'),
  );
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    if (next === undefined && !section.closed) continue;
    const fields = fieldsOf(section.lines.slice(from, next), rows.unparsed);
    const neighborId = fields.value(canonicalIp, 'Neighbor Rtr Id', 'Neighbor Router Id', 'Neighbor Id');
    const state = fields.value(stateOf, 'Neighbor State', 'State');
    if (neighborId === null || !state) {
      rows.unparsed.push(section.lines[from] ?? '');
      continue;
    }
    rows.records.push({
      ...base,
      area: fields.value(canonicalIp, 'Area Id', 'Area'),
      neighborId,
      address: fields.value(canonicalIp, 'Neighbor IP Addr', 'Neighbor IP Address', 'Nbr IP Addr'),
      interface: fields.value(interfaceOf, 'Local IF Name', 'Interface', 'Interface Name'),
      state,
      role: null,
      priority: fields.value(wholeOf, 'Priority'),
      deadSeconds: fields.value(deadOf, 'Time Before Dead', 'TTL (sec)', 'TTL'),
      upSeconds: fields.value(upTimeOf, 'Up Time'),
    });
    fields.withPartner('Neighbor Rtr Id', 'Neighbor State', 'Up Time');
  }
}

function interfaceOf(words: string): string | null {
  return /^\w(?:[\w./:()&+-]| (?! )){0,63}$/.test(words) ? words : null;
}

/** `1d 18:20:20`: the days are printed even when there are none. */
function upTimeOf(words: string): number | null {
  return /^\d{1,5}d \d{2}:\d{2}:\d{2}$/.test(words) ? secondsOf(words) : null;
}

/** `38 sec`, and without the unit where the key has it. */
function deadOf(words: string): number | null {
  return wholeOf(words.replace(/ sec$/, ''));
}

function stateOf(words: string): OspfState | null {
  return states[words.toLowerCase().replace(/\W/g, '')] ?? null;
}
