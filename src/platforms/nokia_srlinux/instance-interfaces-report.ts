import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { srlInterfaceName } from './interface-names.ts';
import { isDoubleRule } from './report.ts';

const pair = /^(Net instance|Interface|Type|Oper state|Ip mtu) +: (\S(?:.{0,250}\S)?)$/;
const heading = /^ {2}Prefix +Origin +Status$/;
const address = /^ {2}(\S{2,64}) +(?:other|static|dhcp|link-layer|random)(?: +[a-z]{3,16}(?:, [a-z]{3,16}){0,3})?$/;

interface Block {
  values: Map<string, string>;
  ipAddresses: string[];
  /** The heading of the addresses was seen. */
  headed: boolean;
}

/** `show network-instance * interfaces`: a block of pairs for each subinterface, and its addresses below them. */
export function instanceInterfacesReport(text: TextLines): Rows<InterfaceRecord> | null {
  if (!holds(text, 'Net instance ')) return null;
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let found = false;
  let closed = false;
  const finish = () => {
    const record = block && recordOf(block);
    if (record) rows.records.push(record);
    else if (block) rows.unparsed.push([...block.values.values()].join(' | '));
    block = null;
  };
  for (const line of text.lines) {
    if (!isTooLong(line) && isNoise(line)) continue;
    const isRule = isDoubleRule(line);
    closed = isRule && !line.startsWith(' ');
    const [, key = '', value = ''] = (isTooLong(line) ? null : pair.exec(line)) ?? [];
    if (closed) finish();
    else if (isRule && block?.headed) continue;
    else if (key === 'Net instance' && block === null) {
      found = true;
      block = { values: new Map([[key, value]]), ipAddresses: [], headed: false };
    } else if (isTooLong(line) || !take(block, key, value, line)) {
      rows.unparsed.push(line);
      // What is left of the block is nobody's.
      block = null;
    }
  }
  if (!found) return null;
  // The same rule stands between two blocks and behind the last one.
  const isOver = closed && text.cut === null && (text.prompted === true || isNoise(text.lines.at(-1) ?? ''));
  return isOver ? rows : { ...rows, incomplete: 'nothing stands behind the last interface: the answer may be cut off' };
}

function take(block: Block | null, key: string, value: string, line: string): boolean {
  if (!block) return false;
  if (key !== '' && !block.headed && !block.values.has(key)) {
    block.values.set(key, value);
    return true;
  }
  if (heading.test(line) && !block.headed) {
    block.headed = true;
    return true;
  }
  const prefix = address.exec(line)?.[1];
  if (!block.headed || prefix === undefined || canonicalPrefix(prefix) === null) return false;
  block.ipAddresses.push(prefix);
  return true;
}

function recordOf({ values, ipAddresses }: Block): InterfaceRecord | null {
  const [name = '', type, state, mtu] = ['Interface', 'Type', 'Oper state', 'Ip mtu'].map((key) => values.get(key));
  if (srlInterfaceName(name) === null || (type !== undefined && type !== 'routed' && type !== 'bridged')) return null;
  // Of a bridged one the device may say no more than that.
  if (state !== 'up' && state !== 'down' && (state !== undefined || type !== 'bridged')) return null;
  if (mtu !== undefined && !/^\d{2,5}$/.test(mtu)) return null;
  return {
    ...blankInterface(name),
    adminStatus: state === 'up' ? 'up' : null,
    operStatus: state ?? 'unknown',
    mtuBytes: mtu === undefined ? null : Number(mtu),
    mtuLayer: mtu === undefined ? null : 'ip',
    vrf: values.get('Net instance') ?? null,
    ipAddresses,
  };
}
