import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { type HeadedTable, headedTable } from '../headed-table.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { isAdminDown, operStatus } from './interface-blocks.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise, xrTable, xrVrf } from './xr-text.ts';

/** The tables of interfaces: `show interfaces brief`, `show interfaces description`, `show ipv4 interface brief`. */
export function xrInterfaceTable(text: TextLines): Rows<InterfaceRecord> | null {
  return briefTable(text) ?? descriptionTable(text) ?? addressTable(text);
}

const states =
  'up|down|admin-down|admin down|shutdown|deleted|err-disable|err-disabled|not-ready|unknown|testing|standby';

/** What the states of an interface say. Null for a name that is none. */
export function stateRecord(printed: string, state: string, protocol: string): InterfaceRecord | null {
  const name = printedXrName(printed);
  if (name === null) return null;
  const [admin, line] = [state.toLowerCase(), protocol.toLowerCase()];
  const record = blankInterface(name);
  record.adminStatus = isAdminDown(admin) ? 'down' : 'up';
  record.operStatus = operStatus(admin, line);
  if (record.operStatus !== 'up') record.reason = /^(?:up|down)$/.test(admin) ? null : interfaceReason(admin);
  return record;
}

const briefRow = new RegExp(
  String.raw`^(\S{2,64}) +(${states}) +(${states}) +(\S{1,20}(?: \S{1,20})?) +(\d{1,6}) +(\d{1,12})$`,
  'i',
);

/** The last column is flush right: a last line as long as the row above it is whole. */
function withAlignedTail(text: TextLines): TextLines {
  const isRow = text.cut !== null && text.cut.length === text.lines.at(-1)?.length && briefRow.test(text.cut.trim());
  if (text.cut === null || !isRow) return text;
  return { lines: [...text.lines, text.cut], cut: null };
}

function briefTable(text: TextLines): Rows<InterfaceRecord> | null {
  return xrTable<InterfaceRecord>(withAlignedTail(text), {
    header: /^Intf +Intf +LineP +Encap +MTU +BW$/,
    skip: /^Name +State +State +Type +\(byte\) +\(Kbps\)$/,
    row: (line) => {
      const match = line.length > 200 ? null : briefRow.exec(line);
      const record = match ? stateRecord(match[1] ?? '', match[2] ?? '', match[3] ?? '') : null;
      if (!record) return null;
      record.mtuBytes = Number(match?.[5]);
      record.mtuLayer = 'l2';
      return record;
    },
  });
}

const descriptionRow = new RegExp(String.raw`^(\S{2,64}) +(${states}) +(${states})(?: +(\S.{0,250}))?$`, 'i');

/** IOS and EOS print the same column names, but no rule below them. */
function descriptionTable(text: TextLines): Rows<InterfaceRecord> | null {
  const at = text.lines.findIndex((line) => /^Interface +Status +Protocol +Description$/.test(line.trim()));
  if (at === -1 || !/^-{40,}$/.test(text.lines[at + 1]?.trim() ?? '')) return null;
  return xrTable<InterfaceRecord>(text, {
    header: /^Interface +Status +Protocol +Description$/,
    row: (line) => {
      const match = line.length > 400 ? null : descriptionRow.exec(line);
      const record = match ? stateRecord(match[1] ?? '', match[2] ?? '', match[3] ?? '') : null;
      if (record) record.description = match?.[4]?.trim() || null;
      return record;
    },
  });
}

const addressRow = new RegExp(
  String.raw`^(\S{2,64}) +([\d.]{7,15}|unassigned|unknown) +(Up|Down|Shutdown) +(Up|Down)(?: +(${xrVrf}))?$`,
  'i',
);

const addressHeading = /^Interface +IP-Address +Status +Protocol( +Vrf-Name)?$/;
/** The question of whoever left the heading out: `show ip interface brief | include Loopback`. */
const filtered = /#show ipv?4? (?:vrf \S{1,64} )?int\w{0,6} br\w{0,3} ?\| ?(?:i|e|b|u)\w{0,6} \S.{0,100}$/;

/** The prefix length is not printed, so the addresses are left out. */
function addressTable(text: TextLines): Rows<InterfaceRecord> | null {
  const heading = text.lines.map((line) => addressHeading.exec(line.trim())).find((match) => match !== null);
  const hasVrf = heading?.[1] !== undefined;
  const isHeaded = heading !== undefined;
  const isAsked = (line: string) => !isHeaded && filtered.test(line);
  const table: HeadedTable<InterfaceRecord> = {
    header: isHeaded ? addressHeading : filtered,
    // Behind the protocol nothing else stands where there is no column of VRFs.
    whole: isHeaded && !hasVrf ? /^\S+ +\S+ +\S+ +(?:Up|Down)$/ : / (?:Up|Down) +default$/,
    row: (line) => {
      const match = line.length > 200 ? null : addressRow.exec(line);
      if (!match || (/^\d/.test(match[2] ?? '') && canonicalIp(match[2] ?? '') === null)) return null;
      if (hasVrf && match[5] === undefined) return null;
      const record = stateRecord(match[1] ?? '', match[3] ?? '', match[4] ?? '');
      if (record) record.vrf = match[5] ?? null;
      return record;
    },
  };
  const rows = headedTable(text, table, (line) => !isAsked(line) && isXrNoise(line));
  return isHeaded || (rows !== null && rows.records.length > 0) ? rows : null;
}
