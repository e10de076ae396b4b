import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import { spelledSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { decimalOf } from '../values.ts';
import { adminOf, operOf, reasonOf } from './interface-words.ts';
import { knownLineReader } from './known-lines.ts';

const opening =
  /^([A-Z][A-Za-z-]{1,23}\d[\d/.:]{0,20}) is (up|down|administratively down), line protocol is (up|down|testing|dormant|notpresent|lowerlayerdown|unknown)(?: \((connected|notconnect|disabled|errdisabled|inactive|monitoring|unknown)\))?$/;

/** IOS opens its blocks alike and goes on with lines that EOS never prints. */
const onlyOnIos = /^ +(?:reliability \d{1,3}\/|Encapsulation |Keepalive )/;

/** What a heading says, in whatever form: the lines below one that is not understood are nobody's. */
const heading = /\bis (?:administratively )?(?:up|down)\b|line protocol/;
const namelessHeading = /^ +is (?:administratively )?(?:up|down)\b/;

/** Reads `show interfaces [X]` in its text form, block by block. Null when no block opens. */
export function eosInterfaceBlocks(given: TextLines): Rows<InterfaceDetailRecord> | null {
  const text = withWholeTail(given, lastLine);
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let current: { record: InterfaceDetailRecord; whole: boolean } | null = null;
  let isLost = false;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    const isIndented = line.startsWith(' ') && !namelessHeading.test(line);
    const opened = isIndented ? null : opening.exec(line);
    if (opened) {
      if (current) rows.records.push(current.record);
      const record = openBlock(opened);
      if (!record) return null;
      current = { record, whole: false };
      isLost = false;
    } else if (isIndented && (current || isLost)) {
      if (onlyOnIos.test(line)) return null;
      if (!current) continue;
      const bare = line.trim();
      if (!readKnown(current.record, bare)) rows.unparsed.push(line);
      current.whole ||= endsBlock(bare, current.record);
    } else if (!isNoise(line)) {
      rows.unparsed.push(line);
      if (!heading.test(line)) continue;
      if (current) rows.records.push(current.record);
      current = null;
      isLost = true;
    }
  }
  if (!current) return isLost && rows.records.length > 0 ? withCut(rows, text) : null;
  if (current.whole) return withCut({ ...rows, records: [...rows.records, current.record] }, text);
  return { ...rows, incomplete: `the block of ${current.record.interface} has no end: the answer was cut off` };
}

function openBlock([, name = '', word = '', protocol = '', status]: RegExpExecArray): InterfaceDetailRecord | null {
  const operStatus = operOf(protocol);
  if (operStatus === null) return null;
  const adminDown = word === 'administratively down' || status === 'disabled';
  const base = {
    ...blankInterface(name),
    adminStatus: adminDown ? ('down' as const) : status ? adminOf(status) : word === 'up' ? ('up' as const) : null,
    operStatus,
    reason: adminDown ? 'admin' : operStatus === 'up' || !status ? null : reasonOf(status),
  };
  return blankInterfaceDetail(base);
}

/** Lines that end a block and whose last words show that nothing is missing. */
const lastLine =
  /(?:\boutput discards| PAUSE output|^(?:Up|Down) \d.*(?: seconds|\b1 second)|^MLAG Shared Router MAC is [\da-f.]{14})$/;

/** Ports with counters end with their output discards; the others (Loopback, Vlan, subinterfaces) with the age line. */
function endsBlock(line: string, record: InterfaceDetailRecord): boolean {
  if (/output discards$/.test(line)) return true;
  // Of a VXLAN interface nothing is read but its state.
  if (record.interface.startsWith('Vxlan') && line.startsWith('Listening on UDP port')) return true;
  return /^(?:Loopback|Vlan|Tunnel|Vxlan)|\.\d/.test(record.interface) && /^(?:Up|Down) \d/.test(line);
}

const scale = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 } as const;
const rate =
  /^(?:(\d{1,4}) (minute|second)s?|(\d{1,4}) (minutes?|seconds?),? ?\d*\w*) (input|output) rate (\d{1,15}(?:\.\d{1,3})?) ([kMGT]?)bps(?: \([^)]{1,60}\))?, (\d{1,15}) packets\/sec$/;

const readKnown = knownLineReader<InterfaceDetailRecord>([
  {
    is: /^Description: /,
    labels: ['Description:'],
    pattern: /^Description: (.+)$/,
    take: (record, [, words = '']) => {
      record.description = words.replace(/^"(.*)"$/, '$1');
      return true;
    },
  },
  {
    // A port that is to get one, or borrows one, says so in words.
    is: /^(?:Internet|Secondary) address(?! (?:is|will be) (?!virtual)[a-z]{3})/,
    pattern: /^(?:Internet|Secondary) address is (?:virtual )?(\d[\d.]{6,14}\/\d{1,2})(?:,.*)?$/,
    take: (record, [, address = '']) => addAddress(record, address),
  },
  {
    is: /^(?:IPv\S* ?)?(?:link-local|global unicast) address(?!\(es\):$)|^IPv\S*$/,
    pattern: /^IPv6 (?:link-local|global unicast) address is ([0-9a-fA-F:]{2,39}\/\d{1,3})(?:,.*)?$/,
    take: (record, [, address = '']) => addAddress(record, address),
  },
  {
    is: /\bsubnet\b|^[\da-fA-F:]{3,39}, /,
    pattern: /^([0-9a-fA-F:.]{2,45}), subnet is [0-9a-fA-F:.]{2,45}\/(\d{1,3})(?: .*)?$/,
    take: (record, [, address, length]) => addAddress(record, `${address}/${length}`),
  },
  {
    // An address behind words that are not known.
    is: /\bis (?:[a-z]{1,12} )?[\da-fA-F.:]{3,39}\/\d{1,3}(?:,|$)|^(?:Internet|Secondary) \S+ is \d/,
    pattern: /^/,
    take: () => false,
  },
  {
    is: /^(?:IP|Ethernet) MTU/,
    labels: ['IP MTU # bytes', 'Ethernet MTU # bytes'],
    pattern: /^(IP|Ethernet) MTU (\d{2,6}) bytes(?: \(default\))? ?(?:, BW (\d{1,12}) kbit\b.*)?$/,
    take: (record, [, layer, mtu, bandwidth]) => {
      record.mtuBytes = Number(mtu);
      record.mtuLayer = layer === 'IP' ? 'ip' : 'l2';
      if (bandwidth !== undefined && bandwidth !== '0') record.speedBitsPerSecond = Number(bandwidth) * 1000;
      return true;
    },
  },
  {
    is: /^[A-Za-z]+-duplex\b/,
    pattern: /^(Full|Half)-duplex, /,
    take: (record, [, duplex = '']) => {
      record.duplex = duplex.toLowerCase();
      return true;
    },
  },
  {
    is: /^Member of/,
    pattern: /^Member of (Port-Channel\d{1,4})$/,
    take: (record, [, lag = '']) => {
      record.lag = lag;
      return true;
    },
  },
  {
    is: /^(?:Up|Down)(?:$|[\d ])|^[A-Za-z]{2,4} \d{1,5} (?:year|day|hour|minute|second)s?\b/,
    pattern: /^(?:Up|Down) (\d[\w, ]{3,80})$/,
    take: (record, [, age = '']) => {
      record.lastChangeSeconds = spelledSeconds(age);
      return record.lastChangeSeconds !== null;
    },
  },
  {
    is: /link status change/,
    labels: ['# link status changes since last clear'],
    pattern: /^(\d{1,12}) link status changes since last clear$/,
    take: (record, [, changes]) => {
      record.carrierTransitions = Number(changes);
      return true;
    },
  },
  {
    is: /^Last clearing of/,
    labels: ['Last clearing of "show interface" counters'],
    pattern: /^Last clearing of "show interface" counters (\S.{0,80}?)(?: ago)?$/,
    take: (record, [, age = '']) => {
      record.countersClearedSeconds = spelledSeconds(age) ?? clockAge(age);
      return record.countersClearedSeconds !== null || age === 'never';
    },
  },
  {
    is: /(?:input|output) rate|bps .*packets\/sec$/,
    pattern: rate,
    take: (record, [, short, shortUnit, long, longUnit, direction, bits, prefix, packets]) => {
      const unit = shortUnit ?? longUnit ?? '';
      record.rateIntervalSeconds = Number(short ?? long) * (unit.startsWith('minute') ? 60 : 1);
      const bps = Math.round(Number(bits) * scale[(prefix ?? '') as keyof typeof scale]);
      if (direction === 'input') {
        record.inBitsPerSecond = bps;
        record.inPacketsPerSecond = Number(packets);
      } else {
        record.outBitsPerSecond = bps;
        record.outPacketsPerSecond = Number(packets);
      }
      return true;
    },
  },
  {
    is: /packets (?:input|output)/,
    labels: ['# packets input, # bytes', '# packets output, # bytes'],
    pattern: /^\d{1,20} packets (input|output), (\d{1,20}) bytes$/,
    take: (record, [, direction, octets]) => {
      if (direction === 'input') record.inOctets = decimalOf(octets);
      else record.outOctets = decimalOf(octets);
      return true;
    },
  },
  {
    is: /input errors/,
    labels: ['# input errors, #'],
    pattern: /^(\d{1,15}) input errors,(?: (\d{1,15}) CRC,(?: [\w -]{1,40},){0,6})? (\d{1,15}) input discards$/,
    take: (record, [, errors, crc, discards]) => {
      record.inErrors = Number(errors);
      if (crc !== undefined) record.crcErrors = Number(crc);
      record.inDiscards = Number(discards);
      return true;
    },
  },
  {
    is: /output errors/,
    labels: ['# output errors, #'],
    pattern: /^(\d{1,15}) output errors, (\d{1,15}) (collisions|output discards)$/,
    take: (record, [, errors, second, what]) => {
      record.outErrors = Number(errors);
      if (what === 'output discards') record.outDiscards = Number(second);
      return true;
    },
  },
  {
    is: /late collision/,
    labels: ['# late collision, # deferred, # output discards'],
    pattern: /^\d{1,15} late collision, \d{1,15} deferred, (\d{1,15}) output discards$/,
    take: (record, [, discards]) => {
      record.outDiscards = Number(discards);
      return true;
    },
  },
]);

/** False for an address that is none. */
function addAddress(record: InterfaceDetailRecord, address: string): boolean {
  const isAddress = canonicalPrefix(address) !== null;
  if (isAddress) record.ipAddresses.push(address);
  return isAddress;
}

/** `2:13:04` behind "Last clearing of" */
function clockAge(text: string): number | null {
  const match = /^(?:(\d{1,5}) days?, )?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  return Number(match[1] ?? 0) * 86_400 + Number(match[2]) * 3_600 + Number(match[3]) * 60 + Number(match[4]);
}
