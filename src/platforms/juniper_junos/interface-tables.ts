import { isIP } from 'node:net';
import type { InterfaceRecord } from '../../domain/interface-records.ts';
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
  /** The unit that further addresses belong to. */
  let owner: InterfaceRecord | null = null;
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
    if (form === null && !(row && (row[4] === undefined || family.test(row[4])))) return null;
    form ??= 'terse';
    const found = form === 'terse' ? familyOf(row?.[1] ?? owner?.interface, row ? (row[4] ?? '') : bare) : null;
    if (row) {
      owner = record(row, form, found);
      rows.records.push(owner);
    } else if (found !== null) owner?.ipAddresses.push(...found.ipAddresses);
    if (found !== null || (row && form === 'descriptions')) continue;
    // Of a row that is not understood, the addresses below it are nobody's.
    if (!row) owner = null;
    rows.unparsed.push(line);
  }
  if (form === null) return null;
  // More addresses of the last unit may have been on the lines that are missing.
  const open = text.cut !== null && form === 'terse' && continuation.test(text.cut.trim());
  return withCut(open ? { ...rows, records: rows.records.slice(0, -1) } : rows, text);
}

/** Protocols whose addresses are not those of IP. */
const otherFamilies =
  'mpls|iso|tnp|multiservice|eth-switch|ethernet-switching|bridge|ccc|vpls|tcc|any|mlppp|mlfr-end-to-end|mlfr-uni-nni';
const family = new RegExp(`^(?:inet6?|aenet|${otherFamilies})\\b`);
const others = new RegExp(`^(?:${otherFamilies})(?: +\\S.*)?$`);
const continuation = /^(?:[a-z]+\d?(?: +\S.*)?|[0-9A-Fa-f.:]{1,39}(?:\/\d{0,3})?(?: +-.*)?)$/;

function record(
  [, name = '', admin, oper, rest]: RegExpExecArray,
  form: 'terse' | 'descriptions',
  found: Family | null,
): InterfaceRecord {
  return {
    ...blankInterface(name),
    description: form === 'descriptions' ? (rest ?? null) : null,
    adminStatus: admin === 'up' ? 'up' : 'down',
    operStatus: oper === 'up' ? 'up' : 'down',
    reason: admin === 'up' ? null : 'admin',
    lag: found?.lag ?? null,
    ipAddresses: found?.ipAddresses ?? [],
  };
}

/** What stands in the columns of the protocol and its addresses. */
interface Family {
  ipAddresses: string[];
  lag: string | null;
}

const addressed = /^(?:(inet6?)(?: +|$))?(?:([0-9A-Fa-f.:]{2,39})(?:\/(\d{1,3}))?( *-->(?: +\S{1,45})?)?)?$/;
const bundled = /^aenet +--> ((?:ae|reth)\d{1,4})(?:\.\d{1,10})?$/;

/** Null for an address that is none, or that is missing from its place. A unit may have a protocol without an address. */
function familyOf(name: string | undefined, text: string): Family | null {
  if (text.startsWith('aenet')) {
    const lag = bundled.exec(text)?.[1];
    return lag === undefined ? null : { ipAddresses: [], lag };
  }
  if (name === undefined) return null;
  if (others.test(text)) return { ipAddresses: [], lag: null };
  const match = addressed.exec(text);
  if (!match) return null;
  const [, , address, length, farEnd] = match;
  if (address === undefined) return { ipAddresses: [], lag: null };
  const bits = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) === 0 || Number(length ?? 0) > bits) return null;
  if (length !== undefined) return { ipAddresses: [`${address}/${length}`], lag: null };
  // A host address, on a loopback or at the end of a line between two points, stands without its length.
  const isHost = /^lo\d/.test(name) || farEnd !== undefined;
  return isHost ? { ipAddresses: [`${address}/${bits}`], lag: null } : null;
}
