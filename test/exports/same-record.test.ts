import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EntryFilter, postmortem } from '../../src/domain/postmortem.ts';
import { sentenceOf } from '../../src/domain/sentence.ts';
import type { EventBody, EventType, NewEvent, TimelineEvent } from '../../src/domain/timeline.ts';
import { verifyExport } from '../../src/exports/json.ts';
import { durationWords } from '../../src/exports/summary.ts';
import { utcText } from '../../src/exports/times.ts';
import { visible } from '../../src/exports/visible.ts';
import { isoTime } from '../../src/lib/clock.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { appendEvents, redactBody } from '../../src/store/timeline.ts';
import { temporaryFolder } from '../store/bench.ts';
import { exportText } from '../support/export-text.ts';
import { csvRows, formulaSafe } from './csv-rows.ts';
import { hostileTexts } from './hostile.ts';

const startMs = Date.parse('2026-10-24T20:00:00.000Z');
const people = ['ana', 'bo', 'cy', 'dee'];

/** Texts of people and devices: harmless ones, hostile ones, anything. */
const text = fc.oneof(fc.constantFrom(...hostileTexts, 'still looking', 'leaf1 is back'), fc.string({ maxLength: 60 }));
const person = fc.constantFrom(...people);
const state = fc.constantFrom('investigating', 'identified', 'monitoring', 'resolved');
const seq = fc.integer({ min: 1, max: 30 });

type Drawn = { type: EventType; body: unknown };
const of = <T extends EventType>(type: T, body: fc.Arbitrary<EventBody<T>>): fc.Arbitrary<Drawn> =>
  body.map((made) => ({ type, body: made }));

const drawn: fc.Arbitrary<Drawn> = fc.oneof(
  of('note.added', fc.record({ text })),
  of('note.added', fc.record({ text })),
  of('note.corrected', fc.record({ supersedes: seq, text })),
  of('note.marked', fc.record({ target: seq })),
  of(
    'incident.status',
    fc.record({ from: state, to: state, text: fc.option(text) }) as fc.Arbitrary<EventBody<'incident.status'>>,
  ),
  of('incident.update', fc.record({ text, nextUpdateAt: fc.constant(null) })),
  of('incident.role', fc.record({ role: fc.constantFrom('commander', 'scribe'), person, previous: fc.constant(null) })),
  of('page.acknowledged', fc.record({ page: fc.constant('p1'), person })),
  of('pin.removed', fc.record({ messageTs: fc.constant('1.1') })),
  of(
    'diagnostic.answered',
    fc.record({
      run: fc.constant('r'),
      device: fc.constantFrom('leaf1', 'spine1'),
      diagnostic: fc.constant('version'),
      arguments: fc.constant(''),
      playbook: fc.constant(null),
      outcome: fc.constantFrom('ok', 'empty', 'unreachable'),
      verdict: text,
      records: fc.constant([]),
      unparsed: fc.constant([]),
      error: fc.constant(null),
      commands: fc.constant([]),
      durationMs: fc.constant(1),
      truncated: fc.constant(false),
    }) as fc.Arbitrary<EventBody<'diagnostic.answered'>>,
  ),
);

/** When it occurred against when it was recorded, in seconds: most at once, some written down later. */
const entry = fc.record({
  what: drawn,
  by: fc.oneof(
    person.map((id) => ({ kind: 'person' as const, id })),
    fc.constant({ kind: 'bot' as const, id: 'ringdown' }),
  ),
  afterSeconds: fc.integer({ min: 0, max: 20_000 }),
  lateSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 })),
  isRedacted: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
});

const wanted: fc.Arbitrary<EntryFilter> = fc.oneof(
  fc.constant({}),
  fc.constant({ markedOnly: true }),
  fc.record({ people: fc.subarray(people, { minLength: 1 }) }),
  fc.record({ types: fc.constant<EventType[]>(['note.added', 'incident.status']) }),
);

/** Writes the incident `id` as the draw says; gives nothing: everything is read back from its exports. */
async function record(
  database: Database,
  id: string,
  draws: readonly (typeof entry extends fc.Arbitrary<infer T> ? T : never)[],
) {
  let nowMs = startMs;
  const add = (event: NewEvent) => inTransaction(database, (trx) => appendEvents(trx, id, [event], nowMs));
  const declared = { title: 'Loss', severity: 'sev2', commander: 'ana' } as const;
  await add({
    type: 'incident.declared',
    body: declared,
    actor: { kind: 'person', id: 'ana' },
    origin: 'slash',
    occurredAt: null,
  });
  for (const { what, by, afterSeconds, lateSeconds, isRedacted } of draws) {
    nowMs += afterSeconds * 1_000;
    const occurredAt = isoTime(nowMs - lateSeconds * 1_000);
    const [added] = await add({ ...what, actor: by, origin: 'slash', occurredAt } as NewEvent);
    if (!isRedacted || !added || what.type !== 'note.added') continue;
    await inTransaction(database, async (trx) => {
      await redactBody(trx, id, added.seq);
      const body = { target: added.seq };
      await appendEvents(
        trx,
        id,
        [{ type: 'note.redacted', body, actor: by, origin: 'slash', occurredAt: null }],
        nowMs,
      );
    });
  }
}

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
    fc.asyncProperty(fc.array(entry, { maxLength: 25 }), wanted, async (draws, filter) => {
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
