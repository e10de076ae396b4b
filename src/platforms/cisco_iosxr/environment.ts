import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { unevenTrays } from './environment-fans.ts';
import { type Part, partOf, readPart } from './environment-parts.ts';
import { isXrNoise, parseXr, xrTable } from './xr-text.ts';

/** `show environment all` and `show platform`; what `admin show environment` prints is read as well. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [
    { line: 'show environment all', optional: true },
    { line: 'show platform', optional: true },
  ],
  parse: (outputs) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseXr<EnvironmentRecord>(output, (text) => nodes(text) ?? cards(text) ?? parts(text)),
      ),
    ),
};

/** What a node is by the name of its slot: fan tray, power tray, power module; everything else is a card. */
function componentOf(node: string): EnvironmentRecord['component'] {
  if (/^F?\d{1,3}\/FT\d/.test(node)) return 'fan';
  return /^F?\d{1,3}\/P[MTS]\d/.test(node) ? 'psu' : 'other';
}

const states: [RegExp, EnvironmentRecord['status']][] = [
  [/^(?:IOS XR RUN|OK|READY|OPERATIONAL|POWERED[_ ]ON|UP|RUN)$/i, 'ok'],
  [/^(?:NOT[- ]?PRESENT|ABSENT|EMPTY|REMOVED)$/i, 'absent'],
  [
    /^(?:(?:CARD[_ ])?FAILED|.*FAILURE|.*ERROR|.*CATERR.*|DISABLED|.*POWERED[_ ]OFF|UNPOWERED|(?:DEVICE[_ ])?OFFLINE|ROMMON|SHUT DOWN|(?:ADMIN |CARD[_ ]ACCESS[_ ])?DOWN|NOT (?:READY|RESPONDING)|INCOMPATIBLE.*|.*TIMEOUT)$/i,
    'failed',
  ],
  [
    /^(?:.*BOOT.*|PRESENT|SHUTTING (?:DOWN|REMOTE CARDS)|BRINGDOWN|START BOARD SHUT DOWN|WAITING FOR SHUTDOWN|EJECTOR OPEN|DISCOVERED|BIOS READY|DISK ERASE .*|.*RESET.*|.*[_ ]IN[_ ]PROG.*|SW[_ ]INACTIVE|PRE-?CONFIG.*|.*(?:UPGRADE|INITIALI[SZ]|INSTALL).*)$/i,
    'warning',
  ],
];

/** `0/RP0/CPU0  8202-32FH-M(Active)  IOS XR RUN  NSHUT`; the last column may be empty. */
const node =
  /^(F?\d{1,3}\/[\w*]{1,8}(?:\/\w{1,8}){0,3}) {1,30}(\S.{0,40}?) {1,30}(IOS XR RUN|[A-Z][A-Z_-]{1,30}(?: (?!P?WR|N?SHUT|N?MON)[A-Z][A-Z_-]{1,30}){0,3})(?: +(N?(?:PWR|SHUT|MON)(?:,N?(?:PWR|SHUT|MON))*))?$/i;

const nodeHeading = /^Node +(?:name +)?Type +(?:PLIM +)?State +Config state$/i;

/** Small routers part the names of the columns with tabs, which stand eight places apart. */
function withoutTabs(text: TextLines): TextLines {
  const lines = text.lines.map((line) =>
    line.length > 200 || !line.includes('\t')
      ? line
      : line.split('\t').reduce((whole, part) => `${whole.padEnd(whole.length + 8 - (whole.length % 8))}${part}`),
  );
  return { ...text, lines };
}

function nodes(given: TextLines): Rows<EnvironmentRecord> | null {
  const text = withoutTabs(given);
  const heading = text.lines.find((line) => nodeHeading.test(line.trim())) ?? '';
  const places = [heading.search(/ Type /i) + 1, heading.search(/ State /i) + 1] as const;
  return xrTable<EnvironmentRecord>(text, {
    header: nodeHeading,
    // Behind the power stands whether the card is monitored.
    whole: / (?:N?PWR,N?SHUT,N?MON|NSHUT|N?MON)$/,
    row: (line, raw) => {
      const match = line.length > 200 ? null : node.exec(line);
      const state = match ? stateIn(raw, match[2] ?? '', match[3] ?? '', places) : null;
      if (!match || state === null) return null;
      const status = states.find(([pattern]) => pattern.test(state))?.[1] ?? null;
      const name = match[1] ?? '';
      return { component: componentOf(name), name, status, reading: null, unit: null };
    },
  });
}

/** `admin show platform`: `0/RP0  NC55-RP  OPERATIONAL  OPERATIONAL  NSHUT`, the state of the hardware, then of its software. */
function cards(text: TextLines): Rows<EnvironmentRecord> | null {
  return xrTable<EnvironmentRecord>(text, {
    header: /^Location +Card Type +HW State +SW State +Config State$/i,
    whole: / (?:NSHUT|N?MON)$/,
    row: (line) => {
      const match =
        /^(F?\d{1,3}\/\w{1,8}) +(\S.{0,40}?) +([A-Z][A-Z_ -]{1,24}?) +(N\/A|[A-Z][A-Z_ -]{1,24}?) +N?(?:PWR|SHUT|MON)(?:,\S{1,20})?$/.exec(
          line,
        );
      if (!match) return null;
      const [hardware, software] = [match[3], match[4]].map((word) => (word === 'N/A' ? 'OK' : (word ?? '')));
      const worst = [hardware, software].find((word) => !/^(?:OK|OPERATIONAL)$/.test(word ?? '')) ?? 'OK';
      const status = states.find(([pattern]) => pattern.test(worst))?.[1] ?? null;
      return { component: componentOf(match[1] ?? ''), name: match[1] ?? '', status, reading: null, unit: null };
    },
  });
}

const configState = /^N?(?:PWR|SHUT|MON)(?:,|$)/i;

/**
 * Two blanks part the columns, which begin below their names; a word that fills its column moves the next one, which then
 * stands behind one blank as the pattern found it and must be a known one. Null for a row without one of them.
 */
function stateIn(
  raw: string,
  type: string,
  found: string,
  [typeAt, stateAt]: readonly [number, number],
): string | null {
  const columns = [...raw.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index }) => ({ text, index }));
  const [name, second] = columns;
  const isMoved = name !== undefined && name.index + name.text.length >= typeAt - 1;
  if (second?.index !== typeAt && !isMoved) return null;
  const hasConfig = configState.test(columns.at(-1)?.text ?? '');
  const last = hasConfig ? -2 : -1;
  if (columns.length >= (hasConfig ? 4 : 3)) {
    const [before, state] = [columns.at(last - 1), columns.at(last)];
    const isPushed = before !== undefined && before.index + before.text.length >= stateAt - 2;
    return state !== undefined && (state.index === stateAt || isPushed) ? state.text : null;
  }
  const isKnown = states.some(([pattern]) => pattern.test(found));
  return typeAt + type.length >= stateAt - 1 && isKnown ? found : null;
}

function parts(given: TextLines): Rows<EnvironmentRecord> | null {
  const text = withWholeTail(
    given,
    /^(?:\d{1,3}\/\w{1,8} .* (?:ON|OFF|RESERVED)|(?!Total of )(?:Total.*\d[WA]|[A-Z][\w+ ]{3,60}: +\d{1,6}W))$/,
  );
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  let part: Part | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || isXrNoise(line)) continue;
    const opened = partOf(line, raw);
    if (opened) {
      if (part) append(rows.unparsed, unevenTrays(part.fans));
      part = opened;
      continue;
    }
    if (part === null) return null;
    const records = readPart(part, line, raw);
    if (records) append(rows.records, records);
    else rows.unparsed.push(raw);
  }
  if (part === null) return null;
  append(rows.unparsed, unevenTrays(part.fans));
  return text.cut === null ? rows : { ...rows, incomplete: 'the last part has no end and may be cut' };
}
