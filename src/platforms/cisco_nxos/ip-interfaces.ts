import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { countOf, textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { flagOf, rowsOf, topRowsOf } from './json-tables.ts';
import { isNxosNoise } from './nxos-noise.ts';

const opening = /^IP(?:v6)? Interface Status for VRF "([^"]{1,64})"(?: ?\(\d{1,6}\))?$/;
const heading = /^(?:Interface +(?:IP Address|IPv6 Address\/Link-local Address) +Interface Status|prot\/link\/admin)$/;
const rowLine =
  /^(\S{2,40}) +([\d.]{7,15}|unnumbered|forward-enabled|DHCP) +protocol-(up|down)\/link-(up|down)\/admin-(up|down)$/;
/** Of IPv6 two addresses are printed, the second one on a line of its own. */
const sixLine = /^(\S{2,40}) +([0-9A-Fa-f:.]{2,45}) +(up|down)\/(up|down)\/(up|down)$/;
/** Whose address an unnumbered interface takes. */
const borrowed = /^\((\S{2,40})\)$/;

/**
 * `show ip interface brief [vrf V]` and `show ipv6 interface brief`. The length of a prefix is not printed, so that there are no addresses. Null when no
 * VRF is named.
 */
export function nxosIpInterfaceTable(given: TextLines): Rows<InterfaceRecord> | null {
  const text = withWholeTail(given, rowLine);
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let headed = false;
  let isLost = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const named = opening.exec(line)?.[1];
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (named !== undefined) {
      vrf = named;
      headed = true;
      isLost = false;
    } else if (heading.test(line) || isNxosNoise(line)) continue;
    else if (!headed) return null;
    else {
      // Below a heading that was not understood the rows are of no known VRF.
      isLost ||= !isMore(line) && !isLikeRow(line);
      const record = isLost ? null : rowOf(line);
      if (record) rows.records.push({ ...record, vrf });
      else if (isLost || !isMore(line)) rows.unparsed.push(raw);
    }
  }
  return headed ? withCut(rows, text) : null;
}

/** What stands below a row and is not read. */
function isMore(line: string): boolean {
  return (
    nxosInterfaceName(borrowed.exec(line)?.[1] ?? '') !== null || (line.includes(':') && canonicalIp(line) !== null)
  );
}

/** A row that is damaged has one of its ends. */
function isLikeRow(line: string): boolean {
  return / (?:protocol-|(?:up|down)\/)/.test(line) || nxosInterfaceName(/^\S+/.exec(line)?.[0] ?? '') !== null;
}

function rowOf(line: string): InterfaceRecord | null {
  const [, name = '', address = '', protocol = '', link = '', admin = ''] =
    rowLine.exec(line) ?? sixLine.exec(line) ?? [];
  if (/^[\d:]/.test(address) && canonicalIp(address) === null) return null;
  return stated(name, { protocol, link, admin });
}

/** Null when the name is none, or a state neither up nor down. */
function stated(
  text: string,
  { protocol, link, admin }: Record<'protocol' | 'link' | 'admin', string>,
): InterfaceRecord | null {
  const name = nxosInterfaceName(text);
  if (name === null || ![protocol, link].every((state) => /^(?:up|down)$/.test(state))) return null;
  if (admin !== 'up' && admin !== 'down') return null;
  const isUp = protocol === 'up' && link === 'up';
  const reason = !isUp && admin === 'down' ? 'admin' : null;
  return { ...blankInterface(name), adminStatus: admin, operStatus: isUp ? 'up' : 'down', reason };
}

/** `show ip interface [brief] [vrf V] | json` and `show ipv6 interface …`; without `brief` the lengths are there. Null when there is no such table. */
export function nxosIpInterfacesJson(documents: Json[]): Rows<InterfaceRecord> | null {
  const found = topRowsOf(documents, 'intf');
  if (!found?.some((row) => row['proto-state'] !== undefined && row['admin-state'] !== undefined)) return null;
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const name = textOf(row['intf-name']) ?? '';
    const [protocol = '', link = '', admin = ''] = ['proto-state', 'link-state', 'admin-state'].map((key) =>
      stateIn(row[key]),
    );
    const record = stated(name, { protocol, link, admin });
    const ipAddresses = addressesOf(row);
    if (record && ipAddresses) rows.records.push({ ...record, vrf: textOf(row['vrf-name-out']), ipAddresses });
    else rows.unparsed.push(`interface ${name}`);
  }
  return rows;
}

/** Some models say TRUE where others say up. */
function stateIn(value: Json | undefined): string {
  const flag = flagOf(value);
  return flag === null ? (textOf(value) ?? '') : flag ? 'up' : 'down';
}

/** Null when one of them is none: the list is not shortened. */
function addressesOf(row: JsonObject): string[] | null {
  const more = rowsOf(row, 'secondary_address') ?? [];
  const four = [pairOf(row['prefix'], row['masklen']), ...more.map((one) => pairOf(one['prefix1'], one['masklen1']))];
  const six = [row, ...(rowsOf(row, 'addr') ?? [])].flatMap((one) => textOf(one['addr']) ?? []);
  const all = [...four.flatMap((one) => one ?? []), ...six];
  return all.every((one) => canonicalPrefix(one) !== null) ? all : null;
}

/** Null where the length is not printed. */
function pairOf(address: Json | undefined, length: Json | undefined): string | null {
  const text = textOf(address);
  // That of an interface without one.
  if (text === null || text === '0.0.0.0' || length === undefined) return null;
  return `${text}/${countOf(length) ?? ''}`;
}
