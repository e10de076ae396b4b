import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { nxosAge } from './ages.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { speedOf } from './interface-words.ts';

/** One line of a block that is not a counter: how it is recognised, in lower case, and how it is read. */
interface Setting {
  begins: readonly string[];
  /** False when the line has another form than the one that is known. */
  read: (record: InterfaceDetailRecord, line: string) => boolean;
}

const settings: readonly Setting[] = [
  { begins: ['admin state'], read: readAdminState },
  { begins: ['belongs to'], read: readLag },
  { begins: ['description:', 'port description is'], read: readDescription },
  { begins: ['internet'], read: readAddress },
  { begins: ['mtu'], read: readMtu },
  { begins: ['full-duplex', 'half-duplex', 'auto-duplex'], read: readDuplex },
  { begins: ['last link flapped'], read: readFlapped },
  { begins: ['last clearing of '], read: readCleared },
  { begins: ['admin fec state is'], read: readFec },
  { begins: ['fec ('], read: readLeafFec },
  { begins: ['load-interval is'], read: readInterval },
  { begins: ['tunnel interface is in v'], read: readVrf },
];

/**
 * Reads a line below the heading of an interface: true when it was one that is read, false when it is one of those in a
 * form that is not known, null when it is none of them.
 */
export function readSetting(record: InterfaceDetailRecord, line: string): boolean | null {
  const candidates = byLetter.get(line.charCodeAt(0) | 0x20);
  if (!candidates) return null;
  const low = line.slice(0, longestBeginning).toLowerCase();
  const found = candidates.find(([beginning]) => low.startsWith(beginning));
  return found ? found[1](record, line) : null;
}

/** By the code of the first letter, which settles most lines. */
const byLetter = new Map<number, (readonly [beginning: string, read: Setting['read']])[]>();
for (const { begins, read } of settings)
  for (const beginning of begins) {
    const letter = beginning.charCodeAt(0);
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), [beginning, read]]);
  }

const longestBeginning = 24;

function readAdminState(record: InterfaceDetailRecord, line: string): boolean {
  const state = /^admin state(?: is|:) (up|down)\b/i.exec(line)?.[1]?.toLowerCase();
  record.adminStatus = state === 'up' || state === 'down' ? state : null;
  return record.adminStatus !== null;
}

function readLag(record: InterfaceDetailRecord, line: string): boolean {
  record.lag = nxosInterfaceName(/^Belongs to (\S{2,40})$/.exec(line)?.[1] ?? '');
  return record.lag !== null;
}

/** Some releases leave the line break behind the description of a VLAN out: nobody knows where its words end. */
function readDescription(record: InterfaceDetailRecord, line: string): boolean {
  if (/ Internet Address is [\d.]{7,15}\/\d{1,2}$/.test(line)) return false;
  record.description = line.replace(/^(?:Description:|Port description is)/i, '').trim() || null;
  return true;
}

/** `Internet Address is 192.0.2.1/24`, and words behind it; an unnumbered interface has words alone. */
function readAddress(record: InterfaceDetailRecord, line: string): boolean {
  const address = /^Internet (?:secondary )?address is ([\d.]{7,15})\/(\d{1,2})(?![^\s,])/i.exec(line);
  const ip = canonicalIp(address?.[1] ?? '');
  if (!address || ip === null) return /^Internet address is [A-Za-z][A-Za-z ]/i.test(line);
  record.ipAddresses.push(`${ip}/${Number(address[2])}`);
  return true;
}

function readMtu(record: InterfaceDetailRecord, line: string): boolean {
  const bytes = /^MTU (\d{1,6}) bytes\b/.exec(line)?.[1];
  if (bytes === undefined) return false;
  record.mtuBytes = Number(bytes);
  record.mtuLayer = 'ip';
  return true;
}

/** `full-duplex, 100 Gb/s, media type is 100G`; a port that negotiates has words in the place of its speed. */
function readDuplex(record: InterfaceDetailRecord, line: string): boolean {
  const match = /^(full|half|auto)-duplex, ([^,]{1,20})(?:, media type is (.{1,60}))?$/.exec(line);
  const speed = speedOf(match?.[2] ?? '');
  if (!match || (speed === null ? /\d|^ |[GMK]b\/s/ : /^\d+$/).test(match[2] ?? '')) return false;
  record.duplex = match[1] ?? null;
  record.speedBitsPerSecond = speed;
  record.mediaType = match[3]?.trim() ?? null;
  return true;
}

/** `1week(s) 2day(s)`, `1d03h`, `00:10:02`, `never`. */
function readFlapped(record: InterfaceDetailRecord, line: string): boolean {
  const age = /^Last link flapped (\S.{0,59})$/.exec(line)?.[1] ?? '';
  record.lastChangeSeconds = ageIn(age);
  return record.lastChangeSeconds !== null || age === 'never';
}

/**
 * Some releases leave the name of the command between the quotation marks out. Fibre Channel says when it was in the time
 * of the device, whose zone is not known.
 */
function readCleared(record: InterfaceDetailRecord, line: string): boolean {
  const age = /^last clearing of "[\w ]{0,30}" counters (?:: )?(\S.{0,59})$/i.exec(line)?.[1] ?? '';
  record.countersClearedSeconds = ageIn(age);
  const isDate = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/.test(age);
  return record.countersClearedSeconds !== null || isDate || age === 'never';
}

/** A spelled age has two units, of which the smaller one may be 0: one alone is a piece of it. */
function ageIn(text: string): number | null {
  return /^\d+[a-z]+\(s\)$| {2}/.test(text) ? null : nxosAge(text);
}

function readFec(record: InterfaceDetailRecord, line: string): boolean {
  const state = /\boper fec state is (\S{1,30})$/.exec(line)?.[1];
  if (state === undefined) return false;
  record.fec = state;
  return true;
}

const leafFec =
  /^FEC \(forward-error-correction\) : (inherit|auto-fec|disable-fec|cl74-fc-fec|cl91-rs-fec|cons16-rs-fec|ieee-rs-fec|kp-fec)$/;

/** An ACI leaf names the correction that it was told to use. */
function readLeafFec(record: InterfaceDetailRecord, line: string): boolean {
  record.fec = leafFec.exec(line)?.[1] ?? null;
  return record.fec !== null;
}

/** `Load-Interval is 5 minute (300 seconds)`: of all the rates below. */
function readInterval(record: InterfaceDetailRecord, line: string): boolean {
  const seconds = /^Load-Interval is \d{1,4} (?:minute|second)s? \((\d{1,5}) seconds\)$/i.exec(line)?.[1];
  record.rateIntervalSeconds = seconds === undefined || seconds === '0' ? null : Number(seconds);
  return seconds !== undefined;
}

function readVrf(record: InterfaceDetailRecord, line: string): boolean {
  record.vrf = /^Tunnel interface is in VRF "([^"]{1,64})"$/.exec(line)?.[1] ?? null;
  return record.vrf !== null;
}
