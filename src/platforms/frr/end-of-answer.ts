import { isNoise, type TextLines } from '../text-lines.ts';

/**
 * Whether an empty line or a prompt stands behind the last line that says something. Nothing else shows that the last
 * route has no further way, or the last interface no further address.
 */
export function hasEndOfAnswer({ lines, cut, prompted }: TextLines): boolean {
  return cut === null && (prompted === true || isNoise(lines.at(-1) ?? ''));
}
