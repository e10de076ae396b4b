import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { countOf } from '../values.ts';
import { eosInterfaceName } from './interface-names.ts';
import { adminOf, operOf, reasonOf } from './interface-words.ts';

/**
 * The three one-line-per-port tables: `show interfaces description`, `show interfaces status` and
 * `show ip interface brief`. Null when none of their headings is there, and when the first port is
 * one of another platform, or any is one of IOS.
 */
export function eosInterfaceTable(output: TextLines): Rows<InterfaceRecord> | null {
  const text = withWholeTail(output, /^\S+ .* (?:full|half|auto|unconf) +\S{1,12} +(?:N\/A|Not Present)$/);
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let read: ((line: string) => InterfaceRecord | null) | null = null;
  for (const line of text.lines) {
    if (isTooLong(line) || isNoise(line)) {
      if (isTooLong(line)) rows.unparsed.push(line);
      continue;
    }
    // Newer releases print the heading on two lines and underline it.
    if (/^ *Address$|^-+[- ]*$/.test(line)) continue;
    const table = tables.find(({ heading }) => heading.test(line));
    if (table) {
      read = table.read;
      continue;
    }
    // IOS has the same headings, and VLANs of the same name above its ports.
    if (!read || /^(?:Fa|Gi|Te|Twe|Fo|Hu)\d/.test(line)) return null;
    const record = read(line);
    if (record) rows.records.push(record);
    else if (rows.records.length + rows.unparsed.length === 0 && eosInterfaceName(line.split(' ')[0] ?? '') === null)
      return null;
    else rows.unparsed.push(line);
  }
  return read ? withCut(rows, text) : null;
}

const tables = [
  { heading: /^Interface +Status +Protocol +Description$/, read: descriptionRow },
  { heading: /^Port +Name +Status +Vlan +Duplex +Speed +Type(?: +Flags)?(?: +Encapsulation)?$/, read: statusRow },
  { heading: /^Interface +IP Address +Status +Protocol +MTU(?: +Owner)?$/, read: addressRow },
];

function descriptionRow(line: string): InterfaceRecord | null {
  const match = /^(\S{3,40}) +(admin down|up|down|unknown) +(\w{2,14})(?: +(\S.*))?$/.exec(line);
  const name = eosInterfaceName(match?.[1] ?? '');
  const operStatus = operOf(match?.[3] ?? null);
  if (!match || name === null || operStatus === null) return null;
  const adminDown = match[2] === 'admin down';
  return {
    ...blankInterface(name),
    description: match[4] ?? null,
    // EOS writes "admin down" for a port that is shut: a mere "down" has no link.
    adminStatus: adminDown ? 'down' : match[2] === 'unknown' ? null : 'up',
    operStatus,
    reason: adminDown ? 'admin' : null,
  };
}

/**
 * The name column is cut at a width and may hold blanks and state words, so that the row is read from its end: status,
 * VLAN, duplex, speed, type.
 */
function statusRow(line: string): InterfaceRecord | null {
  const head = /^(\S{3,40})(?: +(.*))?$/.exec(line);
  const name = eosInterfaceName(head?.[1] ?? '');
  const rest = head?.[2] ?? '';
  const found = [...rest.matchAll(statusColumns)].at(-1);
  if (name === null || !found) return null;
  const [, status = '', membership = '', duplex = '', speed = '', type = ''] = found;
  const lag = /^in Po(\d{1,4})$/.exec(membership)?.[1] ?? null;
  const bitsPerSecond = speedOf(speed);
  if (bitsPerSecond === undefined || (lag === null && /^in(?: |Po|$)/.test(membership))) return null;
  const description = rest.slice(0, found.index).trim();
  const up = status === 'connected';
  const flagged = /^(.*?)(?: {2,}[A-Za-z]{1,4})?$/.exec(type.trim())?.[1] ?? '';
  return {
    ...blankInterface(name),
    description: description === '' ? null : description,
    adminStatus: adminOf(status),
    operStatus: up
      ? 'up'
      : status === 'notconnect' || status === 'disabled' || status === 'errdisabled'
        ? 'down'
        : 'unknown',
    reason: up ? null : reasonOf(status),
    speedBitsPerSecond: bitsPerSecond,
    duplex: /full$/.test(duplex) ? 'full' : /half$/.test(duplex) ? 'half' : null,
    mediaType: flagged === '' || flagged === 'N/A' ? null : flagged,
    lag: lag === null ? null : `Port-Channel${lag}`,
  };
}

const statusColumns =
  /(?<=^| )(connected|notconnect|disabled|errdisabled|inactive|monitoring|unknown) +(in \S{1,20}|Not bridged|\S{1,20}) +(a-full|a-half|full|half|auto|unconf) +(\S{1,12})(?: +(\S.*))?$/g;

/** `10G`, `a-100M`; null for auto and unconfigured, undefined for what is no speed. */
function speedOf(text: string): number | null | undefined {
  const match = /^(?:a-)?(\d{1,4}(?:\.\d)?)([MG])(?:b\/s|bps)?(?:-\d)?$/.exec(text);
  if (match) return Number(match[1]) * (match[2] === 'G' ? 1e9 : 1e6);
  return /^(?:a-)?(?:auto|unconf\w{0,10}|unknown|-)$/i.test(text) ? null : undefined;
}

function addressRow(line: string): InterfaceRecord | null {
  const match = /^(\S{3,40}) +(unassigned|\d[\d./]{6,17}) +(admin down|up|down) +(\w{2,14}) +(\d{2,6})(?: +.*)?$/.exec(
    line,
  );
  const name = eosInterfaceName(match?.[1] ?? '');
  const operStatus = operOf(match?.[4] ?? null);
  if (!match || name === null || operStatus === null) return null;
  const adminDown = match[3] === 'admin down';
  return {
    ...blankInterface(name),
    adminStatus: adminDown ? 'down' : 'up',
    operStatus,
    reason: adminDown ? 'admin' : null,
    mtuBytes: countOf(match[5]),
    mtuLayer: 'ip',
    ipAddresses: match[2] === 'unassigned' ? [] : [match[2] ?? ''],
  };
}
