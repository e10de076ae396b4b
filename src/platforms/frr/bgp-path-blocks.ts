import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { isBentWord } from '../bent-word.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { type AsPath, asPathOf } from './as-path.ts';
import { type CommunityKind, communitiesIn } from './bgp-communities.ts';
import { pathCountOf } from './bgp-path-count.ts';
import { bareAddress, blankPath, originOf, rpkiOf, speakerOf } from './bgp-path-words.ts';
import { frrInterfaceName } from './interface-names.ts';
import { printedPrefix } from './printed-prefix.ts';
import { frrVrfName } from './vrf-name.ts';

interface Block {
  record: BgpRouteRecord;
  /** Next hop and attributes were there, and the line that ends a path. */
  reached: boolean;
  described: boolean;
  whole: boolean;
}

/** A path ends with the year of its last update. */
const wholeTail = /^Last update: .{10,30} \d{4}$/;

/** `show bgp … P` in its text form. Null when its heading is not there. */
export function frrBgpPathBlocks(printed: TextLines, asked: string | null): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let prefix: string | null = null;
  let vrf = asked;
  let available = 0;
  let counted = '';
  /** Below a table stands how many paths it has. */
  let table: { from: number; isOpen: boolean } = { from: 0, isOpen: false };
  let block: Block | null = null;
  let absent = false;
  const close = () => {
    if (block?.reached && block.described && block.whole) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`path ${rows.records.length + 1} of ${block.record.prefix}`);
    block = null;
  };
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    if (line === '') continue;
    if (block && line.startsWith('    ')) {
      if (!readLine(block, line.trim())) rows.unparsed.push(line);
      continue;
    }
    const entry = /^ ?BGP routing table entry for (\S{3,60})(?:, version \d{1,10})?$/.exec(line);
    const paths = pathsOf(line);
    // A path is still open until its last line: what stands in it at the same depth is no other path.
    const isOpen: boolean = (block as Block | null)?.whole === false;
    const path: ReturnType<typeof pathLine> = prefix === null || isOpen ? null : pathLine(line);
    if (entry) {
      close();
      prefix = printedPrefix(entry[1] ?? '');
      if (prefix === null) return null;
    } else if (prefix !== null && !isOpen && labelOfEntry.test(line)) continue;
    else if (paths && prefix !== null) {
      vrf = paths.vrf === null ? asked : frrVrfName(paths.vrf);
      // `show bgp ipv4 unicast detail` prints these lines above each path of a network.
      if (counted !== `${prefix} ${vrf}`) available += paths.available;
      counted = `${prefix} ${vrf}`;
    } else if (path && prefix !== null) {
      close();
      block = { record: blankPath(vrf, prefix, path), reached: false, described: false, whole: false };
    } else if (line.startsWith('Paths:')) {
      close();
      vrf = null;
      rows.unparsed.push(line);
    } else if (/^% Network not in table$/.test(line)) absent = true;
    else if (prefix === null && aboveDetails.test(line)) table.isOpen = true;
    else if (prefix !== null && !isOpen && line.startsWith('Displayed ')) {
      close();
      const told = pathCountOf(line, false)?.paths;
      if (told !== rows.records.length - table.from) rows.unparsed.push(line);
      table = { from: rows.records.length, isOpen: false };
    } else if (prefix !== null && !isOpen && imported.test(line)) close();
    else if (isNoise(line) || (/^ {2}\S/.test(line) && !block)) continue;
    else if (prefix === null) return null;
    else {
      // What follows is not about the path before it.
      close();
      rows.unparsed.push(line);
    }
  }
  if (prefix === null) return absent ? withCut(rows, text) : null;
  const open = block as Block | null;
  if (open?.whole) close();
  if (available === 0 && rows.unparsed.length === 0)
    return { ...rows, incomplete: `the paths of ${prefix} are missing: the answer was cut off` };
  if (rows.records.length + rows.unparsed.length < available)
    return { ...rows, incomplete: `${rows.records.length} of ${available} paths are there: the answer was cut off` };
  if (table.isOpen) return { ...rows, incomplete: 'there is no count below the table: the answer was cut off' };
  return withCut(rows, text);
}

/** The table in all details begins like the one with a row for each path. */
const aboveDetails =
  /^(?:BGP table version is \d{1,20}, local router ID is [\d.]{7,15}, vrf id (?:\d{1,10}|-)|Default local pref \d{1,10}, local AS [\d.]{1,11})$/;

/** The label of the network that bgpd gave out, above its paths. */
const labelOfEntry = /^(?:Local label: \d{1,7}|not allocated)$/;

/** A path that came from another VRF, or from EVPN, says so above its AS path. */
const imported = /^ {2}Imported from \S{3,120}(?:, VNI(?: \S{1,30})?)?(?:, L3NHG (?:in)?active)?$/;

/** FRR 10 breaks no line behind the VNI: the AS path follows on the same one. */
const importedHere = /^ {2}Imported from \S{3,120}, VNI (?:\d{1,8}(?:\/\d{1,8})?)?(?= {2}\S)/;

/** What the communities of the best path ask for, and `table default` or `vrf CUST-A`. */
const pathsWord =
  /^(?:(?:table|vrf) [^\s,()]{1,64}|not advertised (?:to EBGP peer|to any peer|outside local AS)|inform peer to blackhole prefix|inform EBGP peer not to advertise to their EBGP peers|accept own local route exported and imported in different VRF|accept local nexthop|mark translated RTs for VPNv[46] route filtering|attach RT as-is for VPNv[46] route filtering|mark routes to be retained for a longer time\. Requ[ei]res support for Long-lived BGP Graceful Restart|mark routes to not be treated according to Long-lived BGP Graceful Restart operations|Advertisements suppressed by an aggregate\.)$/;

/** `Paths: (2 available, best #1, table default, not advertised to any peer)`; null for a line of another form. */
function pathsOf(line: string): { available: number; vrf: string | null } | null {
  const [, available, tail = ''] =
    /^Paths: \((\d{1,4}) available, (?:best #\d{1,4}|no best path)((?:, [^,()]{3,120}){0,8})\)$/.exec(line) ?? [];
  const words = tail.split(', ').slice(1);
  if (available === undefined || !words.every((word) => pathsWord.test(word))) return null;
  const place = words.find((word) => /^(?:table|vrf) /.test(word));
  return { available: Number(available), vrf: place?.split(' ')[1] ?? null };
}

/** `  64499 64498, (aggregated by 64499 192.0.2.4)`: the AS path opens a path; addresses of peers stand there as well. */
function pathLine(printed: string): AsPath | null {
  const line = printed.startsWith('  Imported ') ? printed.replace(importedHere, '') : printed;
  const words = /^ {2}([\d{([][\d.{}()[\],]*(?: [\d.{}()[\],]+){0,500}|Local)(?:, \([A-Za-z].{0,200}\))?$/.exec(
    line,
  )?.[1];
  return words === undefined ? null : asPathOf(words);
}

/** Words of the lines that are read: one of them may be damaged. */
const bent = / from |^AddPath |^\w+ ID: RX |\bCommunity\b|^(?:Large|Extended) |^\w+: \d{1,5}:\d{1,5}(?: |$)/;

/** False for a line that should have been read. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  if (line.startsWith('Last update: ')) {
    block.whole = true;
    return true;
  }
  const from = !line.includes(' from ')
    ? null
    : /^(\S{1,120})(?: \((?:metric \d{1,10}|inaccessible|[a-z][\w, -]{0,80})\)){0,3} from (\S{1,120}) \([\d.]{7,15}\)(?:\s.*)?$/.exec(
        line,
      );
  const list = /^(Community|Large Community|Extended Community): (\S+(?: \S+)*)$/.exec(line);
  const received = /^AddPath ID: RX (\d{1,10}),/.exec(line);
  if (from) {
    record.nextHop = canonicalIp(bareAddress(from[1] ?? ''));
    // A peer without an address of its own has the name of the interface.
    record.peer = speakerOf(bareAddress(from[2] ?? '')) ?? frrInterfaceName(bareAddress(from[2] ?? ''));
    block.reached = record.nextHop !== null && isSpeaker(bareAddress(from[2] ?? ''));
  } else if (/^Origin /.test(line)) {
    block.described = readAttributes(record, line);
  } else if (list) {
    const words = communitiesIn(list[1] as CommunityKind, list[2] ?? '');
    if (!words) return false;
    if (list[1] === 'Community') record.communities = words;
    else if (list[1] === 'Large Community') record.largeCommunities = words;
    else record.extendedCommunities = words;
  } else if (received) record.pathId = Number(received[1]) || null;
  else
    return (
      /^Extended IPv6 Community: \S/.test(line) ||
      !(bent.test(line) || isBentWord(line.split(':', 1)[0] ?? '', ['Community']))
    );
  return true;
}

function isSpeaker(text: string): boolean {
  return canonicalIp(text) !== null || text === '(unspec)' || frrInterfaceName(text) !== null;
}

/** What else bgpd says of a path. */
const said =
  /^(?:valid|invalid|internal|external|confed-internal|confed-external|local|sourced(?: local)?|external \(oad\)|aggregated|atomic-aggregate|multipath\*?|removed|suppressed|damped|history|stale)$/;

/** `Origin IGP, metric 0, localpref 100, valid, external, best (Router ID)`. False when a word of ours has another form. */
function readAttributes(record: BgpRouteRecord, line: string): boolean {
  return line.split(', ').every((word) => {
    const [, key = '', value = ''] =
      /^(Origin|metric|localpref|(?:rpki )?validation-state:) (.{1,40})$/.exec(word) ?? [];
    const best = /^best(?: \((.{1,60})\))?$/.exec(word);
    const number = /^\d{1,10}$/.test(value) ? Number(value) : null;
    if (word === 'valid') record.valid = true;
    if (best) {
      record.best = true;
      record.bestReason = best[1] ?? null;
    }
    if (key === 'Origin') record.origin = originOf(value);
    if (key === 'metric') record.med = number;
    if (key === 'localpref') record.localPreference = number;
    if (key.endsWith('validation-state:')) {
      const rpki = rpkiOf(value);
      record.rpki = rpki ?? null;
      return rpki !== undefined;
    }
    if (key === 'Origin') return record.origin !== null;
    if (key === 'metric' || key === 'localpref') return number !== null;
    if (/^(?:weight|tag|otc)\b/.test(word)) return /^\w+ \d{1,10}$/.test(word);
    if (word.startsWith('aigp')) return /^aigp-metric \d{1,20}$/.test(word);
    if (word.startsWith('bestpath')) return /^bestpath-from-AS (?:[\d.]{1,11}|Local)$/.test(word);
    return best !== null || key !== '' || said.test(word);
  });
}
