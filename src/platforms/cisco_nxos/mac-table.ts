import type { MacTableRecord } from '../../domain/device-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { announcedIn, countedRows } from '../counted-rows.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { nxosObject, rowsOf, wordOf } from './json-tables.ts';
import { parseNxos } from './nxos-forms.ts';
import { isNxosNoise } from './nxos-noise.ts';

/** `show mac address-table [address M] | json`. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: ({ mac }) => [
    { line: `show mac address-table${mac === undefined ? '' : ` address ${dottedMac(mac)}`} | json` },
  ],
  parse: ([output = '']) => parseNxos<MacTableRecord>(output, { json: entriesIn, text: entries }),
};

function entriesIn(documents: Json[]): Rows<MacTableRecord> | null {
  const object = nxosObject(documents);
  const found = object && rowsOf(object, 'mac_address');
  if (!found) return null;
  const rows: Rows<MacTableRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const macAddress = ciscoMac(textOf(row['disp_mac_addr']) ?? '');
    if (macAddress === null)
      rows.unparsed.push(`entry ${wordOf(row['disp_mac_addr'])} in VLAN ${wordOf(row['disp_vlan'])}`);
    else
      rows.records.push({
        vlan: vlanOf(wordOf(row['disp_vlan'])),
        macAddress,
        interface: portOf(textOf(row['disp_port']) ?? ''),
        type: typeOf(row),
        moves: null,
      });
  }
  return rows;
}

/** Older releases put the mark of the row where the type belongs, and say whether the entry is static. */
function typeOf(row: JsonObject): string | null {
  const type = textOf(row['disp_type'])?.toLowerCase() ?? '';
  if (/^[a-z]{3,16}$/.test(type)) return type;
  return (
    ({ disabled: 'dynamic', enabled: 'static' } as Record<string, string>)[textOf(row['disp_is_static']) ?? ''] ?? null
  );
}

/** 00:53:00:aa:bb:cc as NX-OS wants it typed. */
function dottedMac(mac: string): string {
  return mac.replaceAll(':', '').replace(/^(.{4})(.{4})(.{4})$/, '$1.$2.$3');
}

/** Of the far ends of a tunnel alone ("interface nve 1") the VLAN stands below the heading VNI. */
const heading = /^(?:Legend:|(?:VLAN(?:\/BD)?|VNI) +MAC Address +Type +age +Secure +NTFY +Ports.{0,20})$/;
const around =
  /^(?:Note: MAC table entries|Use the 'hardware-age'|(?:[*+GOC~]|\([TFR]\)|age|TL) - [A-Za-z]|\(NA\)- Not |-{5,}[-+]+$)/;
const rowLine =
  /^([*+GRCO~() ]{0,8}?) ?(\d{1,4}|-) +([0-9a-fA-F.]{14}) +([a-z]{3,16}) +(?:\d{1,8}|-|~~~|NA) +(?:[TF]|True|False) +(?:[TF~]|True|False) *(.{0,120})$/;
/** The Nexus 3000 and the 1000V of old have neither marks nor the columns of the security of ports. */
const shortHeading = /^VLAN +MAC Address +Type +Age +Port$/;
const shortRow = /^()(\d{1,4}|-) +([0-9a-fA-F.]{14}) +([a-z]{3,16}) +(?:\d{1,8}|-) +(\S.{0,119})$/;

/** Old releases count the addresses below the table. */
const total = /^Total MAC Addresses: (\d{1,7})$/;
/** Behind a bracket that is closed stands nothing that is read. */
const wholeTail =
  /^Total MAC Addresses: \d{1,7}$| \S+\((?:R|[\d.]{7,15})\)(?: \((?:Lo\d{1,4}|Eth\d{1,3}(?:\/\d{1,3}){1,2})\))?$/;

function entries(given: TextLines): Rows<MacTableRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<MacTableRecord> = { records: [], unparsed: [] };
  let form: RegExp | null = null;
  /** The row that a line of more ports belongs to. */
  let last: MacTableRecord | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (heading.test(line)) form = rowLine;
    else if (shortHeading.test(line)) form = shortRow;
    else if (around.test(line) || total.test(line) || isNxosNoise(line)) continue;
    else if (!form) return null;
    else {
      const match: RegExpExecArray | null = form.exec(line);
      const macAddress = ciscoMac(match?.[3] ?? '');
      if (match && macAddress !== null && isPlace(match[5] ?? '')) {
        last = {
          vlan: vlanOf(match[2] ?? null),
          macAddress,
          interface: portOf(match[5] ?? ''),
          type: match[4] ?? null,
          moves: null,
        };
        rows.records.push(last);
        // More ports of a group address: of a list nobody can name one.
      } else if (last && line.split(/ +/).every((word) => nxosInterfaceName(word) !== null)) last.interface = null;
      else {
        last = null;
        rows.unparsed.push(raw);
      }
    }
  }
  return form ? withCut(countedRows(rows, announcedIn(given, total), 'addresses'), text) : null;
}

/** A mark alone, a list of ports, or what `portOf` knows. */
function isPlace(text: string): boolean {
  if (text.trim() === '') return false;
  const bare = bareOf(text);
  const words = bare.split(/[ ,]+/);
  return /^-?$/.test(bare) || portOf(bare) !== null || words.every((word) => nxosInterfaceName(word) !== null);
}

function vlanOf(text: string | null): string | null {
  return text === '-' ? null : text;
}

/** A word or two, or a tunnel with the address of its far end. */
const notAPort = /^[A-Za-z][A-Za-z_-]*(?: [A-Za-z][A-Za-z_-]*){0,2}$|^[A-Za-z][\w/.-]{0,20}\([\w.:% -]{2,60}\)$/;

/** `Eth1/1`, `sup-eth1(R)`, `nve1(192.0.2.9)`, `vPC Peer-Link`, `Drop`: a port, or the word in its place. */
function portOf(text: string): string | null {
  const bare = bareOf(text);
  if (bare === '' || bare === '-') return null;
  const words = bare.split(/[ ,]+/);
  if (words.length > 1 && words.every((word) => nxosInterfaceName(word) !== null)) return null;
  return nxosInterfaceName(bare) ?? (notAPort.test(bare) ? bare : null);
}

function bareOf(text: string): string {
  return text
    .trim()
    .replace(/ ?\(R\)(?: \((?:Lo\d{1,4}|Eth\d{1,3}(?:\/\d{1,3}){1,2})\))?$/, '')
    .trim();
}
