import type { LldpNeighborRecord } from '../domain/device-records.ts';
import { type Rows, withCut } from './parsed.ts';
import { isTooLong, type TextLines } from './text-lines.ts';

/** How one system prints the blocks of `show lldp neighbors detail`. */
export interface LldpForm {
  /** The first line of a block; a block that another one may follow has a line that matches `last`. */
  first: RegExp;
  last: RegExp;
  /** What stands before each block but the first one. */
  separator: 'dashes' | 'empty line';
  /** The labels in their order; each stands in a block once at most. */
  labels: readonly string[];
  /** Reads a block, whose lines have no blanks around them; a text says why it is not understood. */
  read: (lines: readonly string[], unparsed: string[]) => LldpNeighborRecord | string;
  /** True when nothing that is read can be missing from the end of the block. */
  isWhole: (lines: readonly string[]) => boolean;
  isNoise: (line: string) => boolean;
}

const total = /^Total entries displayed: (\d{1,6})$/;
const dashes = /^-{20,}$/;

/**
 * Takes the text apart into blocks. The descriptions in it are the words of a stranger, who may write lines as the device
 * does: a block whose labels come twice or in another order is not read, and when there are more blocks than the device
 * counted, nobody knows which are real. Null when no block opens.
 */
export function ciscoLldpBlocks(text: TextLines, form: LldpForm): Rows<LldpNeighborRecord> | null {
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  const blocks: string[][] = [];
  const totals: number[] = [];
  let block: string[] | null = null;
  let isSeparated = false;
  let isOver = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || dashes.test(line)) {
      isSeparated ||= form.separator === (line === '' ? 'empty line' : 'dashes');
      continue;
    }
    const begins =
      form.first.test(line) && (block === null || (isSeparated && block.some((one) => form.last.test(one))));
    const counted = total.exec(line)?.[1];
    if (counted !== undefined) {
      // A table ends with the same line.
      if (blocks.length === 0) return null;
      totals.push(Number(counted));
      block = null;
      isOver = true;
    } else if (begins) {
      block = [line];
      blocks.push(block);
    } else if (block) block.push(line);
    else if (!form.isNoise(line)) {
      if (blocks.length === 0) return null;
      rows.unparsed.push(raw);
    }
    isSeparated = false;
  }
  if (blocks.length === 0) return null;
  const last = blocks.at(-1) ?? [];
  // Of blocks that may be forged, only the first one is known to begin where the device began one.
  const sure: LldpNeighborRecord[] = [];
  for (const lines of blocks) {
    if (lines === last && !isOver && !form.isWhole(lines)) break;
    const record = inOrder(lines, form.labels)
      ? form.read(lines, rows.unparsed)
      : `${lines[0]}: labels stand twice in it`;
    if (typeof record === 'string') rows.unparsed.push(record);
    else rows.records.push(record);
    if (lines === blocks[0] && typeof record !== 'string') sure.push(record);
  }
  if (!isOver && !form.isWhole(last))
    return { ...rows, records: sure, incomplete: `the block "${last[0]}" has no end: the answer was cut off` };
  if (!isOver && blocks.length > 1)
    return { ...rows, records: sure, incomplete: 'the total behind the neighbors is missing: the answer was cut off' };
  const [said = blocks.length] = totals;
  if (totals.length > 1 || blocks.length > said)
    return {
      records: sure,
      unparsed: [
        ...rows.unparsed,
        ...blocks.slice(1).map((lines) => `${lines[0]}: one block of more than the device counts`),
      ],
    };
  if (blocks.length < said) rows.unparsed.push(`${said} neighbors are announced, ${blocks.length} stand there`);
  return withCut(rows, text);
}

function inOrder(lines: readonly string[], labels: readonly string[]): boolean {
  const found = lines.flatMap((line) => {
    const at = labels.findIndex((label) => {
      const behind = line.slice(label.length, label.length + 3);
      return line.toLowerCase().startsWith(label.toLowerCase()) && (behind === ' - ' || behind.startsWith(':'));
    });
    return at === -1 ? [] : [at];
  });
  return found.every((at, index) => index === 0 || at > (found[index - 1] ?? -1));
}
