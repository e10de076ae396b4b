import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { bgpState } from '../bgp-words.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { asNumberOf } from '../values.ts';
import { familyOf } from './bgp-families.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import { readTables, type Section } from './screen.ts';
import { routerOf, secondsOf, wholeOf } from './words.ts';

/**
 * `show router bgp summary [all]`: per neighbour its address, its description, and a row for each address family; and
 * the older form of one family. A number marked with `*` was cut by the device and is not known.
 */
export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: ({ vrf }) => [
    { line: vrf === undefined ? '/show router bgp summary all' : `/show router${routerOf(vrf)} bgp summary` },
  ],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readTables(output, /^(?:BGP (?:[\w-]{1,20} )?Summary(?: ?:? ?.{0,40})?|BGP Router.*)$/, (sections) =>
          readSummary(sections, args.vrf ?? null),
        ),
      ),
    ),
};

interface Open {
  peer: string;
  description: string | null;
  rows: BgpSummaryRecord[];
  /** The row of one family came: rows of further families may follow. */
  base: BgpSummaryRecord | null;
  lines: string[];
  bad: boolean;
}

const counts = String.raw`(\d{1,10}\*?)/(\d{1,10}\*?)/(\d{1,10}\*?)(?: \(([\w-]{2,20})\))?`;
const firstRow = new RegExp(
  String.raw`^(?: *(Def\. Inst(?:ance)?|Svc: ?\S{1,32}|(?!Svc:)\S{1,32}))? +(\d{1,10}(?:\.\d{1,5})?\*?) +(\d{1,12}\*?) +(\d{1,12}\*?)(?: +(\d{1,12}\*?) +(\d{1,12}\*?))? +(\S{1,12}) +(?:${counts}|([A-Z][A-Za-z ()]{2,24}))$`,
);
const moreRow = new RegExp(String.raw`^ +\d{1,12}\*? +\d{1,12}\*?(?: +${counts})?$`);
const familyRow = new RegExp(`^ {8,}${counts}$`);

const heading = /^BGP Router ID ?: ?(\S{7,15}) +AS ?: ?(\S{1,12})(?: +Local AS ?: ?(\S{1,12}))?$/;

function readSummary(sections: readonly Section[], asked: string | null): Rows<BgpSummaryRecord> {
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  let routerId: string | null = null;
  let localAs: number | null = null;
  let table = false;
  for (const section of sections) {
    if (section.title.startsWith('BGP Router')) {
      const head = heading.exec(section.title);
      routerId = canonicalIp(head?.[1] ?? '');
      localAs = asNumberOf(head?.[3] ?? head?.[2] ?? '');
      if (routerId === null || localAs === null) rows.unparsed.push(section.title);
      continue;
    }
    table = true;
    const family = familyOf(/^BGP ([\w-]{1,20}) Summary/.exec(section.title)?.[1] ?? '');
    const blank = { vrf: asked, addressFamily: family, localAs, routerId };
    readTable(section, blank, rows);
  }
  return table || rows.records.length > 0 ? rows : { ...rows, incomplete: 'there is no table behind the totals' };
}

function readTable(
  section: Section,
  blank: Pick<BgpSummaryRecord, 'vrf' | 'addressFamily' | 'localAs' | 'routerId'>,
  rows: Rows<BgpSummaryRecord>,
): void {
  append(rows.unparsed, rowsAboveRule(section, firstRow));
  let open: Open | null = null;
  let started = false;
  const isNamed = section.lines.some((line) => line.endsWith('(Addr Family)'));
  const finish = () => {
    if (!open) return;
    if (open.bad || open.rows.length === 0 || (isNamed && open.rows.some(lacksFamily)))
      append(rows.unparsed, open.lines);
    else append(rows.records, open.rows);
    open = null;
  };
  for (const line of section.lines) {
    if (line === '---') {
      if (started) finish();
      started = true;
      continue;
    }
    const current = open as Open | null;
    const mayDescribe = current?.lines.length === 1;
    if (!started || (!mayDescribe && /^(?:\* indicates|No Matching|No\. of|Legend)/.test(line.trim()))) continue;
    const peer = /^([0-9A-Fa-f.:]{2,45})(?:%\S{1,32}|-"[^"]{1,32}")?(?: ?\(D\))?$/.exec(line);
    const address = peer ? canonicalIp(peer[1] ?? '') : null;
    if (address !== null && current && mayDescribe) {
      // An address that somebody gave as a description, or a peer whose rows are gone.
      current.lines.push(line);
      current.bad = true;
      continue;
    }
    if (address !== null) {
      finish();
      open = { peer: address, description: null, rows: [], base: null, lines: [line], bad: false };
      continue;
    }
    if (!current) {
      rows.unparsed.push(line);
      continue;
    }
    current.lines.push(line);
    takeRow(current, line, blank);
  }
  if (section.closed) finish();
  else if (open) append(rows.unparsed, (open as Open).lines);
}

/** Counts have their family behind them where the heading says so. */
function lacksFamily({ prefixesReceived, addressFamily }: BgpSummaryRecord): boolean {
  return prefixesReceived !== null && addressFamily === null;
}

function takeRow(
  open: Open,
  line: string,
  blank: Pick<BgpSummaryRecord, 'vrf' | 'addressFamily' | 'localAs' | 'routerId'>,
): void {
  const { base } = open;
  if (base === null) {
    const first = firstRow.exec(line);
    const record = first ? recordOf(first, open, blank) : null;
    if (record) {
      open.base = record;
      open.rows.push(record);
    } else if (/^\S/.test(line) && open.description === null) open.description = line.trim();
    else open.bad = true;
    return;
  }
  const more = moreRow.exec(line) ?? familyRow.exec(line);
  if (!more) open.bad = true;
  else if (more[1] !== undefined) {
    open.rows.push({
      ...base,
      addressFamily: more[4] === undefined ? null : familyOf(more[4]),
      prefixesReceived: wholeOf(more[1]),
      prefixesSent: wholeOf(more[3]),
    });
  }
}

function recordOf(
  row: RegExpExecArray,
  open: Open,
  blank: Pick<BgpSummaryRecord, 'vrf' | 'addressFamily' | 'localAs' | 'routerId'>,
): BgpSummaryRecord | null {
  const [, service, as = '', , , , , time = '', received, , sent, family, stateText] = row;
  const words =
    stateText === undefined ? { state: 'established' as const, adminDown: false, reason: null } : stateOf(stateText);
  if (!words) return null;
  const seconds = secondsOf(time);
  if (seconds === null && !/^(?:never|-)$/i.test(time)) return null;
  return {
    ...blank,
    vrf: service === undefined ? blank.vrf : /^Def\./.test(service) ? 'default' : service.replace(/^Svc: ?/, ''),
    addressFamily: family === undefined ? blank.addressFamily : familyOf(family),
    peer: open.peer,
    remoteAs: as.endsWith('*') ? null : asNumberOf(as),
    ...words,
    stateSeconds: seconds,
    upSeconds: words.state === 'established' ? seconds : null,
    prefixesReceived: wholeOf(received),
    prefixesAccepted: null,
    prefixesSent: wholeOf(sent),
    description: open.description,
  };
}

/** `Disabled`, `Idle (Admin)`, `Connect` …; null for a word that is no state. */
export function stateOf(text: string) {
  if (/^(?:disabled|shutdown|admin(?:istratively)? ?(?:down|disabled|shutdown)?)$/i.test(text.trim()))
    return { state: 'idle' as const, adminDown: true, reason: text.trim() };
  return bgpState(text);
}
