import type { InterfaceRecord, OperStatus } from '../../domain/interface-records.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import type { TextLines } from '../text-lines.ts';
import { adminStatus } from './interface-heading.ts';
import { printedInterfaceName } from './interface-names.ts';
import { iosTable } from './ios-table.ts';

/** The tables of interfaces: `show ip interface brief`, `show interfaces description`, `show interfaces status`. */
export function iosInterfaceTable(text: TextLines): Rows<InterfaceRecord> | null {
  return briefTable(text) ?? descriptionTable(text) ?? statusTable(text);
}

const states = 'administratively down|admin down|up|down|deleted|reset|standby mode|testing|initializing|unknown';

function withState(record: InterfaceRecord, state: string, protocol: string): InterfaceRecord {
  record.adminStatus = adminStatus(state);
  const words: Record<string, OperStatus> = { deleted: 'not-present', testing: 'testing', 'standby mode': 'dormant' };
  record.operStatus = words[state] ?? (protocol === 'up' && state === 'up' ? 'up' : 'down');
  if (record.operStatus !== 'up' && state !== 'up' && state !== 'down') record.reason = interfaceReason(state);
  return record;
}

const briefRow = new RegExp(
  String.raw`^(Control Plane Interface|\S{2,64})[ \t]+([\d.]{7,15}|unassigned|unknown)[ \t]+(?:YES|NO)[ \t]+(?:\S{1,12})[ \t]+(${states})(?: \(spoofing\))?[ \t]+(up|down)(?: ?\([\w ]{1,20}\))?$`,
);

function briefTable(text: TextLines): Rows<InterfaceRecord> | null {
  return iosTable(text, {
    header:
      /^(?:Any interface listed with OK\? value "NO".*|Interface[ \t]+IP-Address[ \t]+OK\?[ \t]+Method[ \t]+Status[ \t]+Protocol)$/,
    whole: / (?:up|down)$/,
    skip: /^(?:does not have a valid configuration|\^)$/,
    row: (line) => {
      const match = line.length > 300 ? null : briefRow.exec(line);
      const name = printedInterfaceName(match?.[1] ?? '');
      if (!match || name === null) return null;
      return withState(blankInterface(name), match[3] ?? '', match[4] ?? '');
    },
  });
}

const descriptionRow = new RegExp(
  String.raw`^(Control Plane Interface|\S{2,64}) +(${states})(?: \(spoofing\))? +(up|down)(?: \((?:spoofing|looped)\))?(?: +(\S.{0,250}))?$`,
);

function descriptionTable(text: TextLines): Rows<InterfaceRecord> | null {
  const rows = iosTable<InterfaceRecord>(text, {
    header: /^Interface +Status +Protocol +Description$/,
    row: (line) => {
      const match = line.length > 400 ? null : descriptionRow.exec(line);
      const name = printedInterfaceName(match?.[1] ?? '');
      if (!match || name === null) return null;
      const record = withState(blankInterface(name), match[2] ?? '', match[3] ?? '');
      record.description = match[4]?.trim() || null;
      return record;
    },
  });
  // EOS and FRR print the same heading: rows that are none of ours show whose it is.
  return rows && rows.unparsed.length > 0 ? null : rows;
}

/** The last word of this kind in a row is the status: a description may hold the same word. */
const statusWords =
  / (connected|notconnect|notconnec|disabled|err-disabled|err-disable|errdisabled|inactive|suspended|monitoring|sfpAbsent|xcvrAbsent|sfpInvali|faulty|noOperMem|routed|down|up):? +(pvlan \w{1,8}|\S{1,12}) +(a-full|a-half|full|half|auto|--) +(a-\d{1,6}G?|\d{1,6}|\d{1,4}G|a?-?\d\.5G|auto|--)(?: +(\S.{0,60}))?$/;

const statusHeading = /^\s*Port +Name +Status +Vlan +Duplex +Speed(?: +Type)?$/;

function statusTable(text: TextLines): Rows<InterfaceRecord> | null {
  // A row begins where the heading begins, or its port is missing.
  const indent = text.lines.find((line) => statusHeading.test(line))?.search(/\S/) ?? 0;
  const rows = iosTable<InterfaceRecord>(text, {
    header: statusHeading,
    row: (line, raw) => {
      if (line.length > 300 || raw.search(/\S/) !== indent) return null;
      const channel = /^(fc\d+\/\d+) is (up|down)(?: +Port mode is \S{1,8}| +\(([\w -]{1,40})\))?$/.exec(line);
      if (channel) {
        const record = withState(blankInterface(channel[1] ?? ''), channel[2] ?? '', channel[2] ?? '');
        record.reason = interfaceReason(channel[3] ?? null);
        return record;
      }
      return statusRow(line);
    },
  });
  // NX-OS has the same columns below a ruler: its rows that are none of ours show whose table it is.
  const isRuled = text.lines.some((line) => /^-{20,}$/.test(line));
  return rows && isRuled && rows.unparsed.length > 0 ? null : rows;
}

function statusRow(line: string): InterfaceRecord | null {
  const port = /^\S{2,64}/.exec(line)?.[0] ?? '';
  const name = printedInterfaceName(port);
  const match = statusWords.exec(line);
  if (name === null || !match || match.index < port.length) return null;
  const [, status = '', , duplex = '', speed = '', type] = match;
  const record = blankInterface(name);
  record.description = line.slice(port.length, match.index).trim() || null;
  record.operStatus = status === 'connected' || status === 'up' ? 'up' : 'down';
  record.adminStatus = status === 'disabled' ? 'down' : 'up';
  record.reason = record.operStatus === 'up' ? null : interfaceReason(status);
  record.duplex = duplex === '--' ? null : duplex.replace(/^a-/, '');
  const figure = /^(?:a-)?(\d{1,6}(?:\.5)?)(G?)$/.exec(speed);
  record.speedBitsPerSecond = figure ? Number(figure[1]) * (figure[2] === 'G' ? 1e9 : 1e6) : null;
  // A port-channel has none of its own.
  record.mediaType = type === undefined || type.trim() === 'N/A' ? null : type.trim();
  return record;
}
