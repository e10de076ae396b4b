import type { MacTableRecord } from '../../domain/device-records.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { interfaceOrWord, printedInterfaceName } from './interface-names.ts';
import { iosTable } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show mac address-table [address M]`, in the forms of the Catalysts, of the 6500 and of the oldest switches. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: ({ mac }) => [
    { line: mac === undefined ? 'show mac address-table' : `show mac address-table address ${dotted(mac)}` },
  ],
  parse: ([output = '']) =>
    parseForms<MacTableRecord>(output, {
      rejected: rejectedByIosxe,
      text: (text) => {
        // EOS has the same title, and columns for the moves.
        if (text.lines.some((line) => line.length < 200 && /^ *Vlan .* Moves +Last Move$/.test(line))) return null;
        return iosTable(text, {
          header:
            /^(?:(?:Mac Address Table|Unicast Entries|Multicast Entries|Non-static Address Table:|Static Address Table:)$|(?:Vlan|vlan) +[Mm]ac [Aa]ddress +[Tt]ype|Destination Address +Address Type +VLAN|(?:Legend: .*|No entries present\.|No Mac entries.*)$)/,
          skip: /^(?:.{0,60}(?:Count|addresses|Address Count|criterion)[^:]{0,30}: +\d+$|Mac Entries for Vlan|Displaying entries|age - |n\/a - |\* - |[Vv]lan +mac|-+\+|Module |EHWIC: |Active |Line card )/,
          row: (line) => (line.length > 300 ? null : (row(line) ?? oldRow(line))),
          none: /^Total (?:Mac Addresses|MAC addresses) .{0,60}$/,
        });
      },
    }),
};

function dotted(mac: string): string {
  return mac.replaceAll(':', '').replace(/^(.{4})(.{4})(.{4})$/, '$1.$2.$3');
}

const line4 =
  /^[*RG]{0,2} {0,4}(\d{1,4}|All|N\/A|---) +(\S{14}) +(dynamic|static|self|igmp|secure|other|system|cp_learn|static\/?\w*|dynamic\/?\w*)(?: +(.{1,200}))?$/i;

function row(line: string): MacTableRecord | null {
  const match = line4.exec(line);
  const macAddress = ciscoMac(match?.[2] ?? '');
  if (!match || macAddress === null) return null;
  const rest = (match[4] ?? '').split(/ {1,}/).filter(Boolean);
  // Learned and age, or the protocols, stand between type and port on the large chassis.
  while (
    rest.length > 1 &&
    /^(?:Yes|No|-|~~~|\d{1,6}|(?:ip|ipx|assigned|other)(?:,(?:ip|ipx|assigned|other))*|NA|F|T)$/.test(rest[0] ?? '')
  )
    rest.shift();
  const where = rest.join(' ');
  return {
    vlan: match[1] === '---' || match[1] === 'N/A' ? null : (match[1] ?? null),
    macAddress,
    interface: rest.length === 1 ? portOf(where) : null,
    type: match[3]?.toLowerCase() ?? null,
    moves: null,
  };
}

/** One port or a word such as CPU; of a list nobody can name one. */
function portOf(text: string): string | null {
  if (/^[-~]+$/.test(text)) return null;
  return text.includes(',') ? text.split(',').map(interfaceOrWord).join(',') : interfaceOrWord(text);
}

function oldRow(line: string): MacTableRecord | null {
  const match = /^(\S{14}) +(Dynamic|Static|Self|Secure) +(\d{1,4}) +(\S.{0,63})$/.exec(line);
  const macAddress = ciscoMac(match?.[1] ?? '');
  if (!match || macAddress === null) return null;
  const port = match[4]?.trim() ?? '';
  return {
    vlan: match[3] ?? null,
    macAddress,
    interface: printedInterfaceName(port) ?? port,
    type: match[2]?.toLowerCase() ?? null,
    moves: null,
  };
}
