import { expect, test } from 'vitest';
import type { NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import type { Deps } from '../../src/ops/deps.ts';
import { timelinePage } from '../../src/ops/timeline-page.ts';
import { append, event, nightMs, note, temporaryStore } from '../store/bench.ts';

const at = (minute: number, entry: NewEvent): NewEvent => ({
  ...entry,
  occurredAt: isoTime(nightMs + minute * 60_000),
});

/** A declaration and forty notes, a minute apart; the last but one was written down half an hour late. */
async function page(filter: { type?: string; by?: string; page?: number }) {
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
  const found = await timelinePage({ database } as Deps, 'INC-1', { type: null, by: null, page: 1, ...filter });
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
