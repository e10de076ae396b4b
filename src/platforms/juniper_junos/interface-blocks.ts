import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { isDamaged } from '../damaged-label.ts';
import { withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { bentBriefUnit, briefUnit, briefUnitLines } from './interface-brief.ts';
import type { JunosInterfaces } from './interface-json.ts';
import { portLabels, unitLabels } from './interface-labels.ts';
import { type InterfaceBlock, isLinkContinuation, portLines, unitLines } from './interface-lines.ts';
import { type KnownLine, takeLine } from './known-lines.ts';

const portHeading = /^Physical interface: (\S{1,60}), (Enabled|Administratively down), Physical link is (Up|Down)$/;
const unit = /^Logical interface (\S{1,60}) \(Index \d+\)(?: \(.{1,60}\))*$/;
/** The last lines of a port and of a unit, of which nothing is read. */
const wholeTail = /^(?:Policer: \S.*|Flags: (?:Is-Primary|None)|Interface transmit statistics: (?:Disabled|Enabled))$/;
/** Of a heading, one of its words may be damaged. What a session of PPPoE runs over has an index too. */
const anyHeading =
  /^(?:Physical|Logical) ?interface|^(?!(?:Demux: )?Underlying interface: |Description: ).{0,200}\(Index \d{1,10}\)|, Physical link is /;

/** `show interfaces [X] [extensive]` in text. A block ends at a blank line, at the next one, or with its last family. */
export function junosInterfaceBlocks(output: TextLines): JunosInterfaces | null {
  const text = withWholeTail({ ...output, lines: withFamilyMtus(output.lines) }, wholeTail);
  const blocks: InterfaceBlock[] = [];
  const unparsed: string[] = [];
  /** Below a heading in a form that is not known: the lines are nobody's. */
  let isNobodys = false;
  /** The one whose units follow; null below a heading that is not understood. */
  let port: string | null = null;
  const isBrief = !text.lines.some((line) => !isTooLong(line) && /^\s{0,40}Logical .{1,80} \(Index /.test(line));
  for (const line of text.lines) {
    const bare = isTooLong(line) ? '' : line.trim();
    const last = blocks.at(-1);
    const opened = open(bare, isBrief ? briefUnit : unit);
    // A unit has the name of the port above it.
    const isOfOther = opened?.isUnit === true && port !== null && !opened.record.interface.startsWith(`${port}.`);
    if (isTooLong(line)) unparsed.push(line);
    else if (opened && !isOfOther) {
      if (!opened.isUnit) port = opened.record.interface;
      blocks.push(opened);
      isNobodys = false;
    } else if (last && bare === '') last.whole = true;
    else if (last && (anyHeading.test(bare) || (isBrief && bentBriefUnit.test(bare)))) {
      unparsed.push(line);
      if (!opened) port = null;
      last.whole = true;
      isNobodys = true;
    } else if (last && /^\s/.test(line)) {
      if (!isNobodys && !readLine(last, bare, isBrief ? briefUnitLines : unitLines)) unparsed.push(line);
    } else if (!isNoise(line)) {
      // The queues of a port have the same heading.
      if (!last || line.startsWith('Egress queues: ')) return null;
      unparsed.push(line);
    }
  }
  const last = blocks.at(-1);
  if (!last) return null;
  const kept = last.whole ? blocks : blocks.slice(0, -1);
  const rows: JunosInterfaces = {
    records: kept.map(({ record }) => record),
    unparsed,
    units: new Set(kept.filter(({ isUnit }) => isUnit).map(({ record }) => record)),
  };
  if (last.whole) return { ...withCut(rows, text), units: rows.units };
  return {
    ...rows,
    incomplete: `nobody knows whether the block of ${last.record.interface} is whole: the blank line behind it is missing`,
  };
}

/** Evolved prints the MTU of a family two lines below its name: `Protocol inet`, `Max nh cache: …`, `MTU: 1500`. */
function withFamilyMtus(lines: string[]): string[] {
  return lines.map((line, index) => {
    if (isTooLong(line) || !/^\s{1,40}Protocol inet6?$/.test(line)) return line;
    const cache = lines[index + 1] ?? '';
    const mtu = /^\s{1,40}(MTU: (?:\d{2,6}|Unlimited))$/.exec((lines[index + 2] ?? '').slice(0, 80).trimEnd())?.[1];
    return mtu !== undefined && /^\s{1,40}Max nh cache: \d/.test(cache.slice(0, 80)) ? `${line}, ${mtu}` : line;
  });
}

function open(line: string, unitHeading: RegExp): InterfaceBlock | null {
  const [, name = '', admin, link] = portHeading.exec(line) ?? [];
  if (link) {
    const adminDown = admin !== 'Enabled';
    const base = {
      ...blankInterface(name),
      adminStatus: adminDown ? ('down' as const) : ('up' as const),
      operStatus: link === 'Up' ? ('up' as const) : ('down' as const),
      reason: adminDown ? 'admin' : null,
    };
    return blockOf(blankInterfaceDetail(base), false);
  }
  const logical = unitHeading.exec(line)?.[1];
  return logical === undefined ? null : blockOf(blankInterfaceDetail(blankInterface(logical)), true);
}

function blockOf(record: InterfaceDetailRecord, isUnit: boolean): InterfaceBlock {
  return {
    record,
    isUnit,
    section: null,
    counted: new Set(),
    hasRates: null,
    isWrapped: false,
    wantsSpeed: false,
    whole: false,
  };
}

const family = new Set(['Protocol']);

/** `Traffic statistics:`, `Ingress traffic statistics at Packet Forwarding Engine:`, `Dropped traffic statistics due to STP State:`. */
const section =
  /^([A-Z][\w ./()-]{1,60}?(?:errors|statistics)(?: (?:at|due to) [A-Z][A-Za-z ]{2,40})?) ?:(?: {2,}\S.*)?$/;

/** False for a line that is one of those we read but has another form. */
function readLine(block: InterfaceBlock, line: string, linesOfUnit: readonly KnownLine<InterfaceBlock>[]): boolean {
  const { record, isWrapped } = block;
  block.isWrapped = false;
  const description = /^Description: (.+)$/.exec(line);
  if (description) {
    record.description ??= description[1] ?? null;
    return true;
  }
  const opened = section.exec(line)?.[1];
  if (opened !== undefined) {
    block.section = opened;
    block.hasRates = null;
  }
  const isRest = !isWrapped || isLinkContinuation(line);
  const isTaken = block.isUnit
    ? !isDamaged(line.split(' ')[0] ?? '', family) && takeLine(linesOfUnit, unitLabels, block, line)
    : takeLine(portLines, portLabels, block, line);
  return isTaken && isRest;
}
