import { type HeadedTable, headedTable } from '../headed-table.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { Parsed } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { rejectedByIosxr } from './rejected.ts';

/** Reads the text form, the only one of this platform. The clock line above the answer says nothing about it. */
export function parseXr<R>(output: string, text: (lines: TextLines) => Rows<R> | null): Parsed<R> {
  return parseForms<R>(withoutClock(output), { rejected: rejectedByIosxr, text });
}

/** The name of a VRF. Those that the router makes for itself begin with two stars: `**nVSatellite` of its satellites, `**iid`. */
export const xrVrf = String.raw`(?:\*\*)?[\w.:-]{1,32}`;

/** `VRF: CUST-A`; null where no name stands behind it, and what follows is nobody's. */
export function xrVrfHeading(line: string): string | null {
  return /^VRF: (\S{1,64})$/.exec(line)?.[1] ?? null;
}

/**
 * The rule below the heading of a VRF or a family is as long as its heading: a last one of that length is whole, and the
 * router has nothing to print below it.
 */
export function withWholeRule(text: TextLines): TextLines {
  const above = text.lines.at(-1)?.trim() ?? '';
  if (!/^(?:VRF: \S{1,64}|Address Family: \w[\w /-]{2,40})$/.test(above)) return text;
  return text.cut === '-'.repeat(above.length) ? { lines: [...text.lines, text.cut], cut: null } : text;
}

/** Reads a table line by line. Null when its header is not there. */
export function xrTable<R>(text: TextLines, table: HeadedTable<R>): Rows<R> | null {
  return headedTable(text, table, isXrNoise);
}

/** `Mon Mar 20 17:31:48.208 EDT`, which XR prints in front of every answer unless it is told not to. */
const clock = /^[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Za-z0-9:+-]{1,12}){0,2}$/;
/** The prompt with whatever was typed behind it, abbreviated words too. */
const echo = /^RP\/\d{1,3}\/\w{1,8}\/CPU\d{1,2}:[\w.@-]{1,64}(?:\(\w{1,16}\))?#/;
/** `RP/0/RP0/CPU0:Sep 25 23:24:28.852 UTC: ifmgr[171]: %PKT_INFRA-LINK-3-UPDOWN : …`, a message in the middle of an answer. */
const message =
  /^(?:[A-Z]{2,8}\/)?F?\d{1,3}\/\w{1,8}(?:\/\w{1,8})? ?:(?:\d{4} )?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d/;
/** The same for a command of the admin plane, under another prompt. */
const adminEcho = /^(?:[\w.@()/:-]{1,63}# ?)?admin show [\w.:/|* -]{1,200}$/;

function isAdminEcho(line: string): boolean {
  return line.includes('admin show ') && adminEcho.test(line);
}

/** Blank lines, prompts, echoes, rules, clock lines and messages in the middle. */
export function isXrNoise(line: string): boolean {
  if (line === '') return true;
  const first = line.charCodeAt(0);
  // Rules are made of - = + ~ (with words between, a mark of who recorded it), the others begin with a capital letter.
  if (first < 65)
    return isNoise(line) || /^(?:[-=+ ]{3,}|\+{3} .{1,200} \+{3})$/.test(line) || (first > 47 && message.test(line));
  if (isNoise(line) || /^[~ ]{3,}$/.test(line)) return true;
  return (first < 91 && (clock.test(line) || message.test(line) || echo.test(line))) || isAdminEcho(line);
}

/** `+++ leaf1: executing command 'show version' +++`, with a time in brackets before it: the mark of a tool that records. */
const recorder = /^(?:\[[\d :,.-]{10,30}\] )?\+{3} .{1,200} \+{3}$/;

/** The clock stands in one of the first lines; an echo and the mark of a tool may come before it. */
function withoutClock(output: string): string {
  let kept = '';
  let start = 0;
  for (let lines = 0; lines < 8; lines += 1) {
    const end = output.indexOf('\n', start);
    const line = output.slice(start, end === -1 ? output.length : end);
    const next = end === -1 ? output.length : end + 1;
    const bare = isTooLong(line) ? '' : line.trim();
    if (clock.test(bare)) return kept + output.slice(next);
    if (!recorder.test(bare)) kept += output.slice(start, next);
    start = next;
    if (end === -1) break;
  }
  return kept + output.slice(start);
}
