/** A line of a block that is read. `B` is what it is read into. */
export interface KnownLine<B> {
  /** Its own words, which stay although a figure beside them is damaged, missing or glued to them. */
  is: RegExp;
  /** How it is read: exact in what is taken, open in what stands behind it. */
  pattern: RegExp;
  /** False when a value has the right form and is none nevertheless. */
  take: (block: B, match: RegExpExecArray) => boolean;
}

/** Reads the line into the block. False when it is one of the known ones and cannot be read: it is to be handed back. */
export function readKnown<B>(lines: readonly KnownLine<B>[], block: B, line: string): boolean {
  const known = lines.find(({ is }) => is.test(line));
  // A figure that stands alone has lost the words that say what it counts.
  if (!known) return !/^(?=\D*\d|[#x]$)[\da-f.,:#%/x-]+$/i.test(line);
  const match = known.pattern.exec(line);
  return match !== null && known.take(block, match);
}
