import { describe, expect, test } from 'vitest';
import { csvExport } from '../../src/exports/csv.ts';
import { textOf } from '../support/export-text.ts';
import { csvRows } from './csv-rows.ts';
import { hostileNight, hostileTexts } from './hostile.ts';
import { night } from './night.ts';

test('has the columns of the contract and one row per entry, in the order given', async () => {
  const [head, ...rows] = csvRows(await textOf(csvExport([night])));
  expect(head?.join(',')).toBe('incident,seq,occurredAt,recordedAt,actorKind,actorId,origin,type,text,body');
  expect(rows.map(([, seq]) => Number(seq))).toEqual(night.map(({ seq }) => seq));
  expect(rows[10]).toEqual([
    'INC-1',
    '11',
    '2026-11-23T02:59:35.480Z',
    '2026-11-23T02:59:35.480Z',
    'person',
    'bo',
    'slash',
    'page.acknowledged',
    'bo acknowledged the page.',
    '{"page":"p1","person":"bo"}',
  ]);
});

test('keeps the whole body, and none where it was redacted', async () => {
  const rows = csvRows(await textOf(csvExport([night]))).slice(1);
  for (const [index, event] of night.entries())
    expect(rows[index]?.[9]).toBe(event.body === null ? '' : JSON.stringify(event.body));
  expect(rows[28]?.slice(7)).toEqual(['note.added', 'Redacted.', '']);
});

test('of nothing is the head line alone', async () => expect(csvRows(await textOf(csvExport([])))).toHaveLength(1));

describe('hostile text stays in its cell and is no formula', () => {
  test.for(hostileTexts.map((text) => [text] as const))('%j', async ([text]) => {
    const rows = csvRows(await textOf(csvExport([hostileNight(text).events])));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([10]));
    expect(rows).toHaveLength(33);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });
});
