import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import { isDamaged } from '../damaged-label.ts';
import { interfaceReason } from '../interface-reason.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { speedOf } from './interface-branch.ts';
import { srlInterfaceName } from './interface-names.ts';
import { isDoubleRule } from './report.ts';

const port = /^(\S{2,64}) is (up|down)(?:, reason ([\w-]{2,64}))?(?:, speed (\S{1,8}), type (\S(?:.{0,60}\S)?))?$/;
const sub = /^ {2}(\S{2,64}\.\d{1,5}) is (up|down)(?:, reason ([\w-]{2,64}))?$/;
/**
 * A list since release 23; before that the one name stands on the line itself. Of a subinterface alone the list is not
 * indented further than its heading.
 */
const instance = /^(?: {4}(?: {2})?\* Name:| {4}Network-instance:) ("[^"]{1,64}"|\S{1,64})(?: \([\w-]{1,32}\))?$/;
const address = /^ {4}IPv[46] addr +: (\S{2,64}) \([\w-]{1,32}(?:, [\w-]{1,32}){0,3}\)$/;
const known =
  /^ {4}(?:Network-instances?:|Encapsulation *: (?:null|None|untagged|vlan-id (?:any|optional|\d{1,4}(?:-\d{1,4})?(?:, \d{1,4}-\d{1,4}){0,7})(?:, [\w -]{1,40})?)|Type +: [A-Za-z-]{2,20})$/;
const total =
  /^ {2}\d{1,5} (?:(?:[a-z-]{2,20} ){1,2}(?:interfaces|subinterfaces)|interfaces|subinterfaces) (?:configured|are (?:up|down)(?:, \d{1,5} are down)?)$/;

/** `show interface`: a block for each interface, with its subinterfaces, and a summary at the end of several. */
export function interfaceReport(text: TextLines): Rows<InterfaceRecord> | null {
  if (!holds(text, ' is ')) return null;
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let summed = false;
  // One interface alone has no summary, only the double rule behind the single one.
  let ended = false;
  let current: { record: InterfaceRecord; instances: string[] } | null = null;
  const finish = () => {
    if (current) rows.records.push({ ...current.record, vrf: soleOf(current.instances) });
    current = null;
  };
  for (const line of text.lines) {
    if (line !== '' && (current || rows.records.length > 0)) ended = isDoubleRule(line);
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line) || isDoubleRule(line)) continue;
    const record = line.includes(' is ') ? (interfaceOf(port.exec(line)) ?? interfaceOf(sub.exec(line))) : null;
    const name = instance.exec(line)?.[1];
    const prefix = address.exec(line)?.[1];
    if (record && !summed) {
      finish();
      current = { record, instances: [] };
    } else if (line === 'Summary') {
      finish();
      summed = true;
    } else if (name !== undefined && current) current.instances.push(name.replaceAll('"', ''));
    else if (prefix !== undefined && current && canonicalPrefix(prefix) !== null)
      current.record.ipAddresses.push(prefix);
    else if (!(summed ? total : known).test(line)) {
      // The interface above is not known whole, and what stands below is not about it.
      current = null;
      rows.unparsed.push(line);
    }
  }
  if (rows.records.length === 0 && current === null) return null;
  if (ended) finish();
  return (summed || ended) && text.cut === null
    ? rows
    : { ...rows, incomplete: 'the end of the report is missing: the answer was cut off' };
}

const shut = new Set(['port-admin-disabled']);

function interfaceOf(match: RegExpExecArray | null): InterfaceRecord | null {
  if (!match) return null;
  const [, name = '', state, words = null, speed = null, type = null] = match;
  const reason = interfaceReason(words);
  const bits = speedOf(speed);
  if (srlInterfaceName(name) === null || (speed !== null && speed !== 'None' && bits === null)) return null;
  if ((state === 'up' && words !== null) || isDamaged(words ?? '', shut)) return null;
  return {
    ...blankInterface(name),
    // What is up is not shut; of what is down the reason says it.
    adminStatus: state === 'up' ? 'up' : reason === 'admin' ? 'down' : null,
    operStatus: state === 'up' ? 'up' : 'down',
    reason,
    speedBitsPerSecond: bits,
    mediaType: type === 'None' ? null : type,
  };
}

/** An IRB interface may stand in a bridge domain and in a routing instance: then it has no instance of its own. */
function soleOf(instances: readonly string[]): string | null {
  return instances.length === 1 ? (instances[0] ?? null) : null;
}
