import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { hasEndOfAnswer } from './end-of-answer.ts';
import { isInterfaceAddress } from './interface-address.ts';
import { isPrintedName } from './interface-names.ts';

type Form = 'brief' | 'description';

/** `show interface brief` and `show interface description`. Null when neither heading is there. */
export function frrInterfaceTables(text: TextLines): Rows<InterfaceRecord> | null {
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let form: Form | null = null;
  /** A row was not understood: what goes on below it is not about the interface above. */
  let isNobodys = false;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    const named = /^\tVRF (\S{1,64})\(\d{1,10}\)$/.exec(line);
    const more = /^ {20,}(?:\+ )?(\S{3,60}\/\d{1,3})$/.exec(line);
    const last = isNobodys ? undefined : rows.records.at(-1);
    if (named) vrf = named[1] ?? null;
    else if (line === 'Interface       Status  VRF             Addresses') form = 'brief';
    // EOS has the same words, further apart.
    else if (line === 'Interface       Status  Protocol  Description') form = 'description';
    else if (isNoise(line) || /^-+(?: +-+){3}$/.test(line)) continue;
    else if (form === null) return null;
    else if (form === 'brief' && more && last && last.ipAddresses.length > 0 && isInterfaceAddress(more[1] ?? ''))
      last.ipAddresses.push(more[1] ?? '');
    // Below a description of the configuration stands the one that the kernel has.
    else if (form === 'description' && /^ {34}\S/.test(line) && last && last.description !== null) continue;
    else {
      const record = form === 'brief' ? briefRow(line) : descriptionRow(line, vrf);
      isNobodys = !record;
      if (record) rows.records.push(record);
      else rows.unparsed.push(line);
    }
  }
  if (form === null) return null;
  // A further address of the last interface may be what was cut.
  if (form === 'brief' && !hasEndOfAnswer(text))
    return { ...rows, records: rows.records.slice(0, -1), incomplete: 'the table has no end: the answer was cut off' };
  return withCut(rows, text);
}

/** zebra says "up" here for an interface that is switched on, with a carrier or without. */
export function briefInterface(
  name: string,
  status: string,
  vrf: string | null,
  addresses: string[],
): InterfaceRecord | null {
  if (!addresses.every(isInterfaceAddress)) return null;
  if (!isPrintedName(name) || (status !== 'up' && status !== 'down')) return null;
  return {
    ...blankInterface(name),
    adminStatus: status,
    operStatus: status === 'down' ? 'down' : 'unknown',
    reason: status === 'down' ? 'admin' : null,
    vrf,
    ipAddresses: addresses,
  };
}

/** `+` before or behind an address stands for more of its network (IPv4) or its version (IPv6) than are shown. */
function briefRow(line: string): InterfaceRecord | null {
  const [, name = '', status = '', vrf = '', addresses = ''] =
    /^(\S{1,64}) +(up|down) +([\w.@+~-]{1,64})(?: +(?:\+ )?(\S{3,60}\/\d{1,3}))?(?: \+)?$/.exec(line) ?? [];
  return briefInterface(name, status, vrf, addresses === '' ? [] : [addresses]);
}

function descriptionRow(line: string, vrf: string | null): InterfaceRecord | null {
  const match = /^(\S{1,64}) +(up|down) +(up|down|unknown)(?: +(\S.*))?$/.exec(line);
  if (!match || !isPrintedName(match[1] ?? '')) return null;
  const [, name = '', admin, oper = '', description] = match;
  return {
    ...blankInterface(name),
    description: description ?? null,
    adminStatus: admin === 'up' ? 'up' : 'down',
    operStatus: admin === 'down' ? 'down' : oper === 'up' ? 'up' : oper === 'down' ? 'down' : 'unknown',
    reason: admin === 'down' ? 'admin' : null,
    vrf,
  };
}
