import { isNoise } from '../text-lines.ts';

/**
 * Blank lines, prompts, echoes, rules, log lines of a terminal in the middle, what pyATS writes around an answer, and what
 * a switch says that lacks a file of its command line.
 */
export function isNxosNoise(line: string): boolean {
  return isBeside(line) || around.test(line);
}

/** Prompts and echoes; a session that was read without its first prompt begins with a shortened command alone. */
export function isBeside(line: string): boolean {
  return isNoise(line) || (line.length <= mostEcho && shortEcho.test(line.trim()));
}

const mostEcho = 120;
const shortEcho = /^sho? [a-z][a-z\d-]{1,20}(?: [\w./|:-]{1,40}){0,6}$/;

const around =
  /^(?:[-=+ ]{3,}|No such file or directory|\d{4} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? .{0,120}%[\w-]{2,60}-[0-7]-[A-Z0-9_]{1,60}: .*|\+{3} .{1,80}: executing command '.{1,120}' \+{3})$/;
