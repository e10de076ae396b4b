import type { MacTableRecord } from '../../domain/device-records.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { announcedIn, exactlyCounted } from '../counted-rows.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { interfaceOrWord } from './interface-names.ts';
import { iosTable } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show mac address-table [address M]`, in the forms of the Catalysts, of the 6500 and of the oldest switches. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: ({ mac }) => [
    { line: mac === undefined ? 'show mac address-table' : `show mac address-table address ${dotted(mac)}` },
  ],
  parse: ([output = '']) =>
    // Routers put tabs between the columns.
    parseForms<MacTableRecord>(output.replaceAll('\t', ' '), {
      rejected: rejectedByIosxe,
      text: (text) => {
        // EOS has the same title, and columns for the moves.
        if (text.lines.some((line) => line.length < 200 && /^ *Vlan .* Moves +Last Move$/.test(line))) return null;
        let list: MacTableRecord | null = null;
        let listed: string | null = null;
        const rows = iosTable<MacTableRecord>(text, {
          header:
            /^(?:(?:Mac Address Table|Unicast Entries|Multicast Entries|Non-static Address Table:|Static Address Table:)$|(?:Vlan|vlan) +[Mm]ac [Aa]ddress +[Tt]ype|Destination Address +Address Type +VLAN|(?:Legend: .*|No entries present\.|No Mac entries.*)$)/,
          skip: /^(?:.{0,60}(?:Count|addresses|Address Count|criterion)[^:]{0,30}: +\d+$|Mac Entries for Vlan|Displaying entries|age - |n\/a - |[*#SRDG] - |[Vv]lan +mac|-+\+|Module |EHWIC: |Active |Line card )/,
          row: (line, raw) => {
            const ports = list !== null && /^ {20}/.test(raw) ? portsOf(line) : null;
            if (ports !== null && list) {
              list.interface = `${list.interface},${ports}`;
              listed = raw;
              return [];
            }
            const record = line.length > 300 ? null : (row(line) ?? oldRow(line));
            list = record?.interface?.includes(',') ? record : null;
            listed = list ? raw : null;
            return record;
          },
          none: /^Total (?:Mac Addresses|MAC addresses) .{0,60}$/,
        });
        if (rows === null) return null;
        if (list === null || text.lines.at(-1) !== listed || !mayGoOn(listed, text))
          return exactlyCounted(rows, announcedIn(text, total), 'addresses');
        return {
          ...rows,
          records: rows.records.slice(0, -1),
          incomplete: 'nobody knows whether the last list of ports is whole: the lines behind it are missing',
        };
      },
    }),
};

const total = /^Total Mac Addresses for this criterion: (\d{1,9})$/i;

function dotted(mac: string): string {
  return mac.replaceAll(':', '').replace(/^(.{4})(.{4})(.{4})$/, '$1.$2.$3');
}

const line4 =
  /^(?:[*RGSD#] ?){0,2} {0,8}(\d{1,4}|All|N\/A|---|[A-Z][a-z]\d[\d/]{0,8}) +(\S{14}) +(dynamic|static|self|igmp|secure|other|system|cp_learn)(?: +(\S.{0,199}))?$/i;

/** Learned and age, or the protocols, stand between type and port on the large chassis. */
const before = /^(?:Yes|No|-|~~~|\d{1,6}|(?:ip|ipx|assigned|other)(?:,(?:ip|ipx|assigned|other))*|NA|F|T)( +)(?=\S)/;

function row(line: string): MacTableRecord | null {
  const match = line4.exec(line);
  const macAddress = ciscoMac(match?.[2] ?? '');
  if (!match || macAddress === null) return null;
  let where = match[4] ?? '';
  let gap = 0;
  for (let column = before.exec(where); column; column = before.exec(where)) {
    where = where.slice(column[0].length);
    gap = column[1]?.length ?? 0;
  }
  const isList = where.includes(' ');
  // Several ports stand side by side, close to what is before them: a hole is none of the device.
  if (isList && (gap > 8 || / {3}/.test(where))) return null;
  const ports = isList ? portsOf(where) : portOf(where);
  // Only a group that nobody listens to is at no port.
  const nowhere = where === '' ? /^(?:igmp|other|system)$/i.test(match[3] ?? '') : /^[-~]+$/.test(where);
  if (ports === null && !nowhere) return null;
  return {
    // A port without a VLAN stands for the one that it uses inside.
    vlan: /^(?:\d{1,4}|All)$/i.test(match[1] ?? '') ? (match[1] ?? null) : null,
    macAddress,
    interface: ports,
    type: match[3]?.toLowerCase() ?? null,
    moves: null,
  };
}

/** The tables with ages have four ports to a line, the others as many as fit into 80 columns. */
function mayGoOn(raw: string, text: TextLines): boolean {
  const ports = (raw.trim().split(/ +/).at(-1) ?? '').split(',').length;
  const spaced = raw
    .trim()
    .split(/ +/)
    .filter((word) => portWords.test(word)).length;
  const aged = text.lines.some((line) => line.length < 200 && /\bage +ports?$/.test(line));
  return aged ? Math.max(ports, spaced) >= 4 : raw.length >= 66;
}

const portWords = /^(?:[A-Z][A-Za-z-]{1,24}\d[\d/.]{0,20}|Router|Switch|Stby-Switch|CPU)$/;

/** `Gi1/14 Po5,Router` as one list; null when a word of it is no port. */
function portsOf(text: string): string | null {
  const words = text.split(/[ ,]+/).filter(Boolean);
  return words.length > 0 && words.every((word) => portWords.test(word)) ? namesOf(words) : null;
}

/** One port or a word such as CPU, or several of them with commas. */
function portOf(text: string): string | null {
  if (/^[-~]+$|^(?:ip|ipx|assigned|other)(?:,|$)/.test(text)) return null;
  return text.includes(',') ? namesOf(text.split(',')) : interfaceOrWord(text);
}

function namesOf(words: readonly string[]): string | null {
  const names = words.map(interfaceOrWord);
  return names.includes(null) ? null : names.join(',');
}

function oldRow(line: string): MacTableRecord | null {
  const match = /^(\S{14}) +(Dynamic|Static|Self|Secure) +(\d{1,4}) +(\S.{0,63})$/.exec(line);
  const macAddress = ciscoMac(match?.[1] ?? '');
  if (!match || macAddress === null) return null;
  const port = interfaceOrWord(match[4]?.trim() ?? '');
  if (port === null) return null;
  return {
    vlan: match[3] ?? null,
    macAddress,
    interface: port,
    type: match[2]?.toLowerCase() ?? null,
    moves: null,
  };
}
