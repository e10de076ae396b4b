import { incomplete, type Rows, settle } from '../parsed.ts';
import type { Parsed } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { type TextLines, textLines } from '../text-lines.ts';
import { isXrNoise, parseXr } from './xr-text.ts';

/** The clock in front of an answer. */
const clock = /\b\d\d:\d\d:\d\d\b/;

/**
 * The answers to several lines as one. Where there is nothing to show XR prints its clock and no more: that is an empty
 * answer, and no answer at all where another line said something.
 */
export function parseSeveralXr<R>(outputs: readonly string[], text: (lines: TextLines) => Rows<R> | null): Parsed<R> {
  const said = outputs.filter((output) => !isSilent(output));
  if (said.length > 0) return several(said.map((output) => parseXr(output, text)));
  return outputs.some((output) => clock.test(output.slice(0, 400)))
    ? settle({ records: [], unparsed: [] })
    : incomplete([], 'the device printed nothing');
}

function isSilent(output: string): boolean {
  const { lines, cut } = textLines(output);
  return cut === null && lines.every((line) => isXrNoise(line.trim()));
}
