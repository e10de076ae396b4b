/**
 * Whether a way is in the kernel, by the mark before it: `*` it is, `t` and `o` it is but not in the ASIC, `d` (FRR 10) it
 * is and another route of the same network beside it, `r` the kernel refused it. Null for `q` (queued: for the kernel or, behind it, for the ASIC).
 */
export function isInstalled(mark: string): boolean | null {
  if (mark === 'q') return null;
  return mark === '*' || mark === 't' || mark === 'o' || mark === 'd';
}
