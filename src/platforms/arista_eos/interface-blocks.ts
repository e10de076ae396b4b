import type { InterfaceDetailRecord } from '../../domain/diagnostics.ts';
import { isBentAddress } from '../address-line.ts';
import { spelledSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { decimalOf } from '../values.ts';
import { adminOf, operOf, reasonOf } from './interface-words.ts';

const opening =
  /^([A-Z][A-Za-z-]{1,23}\d[\d/.:]{0,20}) is (up|down|administratively down), line protocol is (up|down|testing|dormant|notpresent|lowerlayerdown|unknown)(?: \((\w{2,20})\))?$/;

/** IOS opens its blocks alike and goes on with lines that EOS never prints. */
const onlyOnIos = /^ +(?:reliability \d{1,3}\/|Encapsulation |Keepalive )/;

/** Reads `show interfaces [X]` in its text form, block by block. Null when no block opens. */
export function eosInterfaceBlocks(text: TextLines): Rows<InterfaceDetailRecord> | null {
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let current: { record: InterfaceDetailRecord; whole: boolean } | null = null;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    const opened = opening.exec(line);
    if (opened) {
      if (current) rows.records.push(current.record);
      const record = openBlock(opened);
      if (!record) return null;
      current = { record, whole: false };
    } else if (line.startsWith(' ') && current) {
      if (onlyOnIos.test(line)) return null;
      if (line.includes(' address is ') && isBentAddress(line.trim())) rows.unparsed.push(line);
      readLine(current.record, line.trim());
      current.whole ||= endsBlock(line.trim(), current.record);
    } else if (!isNoise(line)) rows.unparsed.push(line);
  }
  if (!current) return null;
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

/** Ports with counters end with their output discards; the others (Loopback, Vlan, subinterfaces) with the age line. */
function endsBlock(line: string, record: InterfaceDetailRecord): boolean {
  if (/output discards$/.test(line)) return true;
  return /^(?:Loopback|Vlan|Tunnel|Vxlan)|\.\d/.test(record.interface) && /^(?:Up|Down) \d/.test(line);
}

function readLine(record: InterfaceDetailRecord, line: string): void {
  for (const { pattern, take } of linePatterns) {
    const match = pattern.exec(line);
    if (match) {
      take(record, match);
      return;
    }
  }
}

const scale = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 } as const;
const rate =
  /^(?:(\d{1,4}) (minute|second)s?|(\d{1,4}) (minutes?|seconds?),? ?\d*\w*) (input|output) rate (\d{1,15}(?:\.\d{1,3})?) ([kMGT]?)bps(?: \([^)]{1,60}\))?, (\d{1,15}) packets\/sec$/;

const linePatterns: readonly {
  pattern: RegExp;
  take: (record: InterfaceDetailRecord, match: RegExpExecArray) => void;
}[] = [
  {
    pattern: /^Description: (.+)$/,
    take: (record, [, words = '']) => {
      record.description = words.replace(/^"(.*)"$/, '$1');
    },
  },
  {
    pattern: /^(?:Internet|Secondary) address is (\d[\d.]{6,14}\/\d{1,2})(?:,.*)?$/,
    take: (record, [, address = '']) => {
      record.ipAddresses.push(address);
    },
  },
  {
    pattern: /^IPv6 (?:link-local|global unicast) address is ([0-9a-fA-F:]{2,39}\/\d{1,3})(?:,.*)?$/,
    take: (record, [, address = '']) => {
      record.ipAddresses.push(address);
    },
  },
  {
    pattern: /^(IP|Ethernet) MTU (\d{2,6}) bytes(?: \(default\))? ?(?:, BW (\d{1,12}) kbit)?/,
    take: (record, [, layer, mtu, bandwidth]) => {
      record.mtuBytes = Number(mtu);
      record.mtuLayer = layer === 'IP' ? 'ip' : 'l2';
      if (bandwidth !== undefined && bandwidth !== '0') record.speedBitsPerSecond = Number(bandwidth) * 1000;
    },
  },
  {
    pattern: /^(Full|Half)-duplex, /,
    take: (record, [, duplex = '']) => {
      record.duplex = duplex.toLowerCase();
    },
  },
  {
    pattern: /^Member of (Port-Channel\d{1,4})$/,
    take: (record, [, lag = '']) => {
      record.lag = lag;
    },
  },
  {
    pattern: /^(?:Up|Down) (\d[\w, ]{3,80})$/,
    take: (record, [, age = '']) => {
      record.lastChangeSeconds = spelledSeconds(age);
    },
  },
  {
    pattern: /^(\d{1,12}) link status changes since last clear$/,
    take: (record, [, changes]) => {
      record.carrierTransitions = Number(changes);
    },
  },
  {
    pattern: /^Last clearing of "show interface" counters (\S.{0,80}?)(?: ago)?$/,
    take: (record, [, age = '']) => {
      record.countersClearedSeconds = spelledSeconds(age) ?? clockAge(age);
    },
  },
  {
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
    },
  },
  {
    pattern: /^\d{1,20} packets (input|output), (\d{1,20}) bytes$/,
    take: (record, [, direction, octets]) => {
      if (direction === 'input') record.inOctets = decimalOf(octets);
      else record.outOctets = decimalOf(octets);
    },
  },
  {
    pattern: /^(\d{1,15}) input errors, (\d{1,15}) CRC, .*?(\d{1,15}) input discards$/,
    take: (record, [, errors, crc, discards]) => {
      record.inErrors = Number(errors);
      record.crcErrors = Number(crc);
      record.inDiscards = Number(discards);
    },
  },
  {
    pattern: /^(\d{1,15}) input errors, (\d{1,15}) input discards$/,
    take: (record, [, errors, discards]) => {
      record.inErrors = Number(errors);
      record.inDiscards = Number(discards);
    },
  },
  {
    pattern: /^(\d{1,15}) output errors, (\d{1,15}) (collisions|output discards)$/,
    take: (record, [, errors, second, what]) => {
      record.outErrors = Number(errors);
      if (what === 'output discards') record.outDiscards = Number(second);
    },
  },
  {
    pattern: /^\d{1,15} late collision, \d{1,15} deferred, (\d{1,15}) output discards$/,
    take: (record, [, discards]) => {
      record.outDiscards = Number(discards);
    },
  },
];

/** `2:13:04` behind "Last clearing of" */
function clockAge(text: string): number | null {
  const match = /^(?:(\d{1,5}) days?, )?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  return Number(match[1] ?? 0) * 86_400 + Number(match[2]) * 3_600 + Number(match[3]) * 60 + Number(match[4]);
}
