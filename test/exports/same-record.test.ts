import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EntryFilter, postmortem } from '../../src/domain/postmortem.ts';
import { sentenceOf } from '../../src/domain/sentence.ts';
import type { EventType, TimelineEvent } from '../../src/domain/timeline.ts';
import { verifyExport } from '../../src/exports/json.ts';
import { durationWords } from '../../src/exports/summary.ts';
import { utcText } from '../../src/exports/times.ts';
import { visible } from '../../src/exports/visible.ts';
import { openDatabase } from '../../src/store/database.ts';
import { temporaryFolder } from '../store/bench.ts';
import { exportText } from '../support/export-text.ts';
import { csvRows, formulaSafe } from './csv-rows.ts';
import { drawnEntry, people, record } from './drawn-record.ts';

const wanted: fc.Arbitrary<EntryFilter> = fc.oneof(
  fc.constant({}),
  fc.constant({ markedOnly: true }),
  fc.record({ people: fc.subarray(people, { minLength: 1 }) }),
  fc.record({ types: fc.constant<EventType[]>(['note.added', 'incident.status']) }),
);

/** Entry and UTC time of each row, from the page as a reader sees it. */
function htmlRows(html: string): string[] {
  const table = html.slice(html.indexOf('<table class="timeline">'));
  let day = '';
  return [
    ...table.matchAll(
      /<tr class="day"><th [^>]*>\w+ ([\d-]{10})<|<tr(?: class="marked")?><td>(\d+)<\/td><td>([\d:]{8})</g,
    ),
  ].flatMap(([, newDay, entrySeq, time]) => {
    if (newDay !== undefined) day = newDay;
    return entrySeq === undefined ? [] : [`${entrySeq} ${day} ${time}`];
  });
}

function markdownRows(markdown: string): string[] {
  const section = markdown.slice(markdown.indexOf('\n## Timeline\n'), markdown.indexOf('\n## Mitigations\n'));
  return [...section.matchAll(/^\| (\d+) \| ([\d-]{10} [\d:]{8}) \|/gm)].map(([, entrySeq, at]) => `${entrySeq} ${at}`);
}

test('the four exports of any record hold the same entries and the same numbers, each in its own order', async () => {
  const database = await openDatabase(`${temporaryFolder()}/ringdown.db`);
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(drawnEntry, { maxLength: 25 }), wanted, async (draws, filter) => {
      number += 1;
      const id = `INC-${number}`;
      await record(database, id, draws);
      const options = { zone: 'Europe/Berlin', filter };
      const json = await exportText(database.db, id, 'json', options);
      const markdown = await exportText(database.db, id, 'markdown', options);
      const html = await exportText(database.db, id, 'html', options);
      const csv = csvRows(await exportText(database.db, id, 'csv', options)).slice(1);

      expect(verifyExport(json)).toMatchObject({ problems: [], incident: id });
      const { events } = JSON.parse(json) as { events: TimelineEvent[] };
      expect(events.map((event) => event.seq)).toEqual(events.map((_, at) => at + 1));
      const told = postmortem(events);
      if (!told) throw new Error('the record begins with a declaration');

      const shown = events
        .filter(({ type }) => filter.types?.includes(type) ?? true)
        .filter(({ actor }) => filter.people?.includes(actor.id) ?? true)
        .filter((event) => filter.markedOnly !== true || told.marked.has(event.seq))
        .sort((a, b) => (a.occurredAt === b.occurredAt ? a.seq - b.seq : a.occurredAt < b.occurredAt ? -1 : 1));
      const rows = shown.map(({ seq: at, occurredAt }) => `${at} ${utcText(occurredAt)}`);
      expect(markdownRows(markdown)).toEqual(rows);
      expect(htmlRows(html)).toEqual(rows);
      expect(csv.map(([, at, occurredAt = '']) => `${at} ${utcText(occurredAt)}`)).toEqual(rows);
      expect(csv.map((row) => row[8])).toEqual(shown.map((event) => formulaSafe(visible(sentenceOf(event)))));

      const { acknowledge, firstFact, mitigate, resolve } = durationWords(told);
      const took = [acknowledge, firstFact, mitigate, resolve];
      expect(
        [...html.matchAll(/<span class="quiet">[\w ]+ after<\/span><b>([^<]*)</g)].map(([, words]) => words),
      ).toEqual(took);
      expect(
        [...markdown.matchAll(/^\| (?:a|the|it) [\w ]+ \| ([^|]*) \|$/gm)].map(([, words]) => words).slice(0, 4),
      ).toEqual(took);
      const counted = told.people.map(({ person: name, entries }) => `${name} ${entries}`);
      expect(
        [
          ...html.matchAll(/<tr><td class="fixed">(\w+)<\/td><td class="text">[^<]*<\/td><td class="fixed">(\d+)</g),
        ].map(([, name, count]) => `${name} ${count}`),
      ).toEqual(counted);
      expect(
        [...markdown.matchAll(/^\| (\w+) \| [^|]+ \| (\d+) \|$/gm)].map(([, name, count]) => `${name} ${count}`),
      ).toEqual(counted);
    }),
    { numRuns: 60 },
  );
  await database.close();
}, 120_000);
