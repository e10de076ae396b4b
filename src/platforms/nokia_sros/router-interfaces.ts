import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { append } from '../../lib/append.ts';
import { isBentWord } from '../bent-word.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import type { Section } from './screen.ts';
import { upDown, vrfOf } from './words.ts';

/** States, mode and port: each has one, `n/a` without. */
const rest = String.raw` +(Up|Down) +(Up|Down|Dwn|N\/A)\/(Up|Down|Dwn|N\/A|--) +(\S{2,14}(?: (?:Sub|Grp|Red|[A-Z]\*))?) +(\S{1,40})$`;
const row = new RegExp(String.raw`^(\S.{0,31}?)${rest}`);
const nameAlone = /^(\S{1,64})$/;
const restAlone = new RegExp(`^ {3}${rest}`);

/**
 * `show router interface`: a row per interface and a line per address. The address family that is not in use counts as
 * down in the table, so an interface is up when one of the two is; one that has addresses of a family that is down is
 * neither up nor down.
 */
export function readRouterInterfaces(section: Section, rows: Rows<InterfaceRecord>): void {
  const vrf = vrfOf(/\((?:Router|Service): ?(.{1,64})\)$/.exec(section.title)?.[1] ?? '');
  const found: Interface[] = [];
  append(rows.unparsed, rowsAboveRule(section, row));
  append(rows.unparsed, rowsAboveRule(section, restAlone));
  let headed = false;
  let name: string | null = null;
  for (const line of section.lines) {
    if (line === '---') headed = true;
    if (!headed || line === '---' || /^(?:\* indicates|Interfaces ?:|No Matching)/.test(line)) continue;
    const match = row.exec(line);
    const below = name === null ? null : restAlone.exec(line);
    const address = /^ {1,6}([0-9A-Fa-f.:]{2,45})\/(\d{1,3})(?: +(?:n\/a|[A-Z]{3,16}))?$/.exec(line);
    const last = found.at(-1);
    if (isBentWord(kindOf((match ?? below)?.at(-1)), ['lag'])) rows.unparsed.push(line);
    if (match) {
      found.push(readRow(match[1] ?? '', match.slice(2), vrf));
      name = null;
    } else if (below && name !== null) {
      found.push(readRow(name, below.slice(1), vrf));
      name = null;
    } else if (address && last && name === null) {
      const ip = canonicalIp(address[1] ?? '');
      if (ip === null) rows.unparsed.push(line);
      else last.record.ipAddresses.push(`${ip}/${address[2]}`);
    } else if (/^ {1,6}(?:- |Unnumbered|n\/a)/.test(line) && last) continue;
    else if (nameAlone.test(line) && name === null) name = line.trim();
    else rows.unparsed.push(line);
  }
  if (name !== null) rows.unparsed.push(name);
  // More addresses of the last one may stand behind the cut.
  append(rows.records, (section.closed ? found : found.slice(0, -1)).map(judged));
}

/** The letters in front of the number of a port: `lag`. */
function kindOf(port: string | undefined): string {
  return /^[a-z]+(?=-\d)/i.exec(port ?? '')?.[0] ?? '';
}

/** The record without its state, and the words of the two columns. */
interface Interface {
  record: InterfaceRecord;
  v4: string;
  v6: string;
}

function judged({ record, v4, v6 }: Interface): InterfaceRecord {
  const isDown = (said: string, family: RegExp) =>
    upDown(said) !== 'up' && record.ipAddresses.some((ip) => family.test(ip));
  if (upDown(v4) !== 'up' && upDown(v6) !== 'up')
    return { ...record, operStatus: 'down', reason: record.adminStatus === 'down' ? 'admin' : null };
  if (isDown(v4, /^\d{1,3}\./) || isDown(v6, /^[^.]*:/))
    return { ...record, operStatus: 'unknown', reason: `${v4}/${v6}` };
  return { ...record, operStatus: 'up' };
}

function readRow(
  name: string,
  [admin, v4 = '', v6 = '', , port]: readonly (string | undefined)[],
  vrf: string | null,
): Interface {
  const lag = /^(lag-\d{1,4})(?::|$)/.exec(port ?? '')?.[1] ?? null;
  return { record: { ...blankInterface(name), adminStatus: upDown(admin), vrf, lag }, v4, v6 };
}
