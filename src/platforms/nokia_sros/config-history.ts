import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { pairsOf } from './pairs.ts';
import { readSections, type Section } from './screen.ts';

/** `show system rollback` (classic) and the commit history of MD-CLI. */
export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [
    { line: '/show system management-interface commit-history', optional: true },
    { line: '/show system rollback', optional: true },
  ],
  parse: (outputs) =>
    several(outputs.map((output) => readSections(output, /^(?:Rollback Information|Commit History)$/, readEntries))),
};

const rollback =
  /^ *(latest-rb|\d{1,3}) +(\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}(?: [A-Z]{1,5})?) +(\S{1,20}) +(\S{1,32})$/;

function readEntries(sections: Section[]): Rows<ConfigHistoryRecord> {
  const rows: Rows<ConfigHistoryRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (section.title === 'Commit History') readCommits(section, rows);
    else readRollbacks(section, rows);
  }
  return rows;
}

function readRollbacks(section: Section, rows: Rows<ConfigHistoryRecord>): void {
  const found: ConfigHistoryRecord[] = [];
  let table = false;
  for (const line of section.lines) {
    if (/^ *Idx(?:\.| +Suffix| +)/.test(line)) table = true;
    const match = rollback.exec(line);
    const comment = /^ +Comment ?: ?(.{0,250})$/.exec(line)?.[1];
    const last = found.at(-1);
    if (match) {
      table = true;
      found.push({
        id: match[1] ?? '',
        at: null,
        atText: match[2] ?? '',
        user: match[4] ?? null,
        client: null,
        comment: null,
      });
    } else if (last && comment !== undefined) last.comment = comment === '' || /^none$/i.test(comment) ? null : comment;
    else if (table && /^ *\d{1,3} /.test(line)) rows.unparsed.push(line);
  }
  rows.records.push(...(section.closed ? found : found.slice(0, -1)));
}

/** Blocks behind `Commit ID : 12`; the time is the device's own with its offset. */
function readCommits(section: Section, rows: Rows<ConfigHistoryRecord>): void {
  const found: ConfigHistoryRecord[] = [];
  for (const line of section.lines) {
    for (const [key, value] of pairsOf(line)) {
      const last = found.at(-1);
      if (/^Commit ID$/i.test(key))
        found.push({ id: value, at: null, atText: '', user: null, client: null, comment: null });
      else if (!last) continue;
      else if (/^(?:Date\/Time|Commit Date|Time|Timestamp|Committed)$/i.test(key)) last.atText = value;
      else if (/^(?:Author|User|Username|Committed by)$/i.test(key)) last.user = value || null;
      else if (/^(?:From|Access|Client|Session Type|Type)$/i.test(key)) last.client = value || null;
      else if (/^Comment$/i.test(key)) last.comment = value || null;
    }
  }
  rows.records.push(...(section.closed ? found : found.slice(0, -1)));
}
