/** A text table taken apart. `cut` is what stands behind the last line break: a row that may have lost its end. */
export interface TextLines {
  lines: string[];
  cut: string | null;
}

/** No table of ours has longer rows; a longer line is never matched, which keeps every pattern linear. */
const longestLine = 4_000;

/** Splits at line feeds and drops blanks at the end of each line. A prompt or a blank tail does not count as cut. */
export function textLines(text: string): TextLines {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const tail = lines.pop() ?? '';
  return { lines, cut: tail === '' || isNoise(tail) ? null : tail };
}

/**
 * Takes the last line although its line break is missing, where its form shows that nothing we read can be missing from
 * its end.
 */
export function withWholeTail(text: TextLines, whole: RegExp): TextLines {
  if (text.cut === null || isTooLong(text.cut) || !whole.test(text.cut.trim())) return text;
  return { lines: [...text.lines, text.cut.trimEnd()], cut: null };
}

export function isTooLong(line: string): boolean {
  return line.length > longestLine;
}

/**
 * Lines around an answer that are not part of it: blank ones, the echoed command, a prompt, Junos' `{master:0}` and
 * the heading of one routing engine.
 */
export function isNoise(line: string): boolean {
  if (isTooLong(line)) return false;
  const bare = line.trim();
  return bare === '' || echo.test(bare) || prompt.test(bare) || routingEngine.test(bare);
}

/** The lines that say something. */
export function meaningful(lines: readonly string[]): string[] {
  return lines.filter((line) => !isNoise(line));
}

const echo = /^(?:#|[\w.@()/:-]{1,63} ?[>#%])? ?(?:show|ping|traceroute) [\w.:/| -]{1,200}$/;
const prompt = /^[\w.@()/:-]{1,63}[>#%]$/;
const routingEngine = /^(?:\{[\w:]{1,40}\}|(?:fpc|node|localre|lcc|re)\d*:|-{20,})$/;
