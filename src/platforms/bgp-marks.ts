/**
 * What the marks of a path in a table of BGP say of its validity. `*` and `r` (valid, not installed) say yes; `s`
 * (suppressed) and `S` (stale) stand in the place of `*`, so nothing is said. Source: the legends of IOS, EOS and NX-OS.
 */
export function validOfMarks(marks: string): boolean | null {
  if (/[*r]/.test(marks)) return true;
  return /[sS]/.test(marks) ? null : false;
}
