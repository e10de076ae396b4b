import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { type BgpStateWords, familyOfHeading } from '../bgp-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isEcho, isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asNumberOf, countOf } from '../values.ts';
import { frrBgpState } from './bgp-state.ts';
import { compareCount, countLine, type PeerCount, startedCount } from './bgp-table-count.ts';
import { isCommandTitle } from './command-title.ts';
import { frrInterfaceName } from './interface-names.ts';
import { remoteAsOf } from './remote-as.ts';

/** What may be lost of the count below the rows says nothing of them. */
const wholeTail = /^(?:Total number of neighbors (?:established )?|Displayed neighbors )\d{1,10}$/;

/** `show bgp [vrf V|all] summary` in its text form. Null when no heading of it is there. */
export function frrBgpTable(printed: TextLines): Rows<BgpSummaryRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  let heading: Pick<BgpSummaryRecord, 'vrf' | 'addressFamily' | 'localAs' | 'routerId'> | null = null;
  let columns: Columns | null = null;
  /** A peer whose name is too long for the column stands alone; its row follows. */
  let alone: string | null = null;
  let told: string | null = null;
  let counts = false;
  let chassis = false;
  /** Below the router stand its peers, or that it has none. */
  let awaits = false;
  let count: PeerCount | null = null;
  /** Of the tables below, which name no VRF of their own. */
  let instance: string | null = null;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    // Below the peers of EVPN stands how many VTEPs each VNI has.
    if (/^VRF name +VNI +Peers$/.test(line)) counts = true;
    if (counts && vniRow.test(line)) continue;
    if (/^(?:%? ?No |Total number of|Displayed )/.test(line)) awaits = false;
    if (isTooLong(line)) continue;
    if (isFigure(line)) {
      if (count) countLine(count, line);
      // The command above has its answer.
      if (/^(?:% )?No /.test(line)) told = null;
      continue;
    }
    if (isNoise(line)) {
      // A command that has no answer says nothing of the next one's.
      if (isEcho(line.trim())) {
        told = familyOfCommand.exec(line)?.[1] ?? null;
        instance = null;
      }
      continue;
    }
    const named = /^Instance (\S{1,64}):$/.exec(line);
    if (named) {
      instance = named[1] ?? null;
      heading = null;
    }
    if (named || isCommandTitle(line)) continue;
    const family = /^(\S.{2,40}) Summary(?: \(VRF (\S{1,64})\))?:?$/.exec(line);
    const router =
      /^(?:asic\d{1,2}: )?BGP router identifier (\d[\d.]{6,14}), local AS number ([\d.]{1,11})(?: (?:VRF|VIEW) (\S{1,64}))?(?: vrf-id (-?\d{1,10}))?$/.exec(
        line,
      );
    if (family) {
      const addressFamily = familyOfHeading(family[1] ?? '');
      if (addressFamily === null) rows.unparsed.push(line);
      heading = { vrf: family[2] ?? null, addressFamily, localAs: null, routerId: null };
      chassis = false;
      told = null;
    } else if (router) {
      // One that has its router already is the heading of another table.
      if (!heading || (heading.routerId !== null && !line.startsWith('asic')))
        heading = { vrf: null, addressFamily: null, localAs: null, routerId: null };
      if (told !== null) heading.addressFamily = familyOfHeading(told === 'evpn' ? 'l2vpn evpn' : told);
      told = null;
      counts = false;
      awaits = true;
      // The chips of a chassis have their peers in one table.
      if (!(chassis && line.startsWith('asic'))) {
        if (count) compareCount(rows, count, false);
        count = startedCount(rows);
      }
      // The default VRF has the number 0.
      const vrf: string | null = heading.vrf ?? router[3] ?? (router[4] === '0' ? 'default' : instance);
      // A chassis of SONiC names one router for each of its chips, and the peers of all of them below.
      chassis ||= line.startsWith('asic');
      const routerId: string | null = chassis ? null : (router[1] ?? null);
      heading = { ...heading, vrf, routerId, localAs: asNumberOf(router[2]) };
    } else if (columnHeading.test(line))
      columns = {
        wide: / LocalAS /.test(line),
        sent: / PfxSnt/.test(line),
        description: / (?:Desc|NeighborName)$/.test(line),
      };
    else if (!heading) return null;
    else if (columns && alone === null && peerName(line) !== null) alone = line;
    else {
      const row: ReturnType<typeof readRow> =
        columns && readRow(alone === null ? line : `${alone} ${line.trim()}`, columns);
      awaits = false;
      told = null;
      if (row) rows.records.push({ ...row, ...heading, localAs: row.localAs ?? heading.localAs });
      else {
        rows.unparsed.push(...(alone === null ? [] : [alone]), line);
        // It may have been the name of another instance.
        instance = null;
      }
      alone = null;
    }
  }
  if (count) compareCount(rows, count, printed.cut !== null);
  if (awaits && rows.records.length === 0 && rows.unparsed.length === 0)
    rows.incomplete = 'there is no peer below the router: the answer was cut off';
  if (alone !== null) rows.incomplete = `the row of ${alone} is missing: the answer was cut off`;
  if (!heading && text.cut === null && isNobody(text.lines)) return rows;
  return heading ? withCut(rows, text) : null;
}

/** Nothing but that there is no peer. Families are named as in the headings. */
function isNobody(lines: readonly string[]): boolean {
  const said = lines.filter((line) => !isNoise(line));
  return said.length > 0 && said.every((line) => nobody.test(line));
}

const nobody =
  /^(?:% No BGP neighbors found(?: in (?:VRF|VIEW) \S{1,64})?|No (?:IPv[46](?: (?:Unicast|Multicast|VPN|Encap|Labeled Unicast|Flowspec|Unreachability))?|L2VPN EVPN) neighbor is configured)$/;

/** Where one family was asked for no heading names it: the command above the answer does. Cumulus' `net show` underlines it. */
const familyOfCommand =
  /\bshow (?:ip )?bgp (?:vrf \S{1,64} )?(ipv[46] (?:unicast|multicast|vpn|labeled-unicast|flowspec|encap|unreachability)|l2vpn evpn|evpn) summary["']?$/;

const vniRow = /^(?:VRF name +VNI +Peers|\S{1,64} +\d{1,8} +\d{1,10})$/;

interface Columns {
  wide: boolean;
  sent: boolean;
  description: boolean;
}

/** The wide form has the router's own AS for this peer behind the peer's. SONiC's own command has the names of the peers last. */
const columnHeading =
  /^(?:Neighbor|Neighbhor) +V +AS(?: +LocalAS)? +MsgRcvd +MsgSent +TblVer +InQ +OutQ +Up\/Down +State\/PfxRcd(?: +PfxSnt)?(?: +(?:Desc|NeighborName))?$/;

function isFigure(line: string): boolean {
  if (line.includes(' neighbor') && nobody.test(line)) return true;
  return /^(?:BGP table version \d|RIB entries \d|Peers? \d|Peer groups \d|Total number of neighbors (?:established )?\d|Displayed neighbors \d|\* - dynamic neighbor|\d+ dynamic neighbor|% No (?:failed |established )BGP neighbors found|% No matching neighbor$|=+$|-+(?: +-+){9,11}$|Dynamic neighbor|BGP multipath|Read-only mode|BGP view name \S{1,64}$|Dampening enabled\.$|Max-med (?:on-startup|administrative) active$| +(?:Establish wait|First neighbor established|Best-paths resumed|zebra update resumed|peers update resumed): \S| +Delay in progress$)/.test(
    line,
  );
}

/** `*10.0.0.1`: the mark of a dynamic neighbor is not part of the address; `leaf1(10.0.0.1)`: a name before it. */
function peerName(text: string): string | null {
  const bare = /^\S{1,80}\(([^()\s]{1,45})\)$/.exec(text)?.[1] ?? text.replace(/^\*/, '');
  return canonicalIp(bare) !== null ? bare : frrInterfaceName(bare);
}

const row =
  /^(\S{1,120}) +4 +([\d.]{1,11})(?: +([\d.]{1,11}))? +\d+ +\d+ +\d+ +\d+ +\d+ +(\S{1,16}) +(\d{1,10}|\(Policy\)|NoNeg|[A-Z][A-Za-z]{3,11}(?: \(\w{1,20}\))?)(?: +(.*))?$/;

function readRow(line: string, columns: Columns): BgpSummaryRecord | null {
  const match = row.exec(line);
  if (!match || (match[3] !== undefined) !== columns.wide) return null;
  const [, name = '', remote = '', local, age = '', prefixes = '', rest = ''] = match;
  const peer = peerName(name);
  const words = stateOf(prefixes);
  const remoteAs = asNumberOf(remote);
  const seconds = uptimeSeconds(age);
  const last = lastColumns(rest, columns);
  if (peer === null || !words || !last || remoteAs === null || (seconds === null && age !== 'never')) return null;
  const established = words.state === 'established';
  return {
    vrf: null,
    addressFamily: null,
    localAs: asNumberOf(local),
    routerId: null,
    peer,
    remoteAs: remoteAsOf(remoteAs),
    ...words,
    stateSeconds: seconds,
    upSeconds: established ? seconds : null,
    prefixesReceived: countOf(prefixes),
    prefixesAccepted: null,
    prefixesSent: established ? last.sent : null,
    // The column holds the words that have room in it, or what software the peer runs: not the description.
    description: null,
  };
}

/** A number is the count of an established peer; `(Policy)` and `NoNeg` stand there for one that is up without routes. */
function stateOf(text: string): BgpStateWords | null {
  if (/^\d/.test(text)) return frrBgpState('Established');
  const reason = { '(Policy)': 'Policy', NoNeg: 'NoNeg' }[text];
  return reason === undefined ? frrBgpState(text) : { state: 'established', adminDown: false, reason };
}

function lastColumns(text: string, columns: Columns): { sent: number | null } | null {
  const [, first = '', rest = ''] =
    (columns.sent ? /^(\d{1,10}|\(Policy\)|NoNeg)(?: +(.*))?$/ : /^()(.*)$/).exec(text) ?? [];
  if (columns.sent && first === '') return null;
  if (!columns.description && rest !== '') return null;
  return { sent: countOf(first) };
}
