import { isIP } from 'node:net';
import type { InterfaceRecord } from '../../domain/diagnostics.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';

/**
 * `show interfaces terse` and `show interfaces descriptions` in text. The heading of the first is left out by
 * `| match`, so that a first row in its form will do. Null for another text. Further addresses of a unit stand on lines
 * of their own: where the text ends between two of them, nothing shows that one is missing.
 */
export function junosInterfaceTable(text: TextLines): Rows<InterfaceRecord> | null {
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let form: 'terse' | 'descriptions' | null = null;
  for (const line of text.lines) {
    if (isTooLong(line) || isNoise(line)) {
      if (isTooLong(line)) rows.unparsed.push(line);
      continue;
    }
    const bare = line.trim();
    if (/^Interface +Admin Link (?:Proto +Local +Remote|Description)$/.test(bare)) {
      form = bare.endsWith('Description') ? 'descriptions' : 'terse';
      continue;
    }
    const row = /^([a-z.]\S{1,39}) +(up|down) +(up|down)(?: +(\S.*))?$/.exec(bare);
    const last = rows.records.at(-1);
    if (form === null && !(row && (row[4] === undefined || family.test(row[4])))) return null;
    form ??= 'terse';
    if (form === 'terse' && isBent(row ? (row[4] ?? '') : bare)) rows.unparsed.push(line);
    if (row) rows.records.push(record(row, form));
    else if (form === 'terse' && last && continuation.test(bare))
      last.ipAddresses.push(...addressesOf(last.interface, bare.replace(family, '')));
    else rows.unparsed.push(line);
  }
  if (form === null) return null;
  // More addresses of the last unit may have been on the lines that are missing.
  const open = text.cut !== null && form === 'terse' && continuation.test(text.cut.trim());
  return withCut(open ? { ...rows, records: rows.records.slice(0, -1) } : rows, text);
}

const family = /^(?:inet6?|mpls|iso|tnp|multiservice|eth-switch|aenet|bridge|ccc|vpls)\b */;
const continuation =
  /^(?:(?:inet6?|mpls|iso|tnp|multiservice|eth-switch|aenet|bridge|ccc|vpls)(?: +\S.*)?|[0-9A-Fa-f.:]{2,39}(?:\/\d{1,3})?(?: +--> .*)?)$/;

function record([, name = '', admin, oper, rest]: RegExpExecArray, form: 'terse' | 'descriptions'): InterfaceRecord {
  const bundle = form === 'terse' ? /^aenet +--> (ae\d{1,4})(?:\.\d+)?$/.exec(rest ?? '') : null;
  return {
    ...blankInterface(name),
    description: form === 'descriptions' ? (rest ?? null) : null,
    adminStatus: admin === 'up' ? 'up' : 'down',
    operStatus: oper === 'up' ? 'up' : 'down',
    reason: admin === 'up' ? null : 'admin',
    lag: bundle?.[1] ?? null,
    ipAddresses: form === 'terse' && rest !== undefined ? addressesOf(name, rest.replace(family, '')) : [],
  };
}

/** An address in a form that is none, which would be left out silently. */
function isBent(text: string): boolean {
  const [word = ''] = text.replace(family, '').trim().split(' ');
  if (!family.test(text) && /^[a-z]\S* +\S*[.:]/i.test(text)) return true;
  return /^(?:\d{1,3}\.\d|[\da-f]{1,4}:)/.test(word) && !/^[0-9A-Fa-f.:]{2,39}(?:\/\d{1,3})?$/.test(word);
}

/** On a loopback a host address stands without its length. */
function addressesOf(name: string, text: string): string[] {
  const [, address, length] = /^([0-9A-Fa-f.:]{2,39})(\/\d{1,3})?(?: |$)/.exec(text) ?? [];
  if (address === undefined || isIP(address) === 0) return [];
  if (length !== undefined) return [`${address}${length}`];
  return /^lo\d/.test(name) ? [`${address}/${isIP(address) === 4 ? 32 : 128}`] : [];
}
