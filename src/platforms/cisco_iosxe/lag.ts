import type { LagMember, LagRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { announcedIn, exactlyCounted } from '../counted-rows.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { iosInterfaceName, printedInterfaceName } from './interface-names.ts';
import { iosTable } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show etherchannel summary`; of one aggregate the same table, from which the others are left out. */
export const lag: DiagnosticReader<'lag'> = {
  commands: () => [{ line: 'show etherchannel summary' }],
  parse: ([output = ''], { args }) => {
    const parsed = parseForms<LagRecord>(output, { rejected: rejectedByIosxe, text: (text) => aggregates(text) });
    if (args.interface === undefined) return parsed;
    const records = parsed.records.filter((record) => record.lag === args.interface);
    const outcome = parsed.outcome === 'ok' && records.length === 0 ? 'empty' : parsed.outcome;
    return { ...parsed, outcome, records };
  },
};

/** Routers put tabs between the columns. Behind the layer stands the state, and whether it formed by itself. */
const opening = /^(\d{1,5})[ \t]+(\S{2,32})\(([RS]?[DUMNf]A?)\)[ \t]+(LACP|PAgP|-)[ \t]*(.*)$/;

/** One member alone may be the first of several. Routers, which put tabs between the columns, explain their words below. */
const wholeRow = /^\d{1,5} +\S+\(\w+\) +\S+ +\S+\(\w+\) +\S+\(\w+\)$/;

/** The last of the words that routers explain below the rows. */
const legend = /^S\/susp +- Suspended$/;

/** How many aggregates there are, above the table. */
const inUse = /^Number of channel-groups in use: +(\d{1,5})$/;

/** The command for one aggregate; the count may be that of all. */
const ofOne = /\bether\w* +\d{1,5} +su/;

/** The device says how many aggregates there are, and all but one stand there. */
function isLastRowNext({ lines }: TextLines): boolean {
  const said = lines.map((line) => inUse.exec(line)?.[1]).find(Boolean);
  return said !== undefined && Number(said) === lines.filter((line) => opening.test(line)).length + 1;
}

/** No column is as wide: something is missing there. Behind the tabs of the routers one blank stands before each member. */
const gap = /\S[ \t]{13,}\S|\t[^\t]* {2}/;

function aggregates(text: TextLines) {
  // Members that do not fit into a line go on below it; below a row that was not understood they are nobody's.
  let open: LagRecord | null = null;
  const rows = iosTable<LagRecord>(text, {
    header: /^(?:Group +Port-channel +Protocol +Ports|Number of channel-groups in use: +0)$/,
    whole: isLastRowNext(text) ? wholeRow : legend,
    skip: /^(?:Flags: |Number of |[A-Za-z] - |-+\+|RU - |SU - |P\/bndl +- |S\/susp +- |FD |Last )/,
    row: (line, raw) => {
      const match = line.length > 600 ? null : opening.exec(line);
      const name = iosInterfaceName(match?.[2] ?? '');
      const members = gap.test(line) ? null : membersOf(match ? (match[5] ?? '') : line);
      if (open && members !== null && !match && /^[ \t]/.test(raw)) {
        append(open.members, members);
        return [];
      }
      open = null;
      if (members === null || !match || name === null) return null;
      const flags = match[3] ?? '';
      const record: LagRecord = {
        lag: name,
        status: flags.includes('U') ? 'up' : 'down',
        protocol: match[4] === 'LACP' ? 'lacp' : match[4] === 'PAgP' ? 'pagp' : 'static',
        minLinks: null,
        members,
      };
      open = record;
      return record;
    },
  });
  // What is indented and cut may be further members of the last aggregate.
  if (open !== null && rows?.incomplete !== undefined && /^\s/.test(text.cut ?? '')) rows.records.pop();
  const isOfOne = text.lines.some((line) => line.length < 200 && ofOne.test(line));
  return rows && !isOfOne ? exactlyCounted(rows, announcedIn(text, inUse), 'aggregates') : rows;
}

const states: Partial<Record<string, string>> = {
  P: 'bundled',
  bndl: 'bundled',
  susp: 'suspended',
  'hot-sby': 'standby',
  indep: 'individual',
  down: 'down',
  I: 'individual',
  s: 'suspended',
  H: 'standby',
  D: 'down',
  w: 'waiting',
  u: 'unsuitable',
  f: 'failed',
  m: 'not aggregated',
  r: 'removed',
};

function membersOf(text: string): LagMember[] | null {
  const members: LagMember[] = [];
  for (const word of text.split(/ +/).filter(Boolean)) {
    const match = /^(\S{2,40})\(([A-Za-z]d?|[a-z-]{3,8})\)$/.exec(word);
    const name = printedInterfaceName(match?.[1] ?? '');
    if (!match || name === null) return null;
    const flags = match[2] ?? '';
    // A letter may have the mark of a default port beside it.
    const state = states[flags.length === 2 ? flags.slice(0, 1) : flags];
    if (state === undefined) return null;
    members.push({ interface: name, state, reason: null });
  }
  return members;
}
