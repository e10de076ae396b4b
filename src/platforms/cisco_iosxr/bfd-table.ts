import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { xrBfdState } from './bfd-words.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

const headings = [
  /^Interface +Dest Addr(?: +Local det time\(int\*mult\) +State)?$/,
  /^Src Addr +Dest Addr +VRF Name(?: .{1,100})?$/,
  /^Local det time\(int\*mult\) +State$/,
  /^(?:H\/W +NPU +)?Echo +Async(?: +H\/W +NPU)?$/,
];
const detection = String.raw`(?:n\/a|\d{1,7}m?s(?:\(\d{1,7}m?s\*\d{1,3}\))?)`;
/** One row; in the table of multihop sessions the source stands where the interface does, and the VRF behind the peer. */
const row = new RegExp(
  String.raw`^(\S{2,64}) +([0-9A-Fa-f.:]{2,45})(?: +(\S{1,32}))??(?: +(?:No|Yes) +(?:n\/a|\d\S{1,15}))?( +${detection})? +(${detection}) +([A-Z]{2,10}(?:[ _][A-Z]{2,6})?)(?: +(?:No|Yes) +\S{1,16})?$`,
);
const hardware = /^(?:No|Yes) +(?:n\/a|\d\S{1,15})$/;
/** A card with the one figure of its processor. */
const wholeTail = /^(?:No|Yes) +(?:n\/a|\d{1,3}\/\w{1,8}\/CPU\d)$/;

/** `show bfd session`: a row, then a line about the hardware. Null when the heading is not there. */
export function xrBfdTable(given: TextLines): Rows<BfdSessionRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let headed = false;
  let wrapped: string | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    headed ||= headings[0]?.test(line) === true || headings[1]?.test(line) === true;
    if (isXrNoise(line) || headings.some((heading) => heading.test(line)) || /^IPv[46]:$/i.test(line)) continue;
    if (!headed) return null;
    if (hardware.test(line)) continue;
    const record = rowOf(wrapped === null ? line : `${wrapped} ${line}`);
    if (record) {
      rows.records.push(record);
      wrapped = null;
    } else if (wrapped === null && isBeginning(line)) wrapped = line;
    else {
      rows.unparsed.push(wrapped === null ? raw : `${wrapped} ${line}`);
      wrapped = null;
    }
  }
  if (!headed) return null;
  if (wrapped !== null && text.cut === null) rows.unparsed.push(wrapped);
  return withCut(rows, text);
}

/** An interface and an IPv6 peer, or two addresses and a VRF: the timers stand on the next line. */
function isBeginning(line: string): boolean {
  const [first = '', peer = '', ...more] = line.split(/ +/);
  const multihop = canonicalIp(first) !== null;
  if (canonicalIp(peer) === null || (!multihop && printedXrName(first) === null)) return false;
  return /^(?:[\w.:-]{1,32})?(?: ?(?:No|Yes) \S{1,16})?$/.test(more.join(' ')) && (multihop || more.length === 0);
}

function rowOf(line: string): BfdSessionRecord | null {
  const match = line.length > 200 ? null : row.exec(line);
  const peer = canonicalIp(match?.[2] ?? '');
  const state = xrBfdState(match?.[6] ?? '');
  if (!match || peer === null || state === null) return null;
  const multihop = canonicalIp(match[1] ?? '') !== null;
  const out = multihop ? null : printedXrName(match[1] ?? '');
  // Without the time of the echo, which multihop sessions do not have, the one time there is could be either.
  if (!multihop && (out === null || match[3] !== undefined || match[4] === undefined)) return null;
  const timers = /\((\d{1,7})(m?s)\*(\d{1,3})\)$/.exec(match[5] ?? '');
  const isKnown = timers !== null && Number(timers[1]) > 0;
  return {
    vrf: match[3] ?? null,
    peer,
    interface: out,
    state,
    diagnosticCode: null,
    // The time to detection counts packets that come in.
    transmitMs: null,
    receiveMs: isKnown ? Number(timers[1]) * (timers[2] === 's' ? 1000 : 1) : null,
    multiplier: isKnown ? Number(timers[3]) : null,
    upSeconds: null,
  };
}
