import { isIP } from 'node:net';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { bgpState } from '../bgp-words.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { eosBgpFamily } from './bgp-families.ts';
import { isRule } from './eos-table.ts';

interface Heading {
  vrf: string | null;
  routerId: string | null;
  localAs: number | null;
}

/**
 * `show [ip|ipv6] bgp summary [vrf all]` in its text form: with `State/PfxRcd` in one column (older releases), with
 * `State PfxRcd PfxAcc`, and the table of address families of `show bgp summary`. Null without a known heading.
 */
export function eosBgpTable(text: TextLines): Rows<BgpSummaryRecord> | null {
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  const heading: Heading = { vrf: null, routerId: null, localAs: null };
  let read: RowReader | null = null;
  let known = false;
  let isExplained = false;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    // Releases that print this legend have the state in a column of its own; some put no column names below it.
    if (isLegend(line)) {
      read ??= (tokens, above) => countedRow(tokens, above, countsWithoutNames);
      isExplained = true;
      continue;
    }
    if (known && isRule(line)) continue;
    const below = readerBelow(line);
    if (below) read = below;
    else if (!readHeading(line, heading)) {
      const row = isExplained ? line.replace(maintained, '') : line;
      const record = read?.(row.trim().split(/ +/), heading) ?? null;
      if (record) rows.records.push(record);
      else if (known) rows.unparsed.push(line);
      else return null;
    }
    known = true;
  }
  return known ? withCut(rows, text) : null;
}

/** The mark that the legend explains; a description begins further in. */
const maintained = /^m (?= *\S)/;

function isLegend(line: string): boolean {
  return /^Neighbor Status Codes: /.test(line);
}

type RowReader = (tokens: string[], heading: Heading) => BgpSummaryRecord | null;

/** What such a row counts at its end: received and accepted prefixes. */
const countsWithoutNames = 2;

const oneColumn = /^ *(?:Description +)?Neighbor +V +AS +MsgRcvd +MsgSent +InQ +OutQ +Up\/Down +State\/PfxRcd$/;
const ownColumn =
  /^ *(?:Description +)?Neighbor +V +AS +MsgRcvd +MsgSent +InQ +OutQ +Up\/Down +State +PfxRcd( +PfxAcc( +PfxAdv)?)?$/;
const ofFamilies =
  /^ *(?:Description +)?Neighbor +AS +Session State +AFI\/SAFI +AFI\/SAFI State +NLRI Rcd +NLRI Acc( +NLRI Adv)?$/;

/** How the rows below these column names are read; null when the line is none of them. */
function readerBelow(line: string): RowReader | null {
  if (!line.includes('Neighbor ')) return null;
  if (oneColumn.test(line)) return (tokens, heading) => countedRow(tokens, heading, 'in place of the state');
  const counted = ownColumn.exec(line);
  const columns = 1 + (counted?.slice(1).filter((name) => name !== undefined).length ?? 0);
  if (counted) return (tokens, heading) => countedRow(tokens, heading, columns);
  const families = ofFamilies.exec(line);
  return families && ((tokens, heading) => familyRow(tokens, heading, families[1] !== undefined));
}

function readHeading(line: string, heading: Heading): boolean {
  if (!line.includes(' information for VRF') && !line.includes('outer identifier ')) return false;
  const vrf = /^BGP summary information for VRF (\S{1,64})$/.exec(line.trim());
  if (vrf) {
    heading.vrf = vrf[1] ?? null;
    heading.routerId = null;
    heading.localAs = null;
    return true;
  }
  // Below a heading in another form the rows are nobody's.
  if (line.includes('summary information for VRF')) heading.vrf = heading.routerId = heading.localAs = null;
  const router = /^(?:BGP r|R)outer identifier (\d[\d.]{6,14}), local AS number ([\d.]{1,11})$/.exec(line.trim());
  if (!router) return false;
  heading.routerId = router[1] ?? null;
  heading.localAs = asNumberOf(router[2]);
  return true;
}

/** How many counts stand behind the state; in older releases one stands there instead of it. */
type Counts = number | 'in place of the state';

/** Words before the address are the description. */
function countedRow(tokens: string[], heading: Heading, counts: Counts): BgpSummaryRecord | null {
  const at = tokens.findLastIndex((token, index) => isIP(token) !== 0 && tokens[index + 1] === '4');
  const [peer, , as = '', ...rest] = at === -1 ? [] : tokens.slice(at);
  const [messagesIn, messagesOut, inQueue, outQueue, age = '', ...last] = rest;
  const remoteAs = asNumberOf(as);
  const numbers = [messagesIn, messagesOut, inQueue, outQueue];
  if (peer === undefined || remoteAs === null || !numbers.every((number) => /^\d{1,12}$/.test(number ?? '')))
    return null;
  const seconds = uptimeSeconds(age);
  if (seconds === null && age !== 'never') return null;
  const words = lastColumns(last.join(' '), counts);
  if (!words) return null;
  const { state: normal, adminDown, reason } = words.state;
  return {
    vrf: heading.vrf,
    addressFamily: null,
    localAs: heading.localAs,
    routerId: heading.routerId,
    peer,
    remoteAs,
    state: normal,
    adminDown,
    reason,
    stateSeconds: seconds,
    upSeconds: normal === 'established' ? seconds : null,
    prefixesReceived: words.received,
    prefixesAccepted: words.accepted,
    prefixesSent: words.sent,
    description: at > 0 ? tokens.slice(0, at).join(' ') : null,
  };
}

function lastColumns(text: string, counts: Counts) {
  if (counts === 'in place of the state') {
    const state = bgpState(/^\d{1,10}$/.test(text) ? 'Established' : text);
    return state && { state, received: /^\d/.test(text) ? Number(text) : null, accepted: null, sent: null };
  }
  const match = /^([A-Za-z]{4,12}(?: ?\(\w{1,20}\))?)((?: \d{1,10})*)$/.exec(text);
  const state = bgpState(match?.[1] ?? '');
  const numbers = (match?.[2] ?? '').split(' ').slice(1).map(Number);
  // A session that is down may have none, but never some of them.
  const isWhole = numbers.length === counts || (numbers.length === 0 && state?.state !== 'established');
  if (!match || !state || !isWhole) return null;
  const [received = null, accepted = null, sent = null] = numbers;
  return { state, received, accepted, sent };
}

/** `10.0.0.1 65100 Established IPv4 Unicast Negotiated 2 2` */
function familyRow(tokens: string[], heading: Heading, hasSent: boolean): BgpSummaryRecord | null {
  const at = tokens.findIndex((token) => isIP(token) !== 0);
  const rest = at === -1 ? '' : tokens.slice(at + 1).join(' ');
  const match =
    /^([\d.]{1,11}) ([A-Za-z]{4,12}(?: ?\(\w{1,20}\))?) ([A-Z][\w -]{2,22}?) (Negotiated|Advertised|Received|Configured|Not Negotiated) (\d{1,10}) (\d{1,10})(?: (\d{1,10}))?$/i.exec(
      rest,
    );
  const state = bgpState(match?.[2] ?? '');
  const remoteAs = asNumberOf(match?.[1] ?? '');
  const addressFamily = eosBgpFamily(match?.[3] ?? '');
  if (!match || !state || remoteAs === null || addressFamily === undefined || hasSent !== (match[7] !== undefined))
    return null;
  return {
    vrf: heading.vrf,
    addressFamily,
    localAs: heading.localAs,
    routerId: heading.routerId,
    peer: tokens[at] ?? '',
    remoteAs,
    ...state,
    stateSeconds: null,
    upSeconds: null,
    prefixesReceived: Number(match[5]),
    prefixesAccepted: Number(match[6]),
    prefixesSent: match[7] === undefined ? null : Number(match[7]),
    description: at > 0 ? tokens.slice(0, at).join(' ') : null,
  };
}
