import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { xrBgpBrief } from './bgp-brief.ts';
import { xrBgpSessions } from './bgp-sessions.ts';
import { xrBgpState } from './bgp-states.ts';
import { parseSeveralXr } from './xr-several.ts';
import { isXrNoise } from './xr-text.ts';

/**
 * `show bgp all all summary` has every family of the default VRF and no other VRF: those follow in lines of their own,
 * which a router without VRFs answers with nothing. `show bgp neighbors brief` and `show bgp sessions` are read as well.
 */
export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: ({ vrf }) =>
    vrf === undefined
      ? [
          { line: 'show bgp all all summary' },
          { line: 'show bgp vrf all ipv4 unicast summary', optional: true },
          { line: 'show bgp vrf all ipv6 unicast summary', optional: true },
        ]
      : [
          { line: `show bgp vrf ${vrf} ipv4 unicast summary` },
          { line: `show bgp vrf ${vrf} ipv6 unicast summary`, optional: true },
        ],
  parse: (outputs, { args }) =>
    parseSeveralXr(outputs, (text) => summaries(text, args) ?? xrBgpBrief(text, args) ?? xrBgpSessions(text)),
};

/** What stands above the peers of one address family in one VRF. */
interface Section {
  vrf: string | null;
  addressFamily: string | null;
  localAs: number | null;
  routerId: string | null;
}

const heading = /^Neighbor +Spk +AS +MsgRcvd +MsgSent +TblVer +InQ +OutQ +Up\/Down +St\/PfxRcd$/;
const identified = /^BGP router identifier ([\d.]{7,15}), local AS number ([\d.]{1,12})(?!\S)/;
/** In brackets stands why a session is kept down: by an operator, or since the peer sent more prefixes than it may. */
const rowLine =
  /^(\S{2,45}) +\d{1,3} +([\d.]{1,11}) +\d{1,12} +\d{1,12} +\d{1,12} +\d{1,9} +\d{1,9} +(\S{1,16}) +(\d{1,10}|[A-Z][A-Za-z]{3,11}(?: \((?:Admin|PfxCt)\))?)(!?)$/;
const namedVrf = /^(?:VRF: (\S{1,64})|BGP VRF (\S{1,64}), state: \w{1,20})$/;
const namedFamily = /^Address Family: (\w[\w /-]{2,40})$/;
/** A heading in a form that is not known. */
const bentHeading =
  /^(?:(?:\S{1,4} ?)?(?:VRF:|BGP VRF |Address Family:)|.{0,30}: ?(?:IPv[46]|VPNv[46]|L2VPN|Link-state) )/;
const versionNames = /^Process(?: +\w{3,12}\/?\w{0,8}){4,8}$/;
const versions = /^Speaker(?: +\d{1,12}){4,8}$/;
const nothing = /^% ?(?:No (?:BGP )?neighbors?|No matching|None of the requested address families)/i;

/**
 * The figures of the last column end as far behind the age as its name behind that of the age (wide figures before them
 * move both): a last row with such an end is whole, and so is one of these words. Where policies are missing a mark could
 * follow, and in brackets a reason behind Idle.
 */
function withAlignedTail(text: TextLines): TextLines {
  const { cut, lines } = text;
  const name = lines.find((line) => heading.test(line.trim()));
  if (
    cut === null ||
    isTooLong(cut) ||
    !isRow(cut.trim()) ||
    name === undefined ||
    lines.some((line) => line.includes("marked with '!'"))
  )
    return text;
  const ends =
    / (?:Active|Connect|OpenSent|OpenConfirm)$/.test(cut) || (/ \d+$/.test(cut) && lastWidth(cut) === lastWidth(name));
  return ends ? { lines: [...lines, cut], cut: null } : text;
}

/** The figures of a peer, whose address may stand on the line above. */
function isRow(line: string): boolean {
  return line.length <= longest && (rowLine.test(line) || rowLine.test(`:: ${line}`));
}

const longest = 300;

/** How wide the last word is together with the blanks before it. */
function lastWidth(line: string): number {
  const word = /\S+$/.exec(line)?.index ?? 0;
  return line.length - line.slice(0, word).trimEnd().length;
}

/** A family without peers ends in the versions of its tables, the last of which ends where its name does. */
function withWholeVersions(text: TextLines): TextLines {
  const names = text.lines.at(-1) ?? '';
  const ends = versionNames.test(names) && names.length === text.cut?.length;
  return ends ? withWholeTail(text, versions) : text;
}

function summaries(given: TextLines, args: DiagnosticArguments): Rows<BgpSummaryRecord> | null {
  const text = withWholeVersions(withAlignedTail(given));
  const rows: Rows<BgpSummaryRecord> = { records: [], unparsed: [] };
  let section = blankSection(args.vrf ?? 'default');
  let headed = false;
  let inTable = false;
  /** A line above the table was there: without one nobody knows whose peers these are. */
  let isIntroduced = args.vrf !== undefined;
  let wrapped: string | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const opened = openedSection(line, section.vrf);
    isIntroduced ||= opened !== null || line.startsWith('BGP ');
    if (opened) {
      section = opened;
      inTable = false;
      // Below a family that is not known nobody's peers stand.
      if (namedFamily.test(line) && opened.addressFamily === null) rows.unparsed.push(raw);
    } else if (bentHeading.test(line)) {
      // The peers below it are nobody's.
      section = blankSection(null);
      inTable = false;
      rows.unparsed.push(raw);
    } else if (heading.test(line)) {
      inTable = true;
      headed = true;
    } else if (/^Neighbor +V +AS /.test(line)) {
      // The table of IOS or of FRR.
      return null;
    } else if (!inTable) {
      // A row of figures without its heading: the heading was another one than this.
      if (isRow(line)) rows.unparsed.push(raw);
      if (!readPreamble(section, line)) rows.unparsed.push(raw);
      headed ||= versions.test(line) || nothing.test(line);
    } else if (isXrNoise(line)) continue;
    else if (wrapped === null && canonicalIp(line) !== null) wrapped = line;
    else {
      const record = peerOf(wrapped === null ? line : `${wrapped} ${line}`);
      if (record) rows.records.push({ ...record, ...section, vrf: isIntroduced ? section.vrf : null });
      else rows.unparsed.push(wrapped === null ? raw : `${wrapped} ${line}`);
      wrapped = null;
    }
  }
  if (!headed) return null;
  if (wrapped !== null && text.cut === null) rows.unparsed.push(wrapped);
  return withCut(rows, text);
}

function blankSection(vrf: string | null): Section {
  return { vrf, addressFamily: null, localAs: null, routerId: null };
}

/** The instance, a VRF (`VRF: X`, then `BGP VRF X`) and a family each open a section; null for another line. */
function openedSection(line: string, vrf: string | null): Section | null {
  const named = namedVrf.exec(line);
  const family = namedFamily.exec(line)?.[1];
  if (named) return blankSection(named[1] ?? named[2] ?? vrf);
  if (family !== undefined) return { ...blankSection(vrf), addressFamily: ciscoBgpFamily(family) };
  return /^BGP instance \d{1,3}: '.{1,64}'$/.test(line) ? blankSection('default') : null;
}

/** False for one of the two lines that are read here in a form that is not known, or behind another label. */
function readPreamble(section: Section, line: string): boolean {
  if (/^BGP router |router identifier |^BGP \w+ identifier |, local AS number /.test(line)) {
    const identity = identified.exec(line);
    const [routerId, localAs] = [canonicalIp(identity?.[1] ?? ''), asNumberOf(identity?.[2])];
    if (routerId === null || localAs === null) return false;
    [section.routerId, section.localAs] = [routerId, localAs];
  } else if (line.startsWith('Table ID:')) {
    const table = /^Table ID: 0x([0-9A-Fa-f]{1,8})(?!\S)/.exec(line)?.[1];
    if (table === undefined) return false;
    section.addressFamily ??= familyOfTable(table.toLowerCase());
  } else return !/, local AS number \d|^(?:\S{5} ID|Table \S+): 0x[\da-f]/i.test(line);
  return true;
}

/** The number of a routing table says its family, which many headings do not. VPN families have table 0. */
function familyOfTable(id: string): string | null {
  if (/^e000[0-9a-f]{4}$/.test(id)) return 'ipv4-unicast';
  return /^e080[0-9a-f]{4}$/.test(id) ? 'ipv6-unicast' : null;
}

function peerOf(line: string): Omit<BgpSummaryRecord, keyof Section> | null {
  const match = line.length > longest ? null : rowLine.exec(line);
  const peer = canonicalIp(match?.[1] ?? '');
  const remoteAs = asNumberOf(match?.[2]);
  if (!match || peer === null || remoteAs === null) return null;
  const [age = '', last = '', mark = ''] = [match[3], match[4], match[5]];
  const seconds = uptimeSeconds(age);
  if (seconds === null && age !== 'never') return null;
  const counted = /^\d+$/.test(last);
  const words = counted ? { state: 'established' as const, adminDown: false, reason: null } : xrBgpState(last);
  if (!words) return null;
  return {
    peer,
    remoteAs,
    ...words,
    // The lines above the table say so: an eBGP peer without both policies neither sends nor gets a route.
    reason: words.reason ?? (mark === '!' ? 'inbound or outbound policy not configured' : null),
    // A peer that was never up has 00:00:00 as well.
    stateSeconds: seconds === 0 && words.state !== 'established' ? null : seconds,
    upSeconds: words.state === 'established' ? seconds : null,
    prefixesReceived: counted ? Number(last) : null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  };
}
