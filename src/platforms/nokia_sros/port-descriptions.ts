import type { InterfaceRecord } from '../../domain/diagnostics.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isPort } from './interface-names.ts';
import type { Section } from './screen.ts';

/** `show port description`: the port and its description, which may go on for several indented lines. */
export function readPortDescriptions(section: Section, rows: Rows<InterfaceRecord>): void {
  let headed = false;
  const found: InterfaceRecord[] = [];
  for (const line of section.lines) {
    if (line === '---') headed = true;
    if (!headed || line === '---' || /^(?:\* indicates|No Matching)/.test(line)) continue;
    const match = /^(\S{3,24})(?: +(\S.{0,200}))?$/.exec(line);
    const last = found.at(-1);
    if (match && isPort(match[1] ?? ''))
      found.push({ ...blankInterface(match[1] ?? ''), description: match[2]?.trim() ?? null });
    else if (last && /^ {10,}\S/.test(line)) last.description = `${last.description ?? ''} ${line.trim()}`.trim();
    else rows.unparsed.push(line);
  }
  // The last description may go on behind the cut.
  rows.records.push(...(section.closed ? found : found.slice(0, -1)));
}
