import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryFilter } from '../../src/domain/entries.ts';
import { postmortem } from '../../src/domain/postmortem.ts';
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

const startOf = (events: readonly TimelineEvent[]) => Date.parse(events[0]?.occurredAt ?? '');

/** Seconds to the end, told anew from the status entries alone: of several "resolved" in a row the first counts. */
function resolvedAfter(events: readonly TimelineEvent[]): number | null {
  let endMs: number | null = null;
  for (const event of events) {
    if (event.type !== 'incident.status' || event.body === null) continue;
    endMs = event.body.to === 'resolved' ? (endMs ?? Date.parse(event.occurredAt)) : null;
  }
  return endMs === null ? null : Math.round((endMs - startOf(events)) / 1000);
}

/** Seconds to the earliest first proof of a change that was proposed before it and not being taken back. */
function provedAfter(events: readonly TimelineEvent[]): number | null {
  const proofs = new Map<string, number | null>();
  const undone = new Set<string>();
  for (const event of events) {
    if (event.type === 'mitigation.proposed' && event.body) proofs.set(event.body.mitigation, null);
    if (event.type === 'mitigation.claimed' && event.body?.direction === 'undo') undone.add(event.body.mitigation);
    if (event.type !== 'mitigation.verified' || !event.body?.holds || undone.has(event.body.mitigation)) continue;
    const { mitigation } = event.body;
    if (proofs.get(mitigation) === null) proofs.set(mitigation, Date.parse(event.occurredAt));
  }
  const times = [...proofs.values()].flatMap((ms) => ms ?? []);
  return times.length === 0 ? null : Math.round((Math.min(...times) - startOf(events)) / 1000);
}

const between = (whole: string, from: string, to: string) =>
  whole.slice(whole.lastIndexOf(from), whole.lastIndexOf(to));
const markdownChanges = (markdown: string) => between(markdown, '\n## Mitigations\n', '\n## What went well\n');
const htmlChanges = (html: string) => between(html, '<h2>Mitigations</h2>', '<h2>What went well</h2>');

const markdownPlans = (markdown: string) =>
  [...markdownChanges(markdown).matchAll(/ Plan `([0-9a-f]{12})`\.$/gm)].map(([, plan]) => plan);
const htmlPlans = (html: string) =>
  [...htmlChanges(html).matchAll(/ Plan <code>([0-9a-f]{12})<\/code>\.<\/p>/g)].map(([, plan]) => plan);

/** "administrative up down": which state before and after each change. */
const markdownStates = (markdown: string) =>
  [...markdownChanges(markdown).matchAll(/^\| (administrative|operational) \| ([^|]*) \| ([^|]*) \|$/gm)].map(
    ([, ...cells]) => cells.join(' '),
  );
const htmlStates = (html: string) =>
  [...htmlChanges(html).matchAll(/<tr><td class="fixed">(administrative|operational)<\/td>(.*)<\/tr>/g)].map(
    ([, name, cells = '']) => [name, ...[...cells.matchAll(/>([^<]+)</g)].map(([, cell]) => cell)].join(' '),
  );

/** Entry, device and outcome of each answer. */
const markdownEvidence = (markdown: string) =>
  [
    ...between(markdown, '\n## Evidence\n', '\n## Raw output\n').matchAll(
      /^\| (\d+) \| [\d-]{10} [\d:]{8} \| (\w+) \| [\w ]+ \| ([\w-]+) \|/gm,
    ),
  ].map(([, ...cells]) => cells.join(' '));
const htmlEvidence = (html: string) =>
  [
    ...html.matchAll(/<summary>[\d-]{10} [\d:]{8} (\w+) [^<]*<span class="quiet">· ([\w-]+) · entry (\d+)<\/span>/g),
  ].map(([, name, outcome, entrySeq]) => `${entrySeq} ${name} ${outcome}`);

test('the four exports of any record hold the same entries and the same numbers, each in its own order', async () => {
  const database = await openDatabase(`${temporaryFolder()}/ringdown.db`);
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(drawnEntry, { minLength: 5, maxLength: 50, size: 'max' }),
      wanted,
      async (draws, filter) => {
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
        expect(told.durations).toMatchObject({
          resolveSeconds: resolvedAfter(events),
          mitigateSeconds: provedAfter(events),
        });

        const answers = events.flatMap((event) => (event.type === 'diagnostic.answered' && event.body ? [event] : []));
        const evidence = answers.map(({ seq: at, body }) => `${at} ${body?.device} ${body?.outcome}`);
        expect(markdownEvidence(markdown)).toEqual(evidence);
        expect(htmlEvidence(html)).toEqual(evidence);
        const hashes = answers.flatMap(({ body }) => body?.commands.flatMap(({ rawSha256 }) => rawSha256 ?? []) ?? []);
        const once = [...new Set(hashes)];
        expect(
          [...markdown.matchAll(/^[^\n]*\(entry \d+, SHA-256 `([0-9a-f]{64})`\)$/gm)].map(([, sha256]) => sha256),
        ).toEqual(once);
        expect([...html.matchAll(/ · SHA-256 ([0-9a-f]{64})<\/p>/g)].map(([, sha256]) => sha256)).toEqual(hashes);
        const { artifacts } = JSON.parse(json) as { artifacts: { sha256: string }[] };
        expect(artifacts.map(({ sha256 }) => sha256).sort()).toEqual(once.sort());

        const plans = told.mitigations.map(({ planHash }) => planHash.slice(0, 12));
        expect(markdownPlans(markdown)).toEqual(plans);
        expect(htmlPlans(html)).toEqual(plans);
        expect(markdownStates(markdown)).toEqual(htmlStates(html));
        expect(markdownStates(markdown)).toHaveLength(2 * plans.length);

        const counted = told.people.map(({ person: name, entries }) => `${name} ${entries}`);
        expect(
          [
            ...html.matchAll(/<tr><td class="fixed">(\w+)<\/td><td class="text">[^<]*<\/td><td class="fixed">(\d+)</g),
          ].map(([, name, count]) => `${name} ${count}`),
        ).toEqual(counted);
        expect(
          [...markdown.matchAll(/^\| (\w+) \| [^|]+ \| (\d+) \|$/gm)].map(([, name, count]) => `${name} ${count}`),
        ).toEqual(counted);
      },
    ),
    { numRuns: 40 },
  );
  await database.close();
}, 120_000);
