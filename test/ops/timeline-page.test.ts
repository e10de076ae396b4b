import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import type { Deps } from '../../src/ops/deps.ts';
import { timelinePage } from '../../src/ops/timeline-page.ts';
import { openDatabase } from '../../src/store/database.ts';
import { append, event, nightMs, note, temporaryFolder, temporaryStore } from '../store/bench.ts';

const at = (minute: number, entry: NewEvent): NewEvent => ({
  ...entry,
  occurredAt: isoTime(nightMs + minute * 60_000),
});

/** A declaration and forty notes, a minute apart; the last but one was written down half an hour late. */
async function page(filter: { type?: string; by?: string; before?: number; page?: number }) {
  const database = await temporaryStore();
  const declared = event('incident.declared', { title: 'Loss', severity: 'sev2', commander: 'ana' });
  await append(database, 'INC-1', [at(0, declared)]);
  for (let minute = 1; minute <= 40; minute += 1) {
    const entry = {
      ...note(`note ${minute}`),
      actor: { kind: 'person', id: minute % 2 === 0 ? 'bo' : 'cy' },
    } as NewEvent;
    await append(database, 'INC-1', [at(minute === 39 ? 14.5 : minute, entry)], nightMs + minute * 60_000);
  }
  const deps = { database, config: { people: { ana: {}, bo: {}, dee: {} } } } as unknown as Deps;
  const found = await timelinePage(deps, 'INC-1', {
    type: null,
    by: null,
    before: null,
    page: 1,
    ...filter,
  });
  return { ...found, said: found.entries.map(({ sentence }) => sentence) };
}

test('the first page is the newest, and the pages lead back to the declaration without a gap', async () => {
  const first = await page({});
  expect(first.said.slice(0, 3)).toEqual(['note 40', 'note 38', 'note 37']);
  expect(first).toMatchObject({ hasMore: true, page: 1 });
  expect(first.entries).toHaveLength(15);
  const rest = [...(await page({ page: 2 })).said, ...(await page({ page: 3 })).said];
  expect(rest.at(-1)).toMatch(/^Declared/);
  expect(new Set([...first.said, ...rest]).size).toBe(41);
});

test('a note that was written down late stands where it happened', async () => {
  const { said } = await page({ page: 2 });
  const place = said.indexOf('note 39');
  expect(said.slice(place - 1, place + 2)).toEqual(['note 15', 'note 39', 'note 14']);
});

test('filters take lists; a type that is none is answered with the nearest', async () => {
  expect((await page({ type: 'incident.declared' })).said).toHaveLength(1);
  expect((await page({ by: 'bo' })).said.slice(0, 2)).toEqual(['note 40', 'note 38']);
  expect((await page({ type: 'note.added,incident.declared', by: 'ana,cy', page: 2 })).said.at(-1)).toMatch(
    /^Declared/,
  );
  await expect(page({ type: 'note.aded' })).rejects.toThrow(/note\.added/);
});

test('people are named with or without @; one who wrote nothing has no entry, one who is not known is answered with the nearest', async () => {
  expect((await page({ by: '@bo' })).said.slice(0, 2)).toEqual(['note 40', 'note 38']);
  expect((await page({ by: '@ana,cy' })).said[0]).toBe('note 37');
  expect((await page({ by: 'dee' })).said).toEqual([]);
  await expect(page({ by: '@anna' })).rejects.toThrow(/Nobody named "anna".*Did you mean: ana\?/);
  await expect(page({ by: 'ana,nobodyatall' })).rejects.toThrow(/Known: ana, bo, dee, cy/);
});

/** Minutes after the declaration at which things happened, ties among them, and how many are written down before the next page is asked for. */
const course = fc.record({
  before: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 20, maxLength: 70 }),
  between: fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }), { minLength: 5, maxLength: 5 }),
});

test('whoever turns pages reads all that was there, nothing twice and in order, whatever arrives meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(course, async ({ before, between }) => {
      const database = await openDatabase(join(temporaryFolder(), 'ringdown.db'));
      const notes = (minutes: readonly number[]) => minutes.map((minute) => at(minute, note(`minute ${minute}`)));
      const declared = event('incident.declared', { title: 'Loss', severity: 'sev2', commander: 'ana' });
      const there = await append(database, 'INC-1', [at(0, declared), ...notes(before)], nightMs + 60 * 60_000);
      const read: { seq: number; at: string }[] = [];
      for (let i = 0; ; i += 1) {
        const last = read.at(-1)?.seq ?? null;
        const page = await timelinePage({ database } as Deps, 'INC-1', { type: null, by: null, before: last, page: 1 });
        read.push(...page.entries);
        if (!page.hasMore) break;
        await append(database, 'INC-1', notes(between[i] ?? []), nightMs + (61 + i) * 60_000);
      }
      const order = read.toSorted((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
      expect(read).toEqual(order);
      const seqs = read.map(({ seq }) => seq);
      expect(new Set(seqs).size).toBe(seqs.length);
      expect(seqs).toEqual(expect.arrayContaining(there.map(({ seq }) => seq)));
      await database.close();
    }),
    { numRuns: 25 },
  );
});

test('of what happened at the same moment the last that was recorded stands first', async () => {
  const database = await temporaryStore();
  const declared = event('incident.declared', { title: 'Loss', severity: 'sev2', commander: 'ana' });
  await append(database, 'INC-1', [
    at(0, declared),
    at(5, note('a')),
    at(5, note('b')),
    at(4, note('c')),
    at(5, note('d')),
  ]);
  const { entries } = await timelinePage({ database } as Deps, 'INC-1', {
    type: null,
    by: null,
    before: null,
    page: 1,
  });
  expect(entries.map(({ seq }) => seq)).toEqual([5, 3, 2, 4, 1]);
});

test('an entry that is none is no place to go on from', () =>
  expect(page({ before: 99 })).rejects.toThrow('INC-1 has no entry 99'));
