import type { InterfaceRecord } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isBentAddress } from '../address-line.ts';
import { interfaceReason } from '../interface-reason.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { isAdminDown, operStatus } from './interface-blocks.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

const heading = /^(\S{2,64}) is (Up|Down|Shutdown), (ipv[46]) protocol is (Up|Down)(?: ?\(.{1,40}\))?$/i;

/** `show ipv4 [vrf all] interface [X]`: VRF, addresses and the MTU of each interface. Null when there is no heading. */
export function xrAddressBlocks(text: TextLines): Rows<InterfaceRecord> | null {
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  let last: InterfaceRecord | null = null;
  let whole = true;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    const head = line.length > 200 ? null : heading.exec(line);
    const name = printedXrName(head?.[1] ?? '');
    if (head && name !== null) {
      last = blankInterface(name);
      const [state, protocol] = [head[2]?.toLowerCase() ?? '', head[4]?.toLowerCase() ?? ''];
      last.adminStatus = isAdminDown(state) ? 'down' : 'up';
      last.operStatus = operStatus(state, protocol);
      last.reason = isAdminDown(state) ? interfaceReason(state) : null;
      whole = false;
      rows.records.push(last);
    } else if (last && raw === line && !isXrNoise(line)) {
      // What stands in a block is indented: a heading in a form that is not known.
      rows.unparsed.push(raw);
      last = blankInterface('');
      whole = true;
    } else if (last) {
      if (isBentAddress(line)) rows.unparsed.push(raw);
      readLine(last, line);
      // Without a protocol nothing more is printed than the VRF and this sentence.
      whole ||=
        /^(?:Table Id is |ICMP mask replies are |IPv[46] is disabled|Internet protocol processing disabled)/i.test(
          line,
        );
    } else if (!isXrNoise(line)) return null;
  }
  if (!last) return null;
  const { cut } = text;
  const ends = cut !== null && /^(?:Table Id is 0x[0-9a-f]{8}|.{1,60} processing disabled)$/i.test(cut.trim());
  if (!whole && !ends) {
    rows.records.pop();
    return { ...rows, incomplete: `the block of ${last.interface} has no end: the answer was cut off` };
  }
  return withCut(rows, ends ? { ...text, cut: null } : text);
}

function readLine(record: InterfaceRecord, line: string): void {
  const vrf = /^Vrf is ([\w.:-]{1,32}) \(vrfid 0x[0-9A-Fa-f]{1,8}\)$/.exec(line);
  const mtu = /^MTU is (\d{1,6}) \(\d{1,6} is available to IP\)$/.exec(line);
  const address =
    /^(?:Internet|Secondary) address (?:is )?([0-9.]{7,15})\/(\d{1,2})(?: with route-tag \d{1,10})?$/.exec(line);
  if (vrf) record.vrf = vrf[1] ?? null;
  else if (mtu) {
    record.mtuBytes = Number(mtu[1]);
    record.mtuLayer = 'l2';
  } else if (address) {
    const ip = canonicalIp(address[1] ?? '');
    if (ip !== null) record.ipAddresses.push(`${ip}/${Number(address[2])}`);
  }
}
