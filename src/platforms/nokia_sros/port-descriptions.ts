import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { isPort } from './interface-names.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import type { Section } from './screen.ts';

const portFirst = /^(?:\d{1,2}|[A-D])\/\S{1,22}(?: |$)/;

/** `show port description`: the port and its description, which may go on for several indented lines. */
export function readPortDescriptions(section: Section, rows: Rows<InterfaceRecord>): void {
  append(rows.unparsed, rowsAboveRule(section, portFirst));
  let headed = false;
  const found: InterfaceRecord[] = [];
  let above = '';
  for (const line of section.lines) {
    if (line === '---') headed = true;
    if (!headed || line === '---' || /^(?:\* indicates|No Matching)/.test(line)) continue;
    const match = /^(\S{3,24})(?: +(\S.{0,200}))?$/.exec(line);
    const last = found.at(-1);
    const goesOn = isFull(above, line.trim());
    above = line;
    if (match && isPort(match[1] ?? ''))
      found.push({ ...blankInterface(match[1] ?? ''), description: match[2]?.trim() ?? null });
    else if (last && goesOn && /^ {10,}\S/.test(line))
      last.description = `${last.description ?? ''} ${line.trim()}`.trim();
    else rows.unparsed.push(line);
  }
  // The last description may go on behind the cut.
  append(rows.records, section.closed ? found : found.slice(0, -1));
}

/** The width of the table, in which each line takes as many words as it can. */
const width = 79;

/** A line goes on where its next word had no place, and below a port whose name needs the line for itself. */
function isFull(above: string, next: string): boolean {
  return isPort(above) || above.length + 1 + (next.split(' ', 1)[0] ?? '').length > width;
}
