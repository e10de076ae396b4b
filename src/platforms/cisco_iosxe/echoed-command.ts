import { isTooLong, type TextLines } from '../text-lines.ts';

/** The command behind a prompt, down to the word `neighbors` or the beginning of it: `leaf1#sh bfd nei`. */
const ofTable = /^[\w.@()/:-]{1,63}[>#] {0,2}(?:do )?sh(?:ow?)? [\w./ -]{2,150} ne[a-z]*$/;

/** Among the first lines, empty ones included. */
const within = 5;

/** The command that printed the answer stands above it and asks for the table alone, without the details of its rows. */
export function isTableAsked({ lines }: TextLines): boolean {
  return lines.slice(0, within).some((line) => !isTooLong(line) && ofTable.test(line.trim()));
}
