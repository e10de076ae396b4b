import type { LagRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isBentWord } from '../bent-word.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName, xrInterfaceName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

interface Block {
  record: LagRecord;
  /** The line of LACP was read. */
  hasProtocol: boolean;
  /** Local links that carry traffic. */
  active: number;
  /** Links that are configured here and on the other chassis; null until the line was seen. */
  links: number | null;
  foreign: number;
  /** Links whose sentence was seen. */
  told: number;
  /** What stands below a heading is indented, but for recordings that lost their blanks. */
  isIndented: boolean;
}

/** The name of a bundle alone on its line. */
export function bundleHeading(line: string): string | null {
  return /^Bundle-(?:Ether|POS) ?\d{1,6}$/.test(line) ? xrInterfaceName(line.replace(' ', '')) : null;
}

/** Others may go on. */
const wholeSentence =
  /^Link is (?:Active|Standby due to maximum-active links configuration|marked as Standby by mLACP peer)$/;

/** `show bundle`. The block says how many links it has, which shows whether it is whole. Null without such a block. */
export function bundles(given: TextLines): Rows<LagRecord> | null {
  const text = withWholeTail(given, wholeSentence);
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  let known = false;
  let isTold = false;
  /** Releases that print a blank in the name of a bundle print no sentence below a link. */
  let isQuiet = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isXrNoise(line)) continue;
    const name = bundleHeading(line);
    if (name !== null) {
      isQuiet ||= line !== name;
      if (block && lacksLinks(block)) rows.unparsed.push(`${block.record.lag}: it lists less links than it has`);
      else if (block) rows.records.push(block.record);
      block = {
        record: { lag: name, status: null, protocol: null, minLinks: null, members: [] },
        hasProtocol: false,
        active: 0,
        links: null,
        foreign: 0,
        told: 0,
        isIndented: false,
      };
    } else if (!block) return null;
    else if ((block.isIndented && /^\S/.test(raw)) || (block.links !== null && line.startsWith('Status:'))) {
      // A heading in a form that is not known, or none at all: what stands below it is nobody's.
      rows.records.push(block.record);
      rows.unparsed.push(raw);
      block = null;
    } else {
      known ||= line.startsWith('Local links <active/standby/configured>');
      block.isIndented ||= raw.startsWith(' ');
      if (!readLine(block, line)) rows.unparsed.push(raw);
      isTold ||= block.told > 0;
    }
  }
  if (!block || !known) return null;
  const { record, hasProtocol, links, foreign, told } = block;
  const shown = isTold || !isQuiet ? told : record.members.length;
  if (links === null || !hasProtocol || shown < links + foreign)
    return { ...rows, incomplete: `the block of ${record.lag} lacks links: the answer was cut off` };
  rows.records.push(record);
  return withCut(rows, text);
}

/** The links of the block that are not there; some releases print no sentence below a link. */
function lacksLinks({ record, links, foreign }: Block): boolean {
  return record.members.length < (links ?? 0) + foreign;
}

const link =
  /^([\w.:/-]{4,40}) +(\S{1,40}) +(Active|(?:Hot )?Standby|Configured|Negotiating|BFD Running|Unknown) +0x[0-9a-f]{1,4}, ?0x[0-9a-f]{1,4} +\d{1,12}$/i;

/** Why a link is in its state, by its first words. Source: the reasons of a member in Cisco-IOS-XR-bundlemgr-oper. */
const sentence =
  /^(?:Link (?:is|cannot)|m?LACP |Partner (?:is|has|System)|Wait-while timer|Waiting for|Bundle (?:is|has|shutdown|interface)|Parent bundle|Incompatible with|Loopback: Actor|Not enough links|BFD(?:v6)? (?:state|session)|ICCP (?:group|transport)|Singleton ICCP|Forced switchover|Reason unavailable|No (?:MAC|system ID)|Non-LACP link|Too many bundle|One or more links|Additional bandwidth|Holding down|Port |Minimum )/i;

/** False for a line that is read, by its label or as a row of links, but whose figures have another form. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  const pair = /^([A-Za-z][\w <>()/-]{2,60}): *(\S.{0,80})$/.exec(line);
  const port = link.exec(line);
  // Another chassis is named by its address. A link of it has the name that it has there.
  if (port && port[2] !== 'Local' && canonicalIp(port[2] ?? '') === null) return false;
  const name = port && port[2] !== 'Local' ? (printedXrName(port[1] ?? '') ?? port[1]) : printedXrName(port?.[1] ?? '');
  if (port && name) {
    const word = port[3]?.toLowerCase() ?? '';
    const elsewhere = port[2] === 'Local' ? null : `on ${port[2]}`;
    record.members.push({ interface: name, state: word === 'active' ? 'bundled' : word, reason: elsewhere });
    return true;
  }
  if (record.members.length > block.told && sentence.test(line)) {
    const last = record.members.at(-1);
    block.told = record.members.length;
    if (last && line !== 'Link is Active') last.reason = last.reason === null ? line : `${last.reason}: ${line}`;
    return true;
  }
  // Nothing but rows and such sentences stands below the first row.
  if (record.members.length > 0) return false;
  if (pair) return readPair(block, pair[1] ?? '', pair[2] ?? '');
  // A row of links has the keys of its port; one that ends behind the name has nothing but that.
  return !/\b0x[0-9a-f]|^Minimum active links/i.test(line) && printedXrName(line) === null;
}

function readPair(block: Block, name: string, said: string): boolean {
  const { record } = block;
  if (name === 'Status') {
    const status = statusOf(said);
    record.status = status ?? null;
    return status !== undefined;
  }
  if (name.startsWith('Local links ')) {
    block.active = Number(/^\d{1,4}/.exec(said)?.[0] ?? 0);
    block.links = configured(said);
    return block.links !== null;
  } else if (name.startsWith('Foreign links ')) {
    const links = configured(said);
    block.foreign = links ?? 0;
    return links !== null;
  } else if (name.startsWith('Minimum active links')) {
    const least = /^(\d{1,4}) *\/ *\d/.exec(said)?.[1];
    record.minLinks = least === undefined ? null : Number(least);
    return least !== undefined;
  } else if (name === 'LACP') {
    block.hasProtocol = true;
    const protocol = protocolOf(said, block.active);
    record.protocol = protocol ?? null;
    return protocol !== undefined;
  }
  // A protocol beside that one.
  if (name === 'mLACP') return true;
  // What is read, behind a label of which a letter is bent.
  return !/^Minimum |\bactive links \//.test(name) && !isBentWord(name, ['Status', 'LACP']);
}

/**
 * Links that carry traffic without an LACP in operation are static; where none does, nobody knows. Undefined for words
 * that are not known.
 */
function protocolOf(said: string, active: number): LagRecord['protocol'] | undefined {
  if (/^not configured$/i.test(said)) return 'static';
  if (/^not operational$/i.test(said)) return active > 0 ? 'static' : null;
  return /^operational$/i.test(said) ? 'lacp' : undefined;
}

/**
 * The states of `Bmd-bdl-state` in Cisco-IOS-XR-bundlemgr-oper. Null for `mLACP hot standby`: the other chassis carries
 * the traffic. A bundle is held out of service by an EVPN segment whose other router forwards, or by an error; the bundle
 * says no more. Undefined for words that are not known.
 */
function statusOf(said: string): LagRecord['status'] | undefined {
  if (/^up$/i.test(said)) return 'up';
  if (/^(?:admin(?:istratively)?[- ]down|(?:bundle )?shut ?down)$/i.test(said)) return 'admin-down';
  if (/^(?:down|(?:error|EFD)[- ]disabled|nak|partner down|LACP OOS \(out of service\))$/i.test(said)) return 'down';
  return /^(?:(?:mLACP|PM) )?(?:hot|cold)[- ]standby$/i.test(said) ? null : undefined;
}

/** The last figure of `1 / 1 / 3`. */
function configured(said: string): number | null {
  const links = /^\d{1,4}(?: *\/ *\d{1,4})* *\/ *(\d{1,4})$/.exec(said)?.[1];
  return links === undefined ? null : Number(links);
}
