import type { OpticsRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { type Block, readLine } from './optics-controller-lines.ts';
import { perLane } from './optics-record.ts';
import { isXrNoise } from './xr-text.ts';

/** The question, where it stands above its answer; behind a prompt its words may be shortened. */
const echo =
  /(?:^show controllers |[#>] ?sho?w? contr(?:o(?:l(?:l(?:e(?:rs?)?)?)?)?)? )optics ?(\d{1,4}(?:\/\d{1,4}){2,4})$/i;

/**
 * `show controllers optics`: one block per port. Asked for one port alone the device does not print its name: it is
 * `asked`, or the one in the echo. A block that nobody names is handed back.
 */
export function xrOpticsControllers(text: TextLines, asked: string | null): Rows<OpticsRecord> | null {
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  /** Whose answer follows, until a block has taken the name. */
  let expected = asked;
  let questions = 0;
  const seen = new Set<string>();
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim().replaceAll(/\s+/g, ' ');
    const question = echo.exec(line)?.[1];
    if (question !== undefined) {
      if (block) append(rows.records, recordsOf(block));
      block = null;
      expected = `Optics${question}`;
      questions += 1;
      continue;
    }
    const port = /^Port ?: ?(Optics ?\d[\d/]{0,20})$/.exec(line)?.[1]?.replace(' ', '');
    const isState = /^Controller State ?: /.test(line);
    if (port !== undefined || (isState && (block === null || (block as Block).hasState))) {
      // A port within the words of a maker, or one that stands twice, is none of this device.
      const isForged = (block !== null && isOpenByMaker(block)) || (port !== undefined && seen.has(port));
      if (isForged) rows.unparsed.push(raw);
      if (port !== undefined) seen.add(port);
      if (block) append(rows.records, recordsOf(block));
      const name: string | null = port ?? expected;
      block = { ...opened(name ?? ''), hasState: isState, absent: name === null, whole: name === null };
      if (name === null) rows.unparsed.push(raw);
      expected = null;
    } else if (/^Port ?:|^\S+ ?: ?Optics ?\d[\d/]*$/.test(line)) {
      // A heading in a form that is not known.
      if (block) append(rows.records, recordsOf(block));
      block = { ...opened(''), absent: true, whole: true };
      rows.unparsed.push(raw);
    } else if (block) {
      block.hasState ||= isState;
      if (!readLine(block, line, raw)) rows.unparsed.push(raw);
    } else if (!isXrNoise(line)) {
      if (questions < 2) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!block && questions > 1) return { ...rows, incomplete: `the answer about ${expected} is missing` };
  if (!block) return null;
  const tail = text.cut?.trim().replaceAll(/\s+/g, ' ') ?? '';
  // Only what stands in front of it is read; a serial number that is not there cannot be cut.
  const tailEnds = /^Serial Number ?: N\/A$/.test(tail) || (block.whole && wholeDate.test(tail));
  if (!tailEnds && !block.whole)
    return { ...rows, incomplete: `the block of ${block.record.interface} has no end: the answer was cut off` };
  append(rows.records, recordsOf(block));
  return withCut(rows, tailEnds ? { ...text, cut: null } : text);
}

/** The last line about a module. */
const wholeDate = /^Date Code ?\(yy\/mm\/dd\) ?: \d\d\/\d\d\/\d\d$/;

/** Between the heading of what the maker wrote and its last line that is read. */
function isOpenByMaker({ byMaker, whole }: Block): boolean {
  return byMaker && !whole;
}

function opened(name: string): Block {
  const record = blankOptics(name);
  return {
    record,
    lanes: [],
    unread: false,
    absent: false,
    alarms: false,
    inLanes: false,
    byMaker: false,
    hasState: false,
    whole: false,
  };
}

function recordsOf(block: Block): OpticsRecord[] {
  if (block.absent) return [];
  const { record } = block;
  const nothing = record.temperatureCelsius === 0 && record.voltageVolts === 0;
  if (!block.unread && !(nothing && Object.keys(record.thresholds).length === 0)) return perLane(record, block.lanes);
  // Zeros of a module that cannot be read are no measurement.
  return [
    {
      ...record,
      temperatureCelsius: null,
      voltageVolts: null,
      biasMilliamps: null,
      txPowerDbm: null,
      rxPowerDbm: null,
      noLight: null,
    },
  ];
}
