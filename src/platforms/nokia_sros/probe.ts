import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import type { CommandLine } from '../platform.ts';
import { behindBreaks } from '../text-lines.ts';
import { isAround } from './screen.ts';

/**
 * The two command lines name a router and a source in two ways; each refuses the other's. Without either of them one
 * line suits both.
 */
export function probeLines(start: string, { vrf, source }: DiagnosticArguments, slow: boolean): CommandLine[] {
  const router = vrf === undefined || vrf === 'default' || vrf === 'Base' ? null : vrf;
  const pace = slow ? { slow } : {};
  if (router === null && source === undefined) return [{ line: start, ...pace }];
  const lines = [
    `${start}${source === undefined ? '' : ` source-address ${source}`}${router === null ? '' : ` router-instance ${router}`}`,
    `${start}${source === undefined ? '' : ` source ${source}`}${router === null ? '' : ` router ${router}`}`,
  ];
  return lines.map((line) => ({ line, optional: true, ...pace }));
}

/** The lines of a probe alone, and an end for its last line where nothing can be missing from it. */
export function probeText(output: string, whole: RegExp): string {
  const own = withoutAround(output);
  // The prompt behind the answer shows that its last line is whole.
  const ended = /\n[ \t]*$/.test(output) || own.length < output.length;
  const lastBreak = own.indexOf('\n', own.trimEnd().length);
  const text = lastBreak === -1 ? own : own.slice(0, lastBreak);
  return ended || whole.test(text.slice(text.lastIndexOf('\n') + 1).trim()) ? `${text}\n` : text;
}

/** Without the lines around an answer; the first one, which may be its heading, and blank ones stay. */
function withoutAround(output: string): string {
  let own = '';
  let from = 0;
  let start = behindFirstLine(output);
  while (start < output.length) {
    start = behindBreaks(output, start);
    const end = output.indexOf('\n', start);
    const line = output.slice(start, end === -1 ? output.length : end);
    const next = end === -1 ? output.length : end + 1;
    if (line.trim() !== '' && isAround(line)) {
      own += output.slice(from, start);
      from = next;
    }
    start = next;
  }
  return own + output.slice(from);
}

function behindFirstLine(output: string): number {
  const end = output.indexOf('\n');
  return end === -1 ? output.length : end + 1;
}
