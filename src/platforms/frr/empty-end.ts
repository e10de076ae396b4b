import { isNoise, type TextLines } from '../text-lines.ts';

/** Whether an empty line stands behind the last one that says something: a daemon's mark that nothing more comes. */
export function hasEmptyEnd({ lines, cut }: TextLines): boolean {
  let last = lines.length - 1;
  // A prompt may stand below it.
  while (last >= 0 && lines[last] !== '' && isNoise(lines[last] ?? '')) last -= 1;
  return cut === null && lines[last]?.trim() === '';
}
