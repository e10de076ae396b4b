import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { isBentWord } from '../bent-word.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { isIsisAge, isIsisName, isisAge, isisName, isisSnpa, isisState, levelOf } from './isis-words.ts';

interface Block {
  record: IsisAdjacencyRecord;
  stated: boolean;
  /** Behind this line comes nothing that is read. */
  whole: boolean;
}

/** `show isis [vrf V|all] neighbor detail`. Null when no block of that form is there. */
export function frrIsisBlocks(text: TextLines): Rows<IsisAdjacencyRecord> | null {
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  let process: string | null = null;
  let block: Block | null = null;
  const close = () => {
    if (block?.stated) rows.records.push(block.record);
    else if (block) rows.unparsed.push(`adjacency ${block.record.hostname ?? block.record.systemId}`);
    block = null;
  };
  let stated = false;
  for (const line of text.lines) {
    if (isTooLong(line)) {
      rows.unparsed.push(line);
      continue;
    }
    // An adjacency whose name is missing: nothing of it is about the one before it.
    if ((block as Block | null)?.whole && /^ {4}Interface: /.test(line)) {
      close();
      rows.unparsed.push(line);
      continue;
    }
    const area = /^Area (\S{1,64}):$/.exec(line);
    const name = /^ {1,2}(\S{1,64})$/.exec(line)?.[1];
    const opened = name !== undefined && isIsisName(name);
    if (area) {
      close();
      process = area[1] ?? null;
    } else if (opened) {
      close();
      block = { record: { ...blankAdjacency, process, ...isisName(name) }, stated: false, whole: false };
    } else if (block && /^(?:\S| {1,2}\S)/.test(line) && (line.startsWith(' ') || !isNoise(line))) {
      // A heading in a form that is not known: the lines below it are nobody's. A peer may call itself like a prompt.
      close();
      if (line.includes('Area ')) process = null;
      rows.unparsed.push(line);
    } else if (/^ {4,}/.test(line) && block) {
      if (!readLine(block, line.trim())) rows.unparsed.push(line);
      stated ||= (block as Block).stated;
    } else if (!isNoise(line)) {
      if (!stated) return null;
      rows.unparsed.push(line);
    }
  }
  if (!stated && !block) return null;
  const open = block as Block | null;
  if (open && !open.whole) {
    const incomplete = `the block of ${open.record.hostname ?? open.record.systemId} has no end: the answer was cut off`;
    return stated ? { ...rows, incomplete } : null;
  }
  close();
  return withCut(rows, text);
}

const blankAdjacency: IsisAdjacencyRecord = {
  process: null,
  systemId: null,
  hostname: null,
  interface: null,
  level: null,
  state: 'down',
  holdSeconds: null,
  upSeconds: null,
  snpa: null,
};

/** The lines that are read, of whose words one may be damaged. */
const bent = /^(?:Interface|SNPA):|^Adjacency |^\w+ flaps: \d|, State: /;

/** False for a line that should have been read. */
function readLine(block: Block, line: string): boolean {
  const { record } = block;
  const first =
    /^Interface: (\S{1,64}), Level: ([123])(?:-2)?, State: ([A-Za-z]{2,12})(?: Expiring|, Expires in (\S{1,20}))?$/.exec(
      line,
    );
  const flaps = /^Adjacency flaps: \d{1,10}, Last: (\S{1,20})(?: ago)?$/.exec(line);
  const snpa = /^SNPA: ([0-9a-f.]{14})(?:,.{0,200})?$/i.exec(line);
  const state = isisState(first?.[3] ?? '');
  if (first && state !== null && isPrintedName(first[1] ?? '')) {
    block.stated = true;
    record.interface = first[1] ?? null;
    record.level = levelOf(Number(first[2]));
    record.state = state;
    record.holdSeconds = isisAge(first[4] ?? '');
  }
  if (flaps && record.state === 'up') record.upSeconds = isisAge(flaps[1] ?? '');
  if (snpa) record.snpa = isisSnpa(snpa[1] ?? '');
  if (snpa) block.whole = true;
  if (!isIsisAge(first?.[4] ?? '-') || !isIsisAge(flaps?.[1] ?? '-')) return false;
  if (first) return block.stated;
  return (flaps ?? snpa) !== null || !(bent.test(line) || isBentWord(line.split(':', 1)[0] ?? '', ['SNPA']));
}
