import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import type { CommandLine } from '../platform.ts';
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
  const all = output.split('\n');
  const lines = all.filter((line, index) => index === 0 || line.trim() === '' || !isAround(line));
  // The prompt behind the answer shows that its last line is whole.
  const ended = output.endsWith('\n') || lines.length < all.length;
  while (lines.length > 1 && (lines.at(-1) ?? '').trim() === '') lines.pop();
  const text = lines.join('\n');
  return ended || whole.test((lines.at(-1) ?? '').trim()) ? `${text}\n` : text;
}
