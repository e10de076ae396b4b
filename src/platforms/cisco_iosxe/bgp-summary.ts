import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { vrfOfFamily, wholeFamilyHeading } from './bgp-families.ts';
import { bgpPeerAddress } from './bgp-peer-address.ts';
import { iosBgpState } from './bgp-state.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show bgp all summary`; in a VRF the summaries of VPNv4 and VPNv6, which are the ones that know it. */
export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: ({ vrf }) =>
    vrf === undefined
      ? [{ line: 'show bgp all summary' }]
      : [
          { line: `show bgp vpnv4 unicast vrf ${vrf} summary` },
          { line: `show bgp vpnv6 unicast vrf ${vrf} summary`, optional: true },
        ],
  parse: (outputs, { args }) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<BgpSummaryRecord>(output, { rejected: rejectedByIosxe, text: (text) => summaries(text, args) }),
      ),
    ),
};

const heading = /^Neighbor +V +AS +MsgRcvd +MsgSent +TblVer +InQ +OutQ +Up\/Down +State\/PfxRcd$/;
const identified = /^BGP router identifier (\S{7,15}),(?: vrf \S+,)? local AS number ([\d.]{1,12})$/;
const rowLine =
  /^\*?(\S{2,80}) +[4-6] +([\d.]{1,11}) +\d{1,12} +\d{1,12} +\d{1,12} +\d{1,9} +\d{1,9} +(\S{1,16}) +(\d{1,10}|\(?[A-Z][\w ()/-]{1,40})$/;
const around =
  /^(?:BGP (?:table version is|using|activity|is in|route-map|main|peergroup|peer-group)|\d+ (?:network|path|multipath|received paths|networks? peaked|BGP )|\d+\/\d+ BGP |Path RPKI|Dampening|Bitfield|Read-only|Graceful|RPKI|(?:(?:\* )?D|Total d)ynamically created|History|[\d.]{7,15}\/\d+$|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:.]{1,42}\/\d{1,3}$|.{0,30} network entries peaked at |Maximum |Invalid |Suppressed |.{0,60} using \d+ bytes of memory$)/;
const noneAtAll = /^% ?(?:No BGP neighbors|BGP neighbor)/;

/** A last line without its break that cannot go on: the heading of a family, a row whose state is a word that is no beginning of another. */
const wholeTail = new RegExp(
  `${wholeFamilyHeading.source}|^.{20,200} (?:Active|Connect|OpenSent|OpenConfirm|Idle \\(\\w{1,20}\\)|\\(NoNeg\\))$`,
);

function summaries(given: TextLines, args: DiagnosticArguments): Rows<BgpSummaryRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  let family: string | null = null;
  let known: { routerId: string | null; localAs: number | null } = { routerId: null, localAs: null };
  let headed = false;
  let wrapped: string | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const named = /^For address family: (\w[\w /-]{2,40})$/.exec(line);
    const identity = identified.exec(line);
    if (named || line.includes('For address family: ')) {
      family = ciscoBgpFamily(named?.[1] ?? '');
      if (family === null) rows.unparsed.push(raw);
      headed = true;
    } else if (identity) {
      known = { routerId: canonicalIp(identity[1] ?? ''), localAs: asNumberOf(identity[2]) };
      if (known.routerId === null || known.localAs === null) rows.unparsed.push(raw);
      headed = true;
    } else if (heading.test(line)) headed = true;
    else if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (around.test(line) || noneAtAll.test(line) || isIosNoise(line)) continue;
    else if (!headed) return null;
    else if (wrapped === null && bgpPeerAddress(line.replace(/^\*/, '')) !== null) wrapped = line;
    else {
      const record = peerOf(wrapped === null ? line : `${wrapped} ${line}`);
      if (record) rows.records.push({ ...record, ...known, addressFamily: family, vrf: vrfOfFamily(family, args.vrf) });
      else rows.unparsed.push(wrapped === null ? raw : `${wrapped} ${line}`);
      // Below a heading in another form the rows are nobody's.
      if (/^[A-Za-z]{3,} [A-Za-z]/.test(line)) family = null;
      wrapped = null;
    }
  }
  if (!headed) return null;
  if (wrapped !== null && text.cut === null) rows.unparsed.push(wrapped);
  return withCut(rows, text);
}

function peerOf(line: string): BgpSummaryRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const peer = bgpPeerAddress(match?.[1] ?? '');
  const remoteAs = asNumberOf(match?.[2]);
  if (!match || peer === null || remoteAs === null) return null;
  const [age = '', last = ''] = [match[3], match[4]];
  const seconds = uptimeSeconds(age);
  if (seconds === null && age !== 'never') return null;
  const counted = /^\d+$/.test(last);
  // The session is up, and this family was not agreed on.
  const bracketed = /^\((NoNeg)\)$/i.exec(last);
  const words =
    counted || bracketed
      ? { state: 'established' as const, adminDown: false, reason: bracketed?.[1] ?? null }
      : iosBgpState(last);
  if (!words) return null;
  return {
    vrf: null,
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer,
    remoteAs,
    ...words,
    stateSeconds: seconds,
    upSeconds: words.state === 'established' ? seconds : null,
    prefixesReceived: counted ? Number(last) : null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  };
}
