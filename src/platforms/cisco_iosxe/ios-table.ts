import { type HeadedTable, headedTable } from '../headed-table.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, type TextLines } from '../text-lines.ts';

/** Reads a table line by line. Null when its header is not there. */
export function iosTable<R>(text: TextLines, table: HeadedTable<R>): Rows<R> | null {
  return headedTable(text, table, isIosNoise);
}

/** Blank lines, prompts, echoes (`sh mac address-table` too), rules, the time above an answer, the clock lines of `terminal exec prompt timestamp`, what a release says of an old form of a command, and messages in the middle. */
export function isIosNoise(line: string): boolean {
  if (line === '') return true;
  const first = line.charCodeAt(0);
  return isNoise(line) || /^[-=+ ]{3,}$/.test(line) || (first < 128 && around.test(line)) || isAlias(line);
}

/** `leaf1#vp`: what somebody typed who has a short word of his own for the command. */
function isAlias(line: string): boolean {
  return line.length < longestAlias && line.includes('#') && /^[A-Za-z][\w.-]{0,62}#[a-z]{1,12}$/.test(line);
}

const longestAlias = 80;

const around =
  /^(?:[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Za-z0-9:+-]{1,12})?$|sho? [\w./:|" -]{2,150}$|% Command accepted but obsolete, unreleased or unsupported; see documentation\.$|Load for five secs: |Time source is |No time source, |(?:\d{1,10}: )?[*.]?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d.{0,40}: %[A-Z0-9_-]{3,60}-[0-7]-[A-Z0-9_]{1,60}: |%[A-Z][A-Z0-9_]{1,30}(?:-[A-Z0-9_]{1,30})?-[0-7]-[A-Z0-9_]{1,60}: )/;
