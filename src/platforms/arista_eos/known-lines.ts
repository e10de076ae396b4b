import { nearLabels } from '../near-labels.ts';

/** A line of a block that is read. `B` is what it is read into. */
export interface KnownLine<B> {
  /** Its own words, which stay although a figure beside them is damaged, missing or glued to them. */
  is: RegExp;
  /** All its words up to the last one that is needed: with one of them bent it is told by the others. */
  labels?: readonly string[];
  /** How it is read: exact in what is taken, open in what stands behind it. */
  pattern: RegExp;
  /** False when a value has the right form and is none nevertheless. */
  take: (block: B, match: RegExpExecArray) => boolean;
}

/** A figure that stands alone has lost the words that say what it counts. */
const lone = /^(?=\D*\d|[#x]$)[\da-f.,:#%/x-]+$/i;

/**
 * Reads a line into a block. False when it is one of the known ones and cannot be read: it is to be handed back. Lines
 * that are none of them, most of those of a block, are told by few patterns.
 */
export function knownLineReader<B>(lines: readonly KnownLine<B>[]): (block: B, line: string) => boolean {
  const any = new RegExp(lines.map(({ is }) => is.source).join('|'));
  const isNear = nearLabels(lines.flatMap(({ labels = [] }) => labels));
  return (block, line) => {
    const known = any.test(line) ? lines.find(({ is }) => is.test(line)) : undefined;
    if (!known) return line.includes(' ') ? !isNear(line) : !lone.test(line);
    const match = known.pattern.exec(line);
    return match !== null && known.take(block, match);
  };
}
