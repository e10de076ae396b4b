import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { fibreChannelTables, underFibreChannelHeading } from './fibre-channel-tables.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isDownWord, isSpeed, reasonOf, speedOf } from './interface-words.ts';
import { isBeside } from './nxos-noise.ts';
import { portInStatus } from './port-status.ts';
import { statedInterface } from './stated-interface.ts';

type ReadRow = (line: string) => InterfaceRecord | null;

/** Every table of `show interface status`, `brief` and `description` by its heading. */
const tables: readonly (readonly [heading: RegExp, read: ReadRow])[] = [
  [/^Port +Name +Status +Vlan +Duplex +Speed(?: +Type)?$/, statusRow],
  [/^Interface +Name +Status +Reason +Reason description$/, tunnelStatusRow],
  [/^Interface +Name +Status +Reason$/, olderTunnelStatusRow],
  [/^Ethernet +VLAN +Type +Mode +Status +Reason +Speed +Port$/, ethernetRow],
  [/^Port-channel +VLAN +Type +Mode +Status +Reason +Speed +Protocol$/, (line) => portRow(line)?.record ?? null],
  [/^Interface +VLAN +Type +Mode +Status +Reason +MTU$/, virtualPortRow],
  [/^Port +VRF +Status +IP Address +Speed +MTU$/, managementRow],
  [/^Interface +Secondary VLAN\(Type\) +Status +Reason$/, vlanRow],
  [/^Interface +Status +Description$/, loopbackRow],
  [/^Interface +Status +IP Address +Encap type +MTU$/, tunnelRow],
  [/^Port +Status +Reason +MTU(?: +VRF)?$/, virtualRow],
  ...fibreChannelTables,
  [/^Interface +Description$/, descriptionRow],
  [/^Port +Type +Speed +Description$/, typedDescriptionRow],
];
const ruler = /^-{20,}$/;
/** Second lines of headings. */
const underHeading = /^Interface(?: +Ch #)?$/;
/** `--` is the whole of a column. */
const wholeTail = / --$/;
/** No MTU has more than four digits here. */
const wholeMtu = /(?: --| [1-9]\d{3})$/;

/** Null when there is no heading below a ruler. */
export function nxosInterfaceTables(output: TextLines): Rows<InterfaceRecord> | null {
  const text = output.cut === null ? output : withWholeTail(output, endsInMtu(output.lines) ? wholeMtu : wholeTail);
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let read: ReadRow | null = null;
  let ruled = false;
  /** A ruler stands above and below each heading. */
  let below: 'ruler' | 'heading' | 'rows' = 'rows';
  let upper = 0;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.replaceAll('\t', ' ').trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (ruler.test(line)) {
      ruled = true;
      // A shorter one than that above the heading is cut.
      if (below === 'heading' && line.length >= upper) below = 'rows';
      else if (below !== 'heading') {
        below = 'ruler';
        upper = line.length;
      }
    }
    if (line === '' || isBeside(line) || ruler.test(line)) continue;
    const found = tables.find(([heading]) => heading.test(line));
    const isHeading = below === 'ruler';
    if (isHeading) below = 'heading';
    if (found && ruled) read = found[1];
    else if (!read) return null;
    else if (isHeading) {
      // In a form that is not known: the rows below it are nobody's.
      read = () => null;
      rows.unparsed.push(raw);
    } else if (!underHeading.test(line) && !underFibreChannelHeading.test(line)) {
      below = 'rows';
      const record = read(line);
      if (record) rows.records.push(record);
      else rows.unparsed.push(raw);
    }
  }
  if (read && text.cut === null && below !== 'rows')
    return { ...rows, incomplete: 'no table stands below the last ruler: the answer was cut off' };
  return read ? withCut(rows, text) : null;
}

/** Whether the MTU is the last column of the last table: figures elsewhere may be the beginning of a word. */
function endsInMtu(lines: readonly string[]): boolean {
  const heading = lines.findLast((line) => !isTooLong(line) && tables.some(([pattern]) => pattern.test(line.trim())));
  return heading?.trimEnd().endsWith(' MTU') === true;
}

/** The last words of this kind are the columns: a description may hold the same ones. */
const status =
  /^(\S{2,40}) +(\S.*) (connected|up|[a-zA-Z][\w-]{2,11}) +(?!(?:auto|full|half) )([\w/-]{1,11}) +(full {4}|half {4}|auto {4}|-- {6})(\S{1,8})(?: +(\S.*))?$/;

function statusRow(line: string): InterfaceRecord | null {
  const match = line.length > 200 ? null : status.exec(line);
  if (!match) return null;
  const [, name = '', description = '', word = '', , duplex = '', speed = '', type] = match;
  return portInStatus({ name, description, word, duplex, speed, type });
}

function tunnelStatusRow(line: string): InterfaceRecord | null {
  // The column of the reason cuts words at 18 letters, and then only one blank stands behind it.
  const match = /^(\S{2,40}) +(\S.{0,60}?) +(connected|up|down|disabled) +(\S.{0,40}? {2,}|\S{18} )(\S.{0,60})$/.exec(
    line,
  );
  if (!match) return null;
  const up = match[3] === 'connected' || match[3] === 'up';
  const said = reasonOf(match[5]) ?? reasonOf(match[4]);
  const record = statedInterface(match[1] ?? '', up, said);
  return record && { ...record, description: reasonOf(match[2]) };
}

/** `Tunnel 1     --                 up        no-reason`, on older releases. */
function olderTunnelStatusRow(line: string): InterfaceRecord | null {
  const match = /^(Tunnel) ?(\d{1,5}) +(\S.{0,60}?) +(up|down) +(\S.{0,60})$/.exec(line);
  const said = match?.[5] === 'no-reason' ? null : match?.[5];
  const record = match && statedInterface(`${match[1]}${match[2]}`, match[4] === 'up', said);
  return record && { ...record, description: reasonOf(match[3]) };
}

const port =
  /^(\S{2,40}) +(\S{1,20}) +(\S{2,10}) +(\S{2,10}) +(up|down) +(\S.{0,60}?) +(\S{1,16}?)(?:\([A-Z]\))? +(\S{1,10})$/;

/** The last column is the protocol of an aggregate and the aggregate of a port. */
function portRow(line: string): { record: InterfaceRecord; last: string } | null {
  const match = line.length > 200 ? null : port.exec(line);
  if (!match) return null;
  const [, name = '', , , , state, reason, speed = '', last = ''] = match;
  const record = statedInterface(name, state === 'up', reason);
  return record && isSpeed(speed) ? { record: { ...record, speedBitsPerSecond: speedOf(speed) }, last } : null;
}

function ethernetRow(line: string): InterfaceRecord | null {
  const row = portRow(line);
  if (!row) return null;
  if (row.last === '--') return row.record;
  const lag = /^\d{1,4}$/.test(row.last) ? nxosInterfaceName(`port-channel${row.last}`) : null;
  return lag === null ? null : { ...row.record, lag };
}

/** `Veth1   10   virt access up   none   1500`: a port of a virtual machine, on the Nexus 1000V. */
function virtualPortRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40}) +\S{1,20} +virt +\S{2,10} +(up|down) +(\S.{0,40}?) +(\d{2,5})$/.exec(line);
  const reason = reasonOf(match?.[3]);
  if (!match || (reason !== null && !reason.includes(' ') && !isDownWord(reason))) return null;
  const record = statedInterface(match[1] ?? '', match[2] === 'up', reason);
  return record && { ...record, mtuBytes: Number(match[4]), mtuLayer: 'ip' };
}

function managementRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40}) +(\S{1,32}) +(up|down) +(\S{2,45}) +(\S{1,10}) +(\d{2,5})$/.exec(line);
  const record = match && statedInterface(match[1] ?? '', match[3] === 'up', null);
  if (!record || !isSpeed(match[5] ?? '')) return null;
  // The length of the prefix is not printed, so that the address is none of ours.
  const vrf = reasonOf(match[2]);
  return {
    ...record,
    vrf,
    speedBitsPerSecond: speedOf(match[5] ?? ''),
    mtuBytes: Number(match[6]),
    mtuLayer: 'ip',
  };
}

function vlanRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40}) +(\S.{0,40}?) +(up|down)(?: +(\S.{0,60}))?$/.exec(line);
  return match && statedInterface(match[1] ?? '', match[3] === 'up', match[4]);
}

function loopbackRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40}) +(up|down)(?: +(\S.{0,250}))?$/.exec(line);
  const record = match && statedInterface(match[1] ?? '', match[2] === 'up', null);
  return record && { ...record, description: reasonOf(match[3]) };
}

function tunnelRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40}) +(up|down) +(\S{2,50}) +(\S.{0,40}?) +(\d{2,5})$/.exec(line);
  const record = match && statedInterface(match[1] ?? '', match[2] === 'up', null);
  if (!record) return null;
  const [address = '', length = ''] = (match[3] ?? '').split('/');
  const ip = canonicalIp(address);
  const known = ip !== null && /^\d{1,3}$/.test(length);
  if (!known && /\d/.test(address)) return null;
  const ipAddresses = known ? [`${ip}/${Number(length)}`] : [];
  return { ...record, ipAddresses, mtuBytes: Number(match[5]), mtuLayer: 'ip' };
}

function virtualRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40}) +(up|down) +(\S.{0,60}?) +(\d{2,5})(?: +(\S{1,32}))?$/.exec(line);
  const record = match && statedInterface(match[1] ?? '', match[2] === 'up', match[3]);
  return record && { ...record, mtuBytes: Number(match[4]), mtuLayer: 'ip', vrf: reasonOf(match[5]) };
}

function descriptionRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40})(?: +(\S.{0,250}))?$/.exec(line);
  const name = nxosInterfaceName(match?.[1] ?? '');
  return match && name !== null ? { ...blankInterface(name), description: reasonOf(match[2]) } : null;
}

function typedDescriptionRow(line: string): InterfaceRecord | null {
  const match = /^(\S{2,40}) +([a-z-]{2,10}) +(\S{1,10}) +(\S.{0,250})$/.exec(line);
  const name = nxosInterfaceName(match?.[1] ?? '');
  if (!match || name === null || !isSpeed(match[3] ?? '')) return null;
  return {
    ...blankInterface(name),
    description: reasonOf(match[4]),
    speedBitsPerSecond: speedOf(match[3] ?? ''),
  };
}
