import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { canonicalPrefix } from '../../domain/ip.ts';
import { spelledSeconds } from '../durations.ts';
import { decimalOf } from '../values.ts';
import { knownLineReader } from './known-lines.ts';

/** What is known of one interface while its block is read. */
export interface InterfaceBlock {
  record: InterfaceDetailRecord;
  whole: boolean;
  /** Old releases do not say of which layer their MTU is, and count no discards. */
  isOld: boolean;
}

const scale = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 } as const;
const rate =
  /^(?:(\d{1,4}) (minute|second)s?|(\d{1,4}) (minutes?|seconds?),? ?\d*\w*) (input|output) rate (\d{1,15}(?:\.\d{1,3})?) ([kMGT]?)bps(?: \([^)]{1,60}\))?, (\d{1,15}) packets\/sec$/;

export const readInterfaceLine = knownLineReader<InterfaceBlock>([
  {
    is: /^Description: /,
    labels: ['Description:'],
    pattern: /^Description: (.+)$/,
    take: ({ record }, [, words = '']) => {
      record.description = words.replace(/^"(.*)"$/, '$1');
      return true;
    },
  },
  {
    // A port that is to get one, or borrows one, says so in words.
    is: /^(?:Internet|Secondary) address(?! (?:is|will be) (?!virtual)[a-z]{3})/,
    pattern: /^(?:Internet|Secondary) address is (?:virtual )?(\d[\d.]{6,14}\/\d{1,2})(?:,.*)?$/,
    take: ({ record }, [, address = '']) => addAddress(record, address),
  },
  {
    is: /^(?:IPv\S* ?)?(?:link-local|global unicast) address(?!\(es\):$)|^IPv\S*$/,
    pattern: /^IPv6 (?:link-local|global unicast) address is ([0-9a-fA-F:]{2,39}\/\d{1,3})(?:,.*)?$/,
    take: ({ record }, [, address = '']) => addAddress(record, address),
  },
  {
    is: /\bsubnet\b|^[\da-fA-F:]{3,39}, /,
    pattern: /^([0-9a-fA-F:.]{2,45}), subnet is [0-9a-fA-F:.]{2,45}\/(\d{1,3})(?: .*)?$/,
    take: ({ record }, [, address, length]) => addAddress(record, `${address}/${length}`),
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
    take: ({ record }, [, layer, mtu, bandwidth]) => {
      record.mtuBytes = Number(mtu);
      record.mtuLayer = layer === 'IP' ? 'ip' : 'l2';
      if (bandwidth !== undefined && bandwidth !== '0') record.speedBitsPerSecond = Number(bandwidth) * 1000;
      return true;
    },
  },
  {
    is: /^MTU \d/,
    labels: ['MTU # bytes, BW'],
    pattern: /^MTU (\d{2,6}) bytes, BW (\d{1,12}) [Kk]bit$/,
    take: (block, [, mtu, bandwidth]) => {
      block.isOld = true;
      block.record.mtuBytes = Number(mtu);
      if (bandwidth !== '0') block.record.speedBitsPerSecond = Number(bandwidth) * 1000;
      return true;
    },
  },
  {
    is: /^[A-Za-z]+-duplex\b/,
    pattern: /^(Full|Half)-duplex, /,
    take: ({ record }, [, duplex = '']) => {
      record.duplex = duplex.toLowerCase();
      return true;
    },
  },
  {
    is: /^Member of/,
    pattern: /^Member of (Port-Channel\d{1,4})$/,
    take: ({ record }, [, lag = '']) => {
      record.lag = lag;
      return true;
    },
  },
  {
    is: /^(?:Up|Down)(?:$|[\d ])|^[A-Za-z]{1,5} \d{1,5} (?:year|day|hour|minute|second)s?\b/,
    pattern: /^(?:Up|Down) (\d[\w, ]{3,80})$/,
    take: ({ record }, [, age = '']) => {
      record.lastChangeSeconds = spelledSeconds(age);
      return record.lastChangeSeconds !== null;
    },
  },
  {
    is: /link status change/,
    labels: ['# link status changes since last clear'],
    pattern: /^(\d{1,12}) link status changes since last clear$/,
    take: ({ record }, [, changes]) => {
      record.carrierTransitions = Number(changes);
      return true;
    },
  },
  {
    is: /^Last clearing of/,
    labels: ['Last clearing of "show interface" counters'],
    pattern: /^Last clearing of "show interface" counters (\S.{0,80}?)(?: ago)?$/,
    take: ({ record }, [, age = '']) => {
      record.countersClearedSeconds = spelledSeconds(age) ?? clockAge(age);
      return record.countersClearedSeconds !== null || age === 'never';
    },
  },
  {
    is: /(?:input|output) rate|bps .*packets\/sec$/,
    pattern: rate,
    take: ({ record }, [, short, shortUnit, long, longUnit, direction, bits, prefix, packets]) => {
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
    take: ({ record }, [, direction, octets]) => {
      if (direction === 'input') record.inOctets = decimalOf(octets);
      else record.outOctets = decimalOf(octets);
      return true;
    },
  },
  {
    is: /input errors/,
    labels: ['# input errors, #'],
    pattern:
      /^(\d{1,15}) input errors,(?:(?: (\d{1,15}) CRC,(?: [\w -]{1,40},){0,6})? (\d{1,15}) input discards| (\d{1,15}) CRC, \d{1,15} alignment, \d{1,15} symbol)$/,
    take: ({ record, isOld }, [, errors, crc, discards, oldCrc]) => {
      record.inErrors = Number(errors);
      const bad = crc ?? oldCrc;
      if (bad !== undefined) record.crcErrors = Number(bad);
      if (discards !== undefined) record.inDiscards = Number(discards);
      return isOld === (discards === undefined);
    },
  },
  {
    is: /output errors/,
    labels: ['# output errors, #'],
    pattern: /^(\d{1,15}) output errors, (\d{1,15}) (collisions|output discards)$/,
    take: ({ record }, [, errors, second, what]) => {
      record.outErrors = Number(errors);
      if (what === 'output discards') record.outDiscards = Number(second);
      return true;
    },
  },
  {
    is: /late collision/,
    labels: ['# late collision, # deferred, # output discards'],
    pattern: /^\d{1,15} late collision, \d{1,15} deferred(?:, (\d{1,15}) output discards)?$/,
    take: ({ record, isOld }, [, discards]) => {
      if (discards !== undefined) record.outDiscards = Number(discards);
      return isOld === (discards === undefined);
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
