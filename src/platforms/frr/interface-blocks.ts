import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isInterfaceAddress } from './interface-address.ts';
import { isCounter, readCounter } from './interface-counters.ts';
import { speedOf } from './interface-json.ts';
import { isPrintedName } from './interface-names.ts';
import { frrVrfName } from './vrf-name.ts';

interface Block {
  record: InterfaceDetailRecord;
  changes: { ups: number | null; downs: number | null };
  /** Behind this line comes nothing that is read but counters, where zebra has them. */
  whole: boolean;
}

/** Nothing of these lines is read. No word for a type is the beginning of another one. */
const wholeTail =
  /^(?:Interface Type (?:Other|Bridge|Vlan|Vxlan|VRF|VETH|bond|macvlan|GRE|Unknown)$|Interface Slave Type (?:None|Bridge|Vrf|Bond|Other)$|protodown: (?:on|off)|Master interface: \S)/;

/** The same in text: `Interface eth1 is up, line protocol is down`. Null when no such line is there. */
export function frrInterfaceBlocks(printed: TextLines): Rows<InterfaceDetailRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let headed = false;
  const close = () => {
    if (block?.whole) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`interface ${block.record.interface}`);
    block = null;
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    // An interface whose first line is missing: nothing of it is about the one before it.
    if ((block as Block | null)?.whole && /^ {1,4}(?:Link ups: |index \d+ metric )/.test(line)) close();
    const isHeading = heading.test(line);
    if (block && line.startsWith(' ') && !isHeading) {
      if (!readLine(block, line.trim())) rows.unparsed.push(line);
      continue;
    }
    // Below a heading that is not understood nothing is about the interface before it; nor is what stands in an open one.
    const isOpen: boolean = (block as Block | null)?.whole === false;
    const opened: InterfaceDetailRecord | null = isHeading && !isOpen ? openBlock(line.trim()) : null;
    if (isHeading || bentHeading.test(line)) close();
    if (opened) {
      block = { record: opened, changes: { ups: null, downs: null }, whole: false };
      headed = true;
    } else if (!isNoise(line)) {
      if (!headed) return null;
      rows.unparsed.push(line);
    }
  }
  if (!headed) return null;
  const open = block as Block | null;
  if (open?.whole === false)
    return { ...rows, incomplete: `the block of ${open.record.interface} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}

/** Cumulus' manual indents the first line as well. */
const heading = /^Interface(?! +Status)|^ {2}Interface \S{1,64} is (?:up|down)\b/;

/** The same with a word that is not known. */
const bentHeading = /^\S{1,12} \S{1,64} \S{1,4} (?:up|down)\b|, line protocol /;

function openBlock(line: string): InterfaceDetailRecord | null {
  const [, name = '', words = ''] =
    /^Interface (\S{1,64}) is (up, line protocol (?:is (?:up|down)|detection is disabled)|down)$/.exec(line) ?? [];
  if (!isPrintedName(name)) return null;
  const isUp = words.startsWith('up');
  return blankInterfaceDetail({
    ...blankInterface(name),
    adminStatus: isUp ? 'up' : 'down',
    // Where the detection is switched off, zebra does not look at the carrier.
    operStatus: words.endsWith('disabled') ? 'unknown' : words.endsWith('up') ? 'up' : 'down',
    reason: isUp ? null : 'admin',
  });
}

/** These lines are read: one that has another form was not understood. Any other line says nothing of ours. */
const read = /^(?:vrf|index|inet|Link (?:ups|downs)|Description):?|^[\da-fA-F.:]{2,45}\//;

/** Their values behind a word that is not known: the label is damaged. */
const bent =
  /^\w{1,12} \d{1,10} \w{1,12} \d|^\w{1,12} \w{1,12}: +\d{1,10} +last: |^\w{1,8} [\da-fA-F.:]{2,45}\/\d|^(?!Type|flags|HWaddr|protodown)\w{1,12}: /;

/**
 * Behind this line stands nothing of ours: the addresses below it are those of the neighbours. An interface that the
 * kernel does not have (any more) has one line alone; the oldest releases print no type.
 */
const last =
  /^(?:Interface Type \S|ND |Hosts use |Neighbor address|pseudo interface$|index \d{1,10} inactive interface$|\d{1,15} window, \d{1,15} collisions$|collisions \d{1,15}$)/;

/** False for a line that should have been read. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  const counts = isCounter(line);
  // Behind the first counter stand all of them.
  block.whole = (block.whole && !counts) || last.test(line);
  if (counts) return readCounter(record, line);
  if (block.whole) return true;
  if (!read.test(line)) return !bent.test(line);
  const description = /^Description: (.+)$/.exec(line);
  const vrf = /^vrf: (\S{1,64})$/.exec(line);
  const numbers = /^index \d+ metric \d+ mtu (\d{2,10})(?: mtu6 \d{1,10})?(?: speed (\d{1,10})(?: .*)?)?$/.exec(line);
  const counted = /^Link (ups|downs): +(\d{1,10}) +last: /.exec(line);
  const inet = /^inet6? (\S{3,60}\/\d{1,3})(?: .*)?$/.exec(line);
  const address = inet && isInterfaceAddress(inet[1] ?? '') ? inet : null;
  if (description) record.description = description[1] ?? null;
  if (vrf) record.vrf = frrVrfName(vrf[1] ?? '');
  if (address) record.ipAddresses.push(address[1] ?? '');
  if (counted) {
    block.changes[counted[1] === 'ups' ? 'ups' : 'downs'] = Number(counted[2]);
    const { ups, downs } = block.changes;
    record.carrierTransitions = ups === null || downs === null ? null : ups + downs;
  }
  if (numbers) {
    record.mtuBytes = Number(numbers[1]);
    record.mtuLayer = 'ip';
    record.speedBitsPerSecond = speedOf(Number(numbers[2] ?? 0));
  }
  return (description ?? vrf ?? address ?? counted ?? numbers) !== null;
}
