import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { bgpTypeCounts, isBegunTypeRow, isTypeRow } from './bgp-type-table.ts';
import { nxosBgpState, remoteAsOf } from './bgp-words.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';

interface Section {
  vrf: string | null;
  addressFamily: string | null;
  routerId: string | null;
  localAs: number | null;
}

const opening = /^BGP summary information for VRF (\S{1,64}), address family (\w[\w /-]{2,40})$/;
/** The same with a word that is not known. */
const bentOpening = /^BGP summary |summary information for |, address family /;
const identified = /^BGP router identifier (\S{1,15}), local AS number (\S{1,12})$/;
const heading = /^Neighbor +V +AS +MsgRcvd +MsgSent +TblVer +InQ +OutQ +Up\/Down +State\/PfxRcd$/;
const rowLine =
  /^(\S{2,64}) +4 +([\d.]{1,12}) +\d{1,12} +\d{1,12} +\d{1,12} +\d{1,9} +\d{1,9} +(\S{1,16}) +(\d{1,10}(?: \(No Cap\))?|[A-Z][a-zA-Z]{3,11}(?: ?\([\w ]{1,20}\))?)$/;
/** A peer or an AS number that is too long for its column ends the line. */
const begunLine = /^(\S{2,64})(?: +4(?: +[\d.]{1,12})?)?$/;
const around =
  /^(?:BGP (?:table version is|attribute entries \[|community entries \[|using|activity)|\d+ (?:network entries|path entries|paths|received paths|identical|BGP )|\d+\/\d+ BGP |Dampening |History paths)/;

/**
 * `show bgp vrf all all summary` and its kin. `padded`: the text ends in blanks that fill up the last column, so that its
 * last word is whole. Null when nothing shows that NX-OS printed it.
 */
export function nxosBgpSummaryText(
  given: TextLines,
  { args, padded }: { args: DiagnosticArguments; padded: boolean },
): Rows<BgpSummaryRecord> | null {
  const text = padded ? withWholeTail(given, rowLine) : given;
  // IOS prints the same table, but never these lines.
  if (!text.lines.some((line) => /^ *BGP (?:summary information for VRF|attribute entries \[)/.test(line))) return null;
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  let section: Section = { vrf: args.vrf ?? null, addressFamily: null, routerId: null, localAs: null };
  let headed = false;
  /** How many types of EVPN routes the table that is open counts; null in the summary itself. */
  let types: number | null = null;
  let begun: string | null = null;
  const giveUp = () => {
    if (begun !== null) rows.unparsed.push(begun);
    begun = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = line.startsWith('BGP ') ? opening.exec(line) : null;
    const identity = line.startsWith('BGP ') ? identified.exec(line) : null;
    const counted = line.startsWith('Neighbor ') ? bgpTypeCounts(line) : null;
    const own = headed && begun === null ? recordOf(line, section) : null;
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (own) rows.records.push(own);
    else if (opened) {
      giveUp();
      types = null;
      section = {
        vrf: opened[1] ?? null,
        addressFamily: ciscoBgpFamily(opened[2] ?? ''),
        routerId: null,
        localAs: null,
      };
      if (section.addressFamily === null) rows.unparsed.push(raw);
      headed = true;
    } else if (headed && bentOpening.test(line)) {
      // A heading in a form that is not known: the peers below it are nobody's.
      giveUp();
      section = { vrf: null, addressFamily: null, routerId: null, localAs: null };
      rows.unparsed.push(raw);
    } else if (identity) {
      section = { ...section, routerId: canonicalIp(identity[1] ?? ''), localAs: asNumberOf(identity[2]) };
      if (section.routerId === null || section.localAs === null) rows.unparsed.push(raw);
      headed = true;
    } else if (heading.test(line)) {
      headed = true;
      types = null;
    } else if (headed && counted !== null) {
      giveUp();
      types = counted;
    } else if (around.test(line) || isNxosNoise(line)) continue;
    else if (!headed) return null;
    else {
      const whole: string = begun === null ? line : `${begun} ${line}`;
      const record = recordOf(whole, section);
      const isBegun = types === null ? begunLine.test(whole) : isBegunTypeRow(whole);
      if (types !== null && isTypeRow(whole, types)) begun = null;
      else if (record) {
        rows.records.push(record);
        begun = null;
      } else if (isBegun && peerOf(whole.split(' ')[0] ?? '') !== null) begun = whole;
      else {
        giveUp();
        rows.unparsed.push(raw);
      }
    }
  }
  if (text.cut === null) giveUp();
  return headed ? withCut(rows, text) : null;
}

function peerOf(text: string): string | null {
  return canonicalIp(text) ?? nxosInterfaceName(text);
}

function recordOf(line: string, section: Section): BgpSummaryRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const peer = peerOf(match?.[1] ?? '');
  const remoteAs = asNumberOf(match?.[2]);
  const [, , , age = '', last = ''] = match ?? [];
  if (!match || peer === null || remoteAs === null) return null;
  const seconds = nxosSeconds(age);
  if (seconds === null && age !== 'never') return null;
  // The session is up; a family that was not agreed on has words behind its count.
  const counted = /^(\d+)(?: \((No Cap)\))?$/.exec(last);
  const words = counted
    ? { state: 'established' as const, adminDown: false, reason: counted[2] ?? null }
    : nxosBgpState(last);
  if (!words) return null;
  return {
    vrf: section.vrf,
    addressFamily: section.addressFamily,
    localAs: section.localAs,
    routerId: section.routerId,
    peer,
    remoteAs: remoteAsOf(remoteAs),
    ...words,
    stateSeconds: seconds,
    upSeconds: words.state === 'established' ? seconds : null,
    prefixesReceived: counted ? Number(counted[1]) : null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  };
}
