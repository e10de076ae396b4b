import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isBentWord } from '../bent-word.ts';
import { isOfCounters, rateLine, readCounters } from '../cisco-interface-counters.ts';
import { uptimeSeconds } from '../durations.ts';
import { printedXrName } from './interface-names.ts';

/** One interface of `show interfaces`, while its lines are read. */
export interface InterfaceBlock {
  record: InterfaceDetailRecord;
  /** What the line `Hardware is` says: it decides which line is the last one. */
  hardware: string;
  /** It keeps no counters (a BVI or a bundle that was never up): the rates are its last lines. */
  uncounted: boolean;
  /** The last line that this kind of interface prints was seen. */
  whole: boolean;
}

/** The line after which a kind of interface prints nothing that is read. */
export function endsBlock({ hardware, uncounted, record }: InterfaceBlock, line: string): boolean {
  // Most lines are none of these, which their ends show without a pattern.
  if (!'sdc.'.includes(line.at(-1) ?? '')) return false;
  if (uncounted && /^\d+ (?:minute|second) output rate \d+ bits\/sec, \d+ packets\/sec$/.test(line)) return true;
  if (/^\d{1,15} carrier transitions$/.test(line)) return true;
  const counted = /^(?:Input\/output data rate is disabled\.|\d+ output drops, \d+ queue drops, \d+ output errors)$/;
  if (counted.test(line)) return true;
  // Without the line that says what it is, it may be the kind that prints most.
  const physical =
    !record.interface.includes('.') &&
    /^(?:$|\w*GigE|\w*GigabitEthernet|FastEthernet|Management Ethernet|Aggregated Ethernet|Serial|POS|SONET)/.test(
      hardware,
    );
  return !physical && /^Output \d+ broadcast packets, \d+ multicast packets$/.test(line);
}

/** Words of the lines that are read, behind a label that is none of theirs. */
const bent =
  /^\w+ \d{1,6} bytes, |^\w+ \w+ is [\dA-Fa-f.:]{2,45}\/\d|^Internet \w+ is |^Internet address \w+ [\dA-Fa-f.:]{2,45}\/\d|, (?:\d{1,9}[KMG]b\/s|Auto Speed)\b|^Last link | link flapped | flapped \S+$|^Last \w+ of |^\w+ clearing of |^Last clearing /;

/** Counters of which one word is not known: of the buffers nothing is read. */
const bentCounter =
  /^\d{1,15} (?:in|out)put (?!buffer|packets with)|^\d{1,15} \w+ errors, |^\d{1,15} carrier |^\d{1,15} \w+ transitions$|^\d{1,20} \w+ \w+, \d{1,20} bytes/;

/** False for a line that is read, by its label or its words, but whose figures have another form. */
export function readInterfaceLine(block: InterfaceBlock, line: string, lagOf: Map<string, string>): boolean {
  const { record } = block;
  const first = line.charCodeAt(0);
  block.whole ||= endsBlock(block, line);
  if (first >= 48 && first <= 57) {
    if (line.endsWith(' packets/sec')) return rateLine(record, line);
    if (readCounters(record, line)) return !line.includes(' packets ') || drops(record, line);
    return layer2Errors(record, line) || !(isOfCounters(line) || bentCounter.test(line));
  }
  switch (first) {
    case 65: // A
      if (line.startsWith('Auto-duplex')) return media(record, line);
      break;
    case 68: // D
      if (line.startsWith('Description: ')) {
        record.description = line.slice(13).trim() || null;
        return true;
      }
      if (line.startsWith('Duplex')) return media(record, line);
      break;
    case 70: // F
      if (line.startsWith('Full-duplex')) return media(record, line);
      break;
    case 72: // H
      if (line.startsWith('Hardware is ')) {
        block.hardware = line.slice(12);
        return true;
      }
      if (line.startsWith('Half-duplex')) return media(record, line);
      break;
    case 73: // I
      if (line.startsWith('Internet address is')) return address(record, line.slice(19));
      break;
    case 76: // L
      if (line.startsWith('Last link flapped')) {
        record.lastChangeSeconds = agoIn(line.slice(17));
        return record.lastChangeSeconds !== null || isNoTime(line.slice(17));
      }
      if (line.startsWith('Last clearing of "show interface" counters')) {
        block.uncounted = line.endsWith(' Unknown');
        record.countersClearedSeconds = agoIn(line.slice(42));
        return record.countersClearedSeconds !== null || isNoTime(line.slice(42));
      }
      break;
    case 77: // M
      if (line.startsWith('MTU')) return mtu(record, line);
      break;
    case 85: // U
      if (line.startsWith('Unknown duplex')) return media(record, line);
      break;
    default:
  }
  // No word of theirs begins with a capital letter.
  if (line.startsWith(':', 10) || line.startsWith(':', 11) || line.startsWith(':', 12)) {
    if (isBentWord(line.slice(0, line.indexOf(':')), ['Description'])) return false;
  }
  return member(record, line, lagOf) && !bent.test(line) && ((first >= 65 && first <= 90) || !isOfCounters(line));
}

function agoIn(said: string): number | null {
  return said.startsWith(' ') ? uptimeSeconds(said) : null;
}

function isNoTime(said: string): boolean {
  return /^ (?:never|unknown)$/i.test(said);
}

/** An address with its length, or words that hold none: `Unknown`. */
function address(record: InterfaceDetailRecord, said: string): boolean {
  const match = /^ ([0-9A-Fa-f.:]{2,45})\/(\d{1,3})$/.exec(said);
  const ip = canonicalIp(match?.[1] ?? '');
  if (ip === null) return /^ [A-Za-z][A-Za-z ]{2,40}$/.test(said);
  record.ipAddresses.push(`${ip}/${Number(match?.[2])}`);
  return true;
}

/** XR counts the header of layer 2 in the MTU of an interface. */
function mtu(record: InterfaceDetailRecord, line: string): boolean {
  const match = /^MTU (\d{1,6}) bytes\b/.exec(line);
  if (!match) return false;
  record.mtuBytes = Number(match[1]);
  record.mtuLayer = 'l2';
  return true;
}

/**
 * `Full-duplex, 1000Mb/s, SXFD, link type is force-up`, `Duplex unknown, 0Kb/s, THD, link type is autonegotiation`, and
 * `Full-duplex, Auto Speed, SR, …` before a speed is agreed on. The words of a medium begin with a capital letter or a figure.
 */
function media(record: InterfaceDetailRecord, line: string): boolean {
  const match =
    /^(?:(Full|Half|Auto)-duplex|Duplex unknown|Unknown duplex), (?:(\d{1,9})([KMG])b\/s|Auto Speed)(?:, (unknown|other|[A-Z0-9][\w./+-]{0,39}(?: [A-Z0-9][\w./+-]{0,19}){0,3}))??(?:, link type is [\w -]{1,30})?,?$/.exec(
      line,
    );
  if (!match) return false;
  record.duplex = match[1]?.toLowerCase() ?? null;
  const speed = Number(match[2] ?? 0) * ({ K: 1e3, M: 1e6, G: 1e9 }[match[3]?.toUpperCase() ?? ''] ?? 0);
  record.speedBitsPerSecond = speed > 0 ? speed : null;
  record.mediaType = match[4] === undefined || /^unknown$/i.test(match[4]) ? null : match[4];
  return true;
}

/** `435 packets input, 50451 bytes, 0 total input drops`; a layer 2 sub-interface prints its drops on a line of their own. */
function drops(record: InterfaceDetailRecord, line: string): boolean {
  const match = /, \d{1,20} bytes(?:, (\d{1,15}) total (input|output) drops)?$/.exec(line);
  if (match?.[2] === 'input') record.inDiscards = Number(match[1]);
  else if (match?.[2] === 'output') record.outDiscards = Number(match[1]);
  return match !== null;
}

/** `0 input drops, 0 queue drops, 0 input errors`, the shorter form of a layer 2 sub-interface. */
function layer2Errors(record: InterfaceDetailRecord, line: string): boolean {
  const match = /^(\d{1,15}) (input|output) drops, \d{1,15} queue drops, (\d{1,15}) (?:input|output) errors$/.exec(
    line,
  );
  if (match?.[2] === 'input') {
    record.inDiscards = Number(match[1]);
    record.inErrors = Number(match[3]);
  } else if (match) {
    record.outDiscards = Number(match[1]);
    record.outErrors = Number(match[3]);
  }
  return match !== null;
}

/** `HundredGigE0/0/0/1  Full-duplex  100000Mb/s  Active`: the members stand in the block of their bundle, and in no other. */
function member(record: InterfaceDetailRecord, line: string, lagOf: Map<string, string>): boolean {
  const match = /^(\S{4,40}) +(?:(?:Full|Half|Auto|Unknown)[- ]duplex|Duplex unknown)\b/i.exec(line);
  if (!record.interface.startsWith('Bundle-')) return match === null || record.interface === '';
  const name = printedXrName(match?.[1] ?? '');
  if (name !== null) lagOf.set(name, record.interface);
  return name !== null || !/duplex/i.test(line);
}
