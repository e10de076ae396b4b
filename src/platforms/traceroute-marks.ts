/** Adds `!H` to the marks of a reply: each kind once, in the order of the probes, as in `!H !N`. */
export function withMark(marks: string | null, mark: string | null): string | null {
  if (marks === null || mark === null) return marks ?? mark;
  return [...new Set(`${marks} ${mark}`.split(' '))].join(' ');
}
