import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { isoTime } from '../../lib/clock.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { Section } from './screen.ts';

/** When, by whom, over which interface (`MD-CLI`, `NETCONF` …) and from where: `Committed 2026-11-22T21:24:06.1+00:00 by ada (MD-CLI) from 192.0.2.9`. */
const committed =
  /^Committed (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})) by ("[^"]{1,64}"|\S{1,64})(?: \(([\w -]{1,32})\))?(?: from \S{1,64})?$/;
/** What is said of a commit, each in one line; only the comment is kept. */
const said = /^([A-Z][\w -]{1,30}?) +(".{0,300}")$/;

/** The blocks of `Commit History`: a number alone in its line, and what is known of that commit below it. */
export function readCommits(section: Section, rows: Rows<ConfigHistoryRecord>): void {
  const found: ConfigHistoryRecord[] = [];
  let total: number | null = null;
  for (const raw of section.lines) {
    if (raw === '---') continue;
    const line = raw.trim();
    const last = found.at(-1);
    const announced = /^Total Commits +: (\d{1,6})$/.exec(line);
    const time = committed.exec(line);
    const words = said.exec(line);
    if (announced) total = Number(announced[1]);
    else if (/^\d{1,9}$/.test(raw)) found.push({ ...blank, id: raw });
    else if (time && last?.atText === null) {
      last.atText = time[1] ?? null;
      last.at = instantOf(time[1] ?? '');
      last.user = (time[2] ?? '').replaceAll('"', '');
      last.client = time[3] ?? null;
    } else if (words && last && last.atText !== null && !isDamaged(words[1] ?? '', kept)) {
      if (words[1] === 'Comment') last.comment = words[2]?.slice(1, -1) || null;
    } else rows.unparsed.push(raw);
  }
  const shown = section.closed ? found : found.slice(0, -1);
  for (const commit of shown)
    if (commit.at === null) rows.unparsed.push(`commit ${commit.id} has no time`);
    else rows.records.push(commit);
  if (section.closed && total !== found.length)
    rows.unparsed.push(`${total ?? 'no number of'} commits are announced, ${found.length} are shown`);
}

const kept = new Set(['Comment']);

const blank: ConfigHistoryRecord = { id: '', at: null, atText: null, user: null, client: null, comment: null };

function instantOf(text: string): string | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : isoTime(ms);
}
