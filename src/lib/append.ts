/**
 * Puts `more` at the end of `list`. Spreading into `push` hands each element over as an argument, of which V8 takes some
 * 120,000: a longer list, which a pasted table may have, would throw.
 */
export function append<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}
