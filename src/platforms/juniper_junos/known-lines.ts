import { hasDamagedLabel } from '../damaged-label.ts';

/** A line of a block from which values are taken. */
export interface KnownLine<B> {
  /** Words that only such a line has. They stand there also when one of its figures is damaged. */
  known: RegExp;
  /** Takes the values; false for a line in a form that is not known. */
  take: (block: B, bare: string) => boolean;
}

/**
 * False for a line that is one of these but has a form that is not known, or one of whose labels is damaged. Any other line
 * says nothing that is read.
 */
export function takeLine<B>(
  lines: readonly KnownLine<B>[],
  labels: ReadonlySet<string>,
  block: B,
  bare: string,
): boolean {
  return !hasDamagedLabel(bare, labels) && lines.every(({ known, take }) => !known.test(bare) || take(block, bare));
}
