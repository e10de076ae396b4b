import type { InterfaceDetailRecord } from '../../domain/diagnostics.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isInterfaceAddress } from './interface-address.ts';
import { speedOf } from './interface-json.ts';

/** The same in text: `Interface eth1 is up, line protocol is down`. Null when no such line is there. */
export function frrInterfaceBlocks(text: TextLines): Rows<InterfaceDetailRecord> | null {
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let current: { record: InterfaceDetailRecord; whole: boolean } | null = null;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    const opened = /^Interface (\S{1,64}) is (?:(up), line protocol is (up|down)|(down))$/.exec(line);
    if (opened) {
      if (current) rows.records.push(current.record);
      current = { record: openBlock(opened), whole: false };
    } else if (/^\s/.test(line) && current) {
      if (!readLine(current.record, line.trim())) rows.unparsed.push(line);
      // Behind this line comes nothing that we read.
      current.whole ||= /^ +Interface Type /.test(line);
    } else if (!isNoise(line)) {
      if (!current) return null;
      rows.unparsed.push(line);
    }
  }
  if (!current) return null;
  if (current.whole) return withCut({ ...rows, records: [...rows.records, current.record] }, text);
  return { ...rows, incomplete: `the block of ${current.record.interface} has no end: the answer was cut off` };
}

function openBlock([, name = '', up, protocol]: RegExpExecArray): InterfaceDetailRecord {
  return blankInterfaceDetail({
    ...blankInterface(name),
    adminStatus: up ? 'up' : 'down',
    operStatus: protocol === 'up' ? 'up' : 'down',
    reason: up ? null : 'admin',
  });
}

/** These lines are read: one that has another form was not understood. Any other line says nothing of ours. */
const read = /^(?:vrf:|index |inet|Link (?:ups|downs):)/;

/** False for a line that should have been read. */
function readLine(record: InterfaceDetailRecord, line: string): boolean {
  const description = /^Description: (.+)$/.exec(line);
  const vrf = /^vrf: (\S{1,64})$/.exec(line);
  const numbers = /^index \d+ metric \d+ mtu (\d{2,10})(?: mtu6 \d{1,10})? speed (\d{1,10})(?: .*)?$/.exec(line);
  const downs = /^Link downs: +(\d{1,10}) +last: /.exec(line);
  const ups = /^Link ups: +(\d{1,10}) +last: /.exec(line);
  const inet = /^inet6? (\S{3,60}\/\d{1,3})(?: .*)?$/.exec(line);
  const address = inet && isInterfaceAddress(inet[1] ?? '') ? inet : null;
  if (description) record.description = description[1] ?? null;
  if (vrf) record.vrf = vrf[1] ?? null;
  if (address) record.ipAddresses.push(address[1] ?? '');
  if (ups || downs) record.carrierTransitions = (record.carrierTransitions ?? 0) + Number((ups ?? downs)?.[1]);
  if (numbers) {
    record.mtuBytes = Number(numbers[1]);
    record.mtuLayer = 'ip';
    record.speedBitsPerSecond = speedOf(Number(numbers[2]));
  }
  return (vrf ?? address ?? ups ?? downs ?? numbers) !== null || !read.test(line);
}
