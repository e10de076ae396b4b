import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import { interfaceReason } from '../interface-reason.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { isAdminDown, operStatus } from './interface-blocks.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise, xrVrf } from './xr-text.ts';

const heading = new RegExp(
  String.raw`^(\S{2,64}) is (Up|Down|Shutdown), ipv[46] protocol is (Up|Down)(?:, Vrfid is (${xrVrf}) \(0x[0-9A-Fa-f]{1,8}\)| ?\(.{1,40}\))?$`,
  'i',
);
const inVrf = new RegExp(String.raw`^Vrf is (${xrVrf}) \(vrfid 0x[0-9A-Fa-f]{1,8}\)`);

/** Lines about a block that are not indented. */
const flush = /^(?:IP unicast RPF check is |RPF mode )/;

/** What stands behind the table of an interface with IPv6, none of which is read. */
const behind =
  /^(?:(?:Complete|Incomplete|Dropped) (?:protocol|glean) (?:adjacency|request)|RA DNS (?:Server Address|Search list) Count): \d{1,10}$/;

/** `show ipv4 [vrf all] interface [X]` and `show ipv6 …`: VRF, addresses and the MTU of each interface. Null when there is no heading. */
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
      const [state, protocol] = [head[2]?.toLowerCase() ?? '', head[3]?.toLowerCase() ?? ''];
      last.adminStatus = isAdminDown(state) ? 'down' : 'up';
      last.operStatus = operStatus(state, protocol);
      last.reason = isAdminDown(state) ? interfaceReason(state) : null;
      last.vrf = head[4] ?? null;
      whole = false;
      rows.records.push(last);
    } else if (last && (raw === line || isOfHeading(line)) && !isXrNoise(line) && !flush.test(line)) {
      // What stands in a block is indented: a heading in a form that is not known.
      rows.unparsed.push(raw);
      last = blankInterface('');
      whole = true;
    } else if (last) {
      if (!readLine(last, line)) rows.unparsed.push(raw);
      // Without a protocol nothing more is printed than the VRF and this sentence.
      whole ||=
        /^(?:Table Id is |ICMP mask replies are |IPv[46] is disabled|Internet protocol processing disabled)/i.test(
          line,
        );
    } else if (!isXrNoise(line)) return null;
  }
  if (!last) return null;
  const { cut } = text;
  const tail = cut?.trim() ?? '';
  const ends =
    /^(?:Table Id is 0x[0-9a-f]{8}|.{1,60} processing disabled)$/i.test(tail) || (whole && behind.test(tail));
  if (!whole && !ends) {
    rows.records.pop();
    return { ...rows, incomplete: `the block of ${last.interface} has no end: the answer was cut off` };
  }
  return withCut(rows, ends ? { ...text, cut: null } : text);
}

/** A line that has the states of a heading, or a name alone, which lacks them. */
function isOfHeading(line: string): boolean {
  return / ?is (?:Up|Down|Shutdown),|protocol is /i.test(line) || (!line.includes(' ') && printedXrName(line) !== null);
}

/** Words of the lines that are read, behind a label that is none of theirs. */
const bent =
  /\(vrfid |^Vrf \w|^MTU |is available to |^\w+ is \d{1,6} \(\d| address(?: is)? [\d.]{7,15}\/\d|^\w+ \w+(?: is)? [\d.]{7,15}\/\d|^(?:Internet|Secondary) (?!protocol )/;

/** False for a line that is read, by its label, but whose figures have another form. */
function readLine(record: InterfaceRecord, line: string): boolean {
  if (line.startsWith('Vrf is')) {
    record.vrf = inVrf.exec(line)?.[1] ?? null;
    return record.vrf !== null;
  }
  if (line.startsWith('MTU is')) {
    const mtu = /^MTU is (\d{1,6}) \(\d{1,6} is available to IP(?:v6)?\)/.exec(line)?.[1];
    if (mtu === undefined) return false;
    record.mtuBytes = Number(mtu);
    record.mtuLayer = 'l2';
    return true;
  }
  const six =
    /^([0-9A-Fa-f:.]{2,45}), subnet is (\S{2,50}?\/(\d{1,3}))(?: \[[\w, /]{1,40}\])?(?: with route-tag \d{1,10})?$/.exec(
      line,
    );
  if (six) {
    const address = sixAddress(six[1] ?? '', six[2] ?? '');
    if (address !== null) record.ipAddresses.push(address);
    return address !== null;
  }
  // Groups alone stand in lines of addresses.
  if (/^(?!ff)[0-9a-f]{0,4}:[0-9a-f:]|(?:^|, )subnet is/i.test(line)) return false;
  const said = /^(?:Internet|Secondary) address(?: is)?(.*)$/.exec(line)?.[1];
  if (said === undefined) return !bent.test(line);
  const address = /^ ([0-9.]{7,15})\/(\d{1,2})(?: |$)/.exec(said);
  const ip = canonicalIp(address?.[1] ?? '');
  if (ip === null) return /^ [A-Za-z][A-Za-z ]{2,40}$/.test(said);
  record.ipAddresses.push(`${ip}/${Number(address?.[2])}`);
  return true;
}

/** The length of the subnet belongs to 128 bits: an IPv4 address mapped into IPv6 stays one. Null when it lies in another subnet. */
function sixAddress(address: string, subnet: string): string | null {
  const [network = '', length = ''] = subnet.split('/');
  const ip = canonicalIp(address);
  if (ip === null) return null;
  const isMapped = !ip.includes(':') && address.includes(':');
  const [own, its] = isMapped
    ? [ip, canonicalIp(network)].map((text) => canonicalPrefix(`${text}/${Number(length) - 96}`))
    : [canonicalPrefix(`${address}/${length}`), canonicalPrefix(subnet)];
  if (!own || own.prefix !== its?.prefix) return null;
  return `${isMapped ? '::ffff:' : ''}${ip}/${Number(length)}`;
}
