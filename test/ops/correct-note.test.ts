import { expect, test } from 'vitest';
import { addNote } from '../../src/ops/add-note.ts';
import { personCause } from '../../src/ops/cause.ts';
import { correctNote } from '../../src/ops/correct-note.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { exportPieces } from '../../src/ops/export-pieces.ts';
import { markEntry } from '../../src/ops/mark-entry.ts';
import { postUpdate } from '../../src/ops/post-update.ts';
import { redactEntry } from '../../src/ops/redact-entry.ts';
import { timelinePage } from '../../src/ops/timeline-page.ts';
import { head } from '../../src/store/timeline.ts';
import { announce, type OutboxBench, startOutbox } from './outbox-bench.ts';

const ana = personCause('ana', 'slash');
const old = 'only 3 customers are hit';
const better = '3000 customers are hit';

/** An incident with one update that is corrected and marked, all of it sent; its number and the correction's. */
async function corrected(): Promise<{ outbox: OutboxBench; update: number; correction: number }> {
  const outbox = await startOutbox();
  const deps = outbox.deps();
  await declareIncident(deps, ana, { title: 'leaf1 loses its uplinks', severity: 'sev2', commander: null });
  await postUpdate(deps, ana, 'INC-1', old);
  await outbox.deliverAll();
  const update = (await head(outbox.database().db, 'INC-1'))?.seq ?? 0;
  const correction = await correctNote(deps, ana, 'INC-1', update, better);
  await markEntry(deps, ana, 'INC-1', update);
  await outbox.deliverAll();
  return { outbox, update, correction };
}

const messages = ({ workspace }: OutboxBench) =>
  workspace.channels().flatMap(({ id }) => workspace.messages(id).map(({ text }) => text));

async function exported(outbox: OutboxBench, format: 'markdown' | 'html'): Promise<string> {
  const options = { zone: 'UTC', templates: { markdown: null, html: null } };
  let text = '';
  for await (const piece of (await exportPieces(outbox.database().db, 'INC-1', format, options)).pieces) text += piece;
  return text;
}

const page = (outbox: OutboxBench) =>
  timelinePage(outbox.deps(), 'INC-1', { type: null, by: null, before: null, page: 1 });

test('a corrected update reaches its readers: card, announcement and the message that told it', async () => {
  const { outbox } = await corrected();
  const texts = messages(outbox);
  expect(texts.filter((text) => text.includes(old))).toEqual([]);
  expect(texts.filter((text) => text.includes(better) && /corrected/.test(text))).toHaveLength(3);
  expect(outbox.workspace.messages(announce)[0]?.text).toMatch(/The update was corrected 2026-11-23 03:0/);
});

test('an older update that is corrected changes its own message and not the card', async () => {
  const { outbox, update } = await corrected();
  await postUpdate(outbox.deps(), ana, 'INC-1', 'all quiet');
  await correctNote(outbox.deps(), ana, 'INC-1', update, 'nobody was hit');
  await outbox.deliverAll();
  expect(messages(outbox).filter((text) => text.includes('nobody was hit'))).toEqual([
    expect.stringMatching(/^Update by ana \(corrected /),
  ]);
});

test('a correction may be corrected: the last word counts everywhere', async () => {
  const { outbox, correction } = await corrected();
  await correctNote(outbox.deps(), ana, 'INC-1', correction, '4000 customers are hit');
  await outbox.deliverAll();
  expect(messages(outbox).filter((text) => text.includes('4000'))).toHaveLength(3);
  expect(messages(outbox).filter((text) => text.includes(better))).toEqual([]);
});

test('what people were told and what was marked are exported as they were corrected, with when', async () => {
  const { outbox } = await corrected();
  const markdown = await exported(outbox, 'markdown');
  const told = markdown.slice(markdown.indexOf('What people were told'), markdown.indexOf('## People'));
  const marked = markdown.slice(markdown.indexOf('Marked for the postmortem'), markdown.indexOf('| entry |'));
  const html = await exported(outbox, 'html');
  const impact = html.slice(html.indexOf('What people were told'), html.indexOf('People and roles</h2>'));
  for (const part of [told, marked, impact]) {
    expect(part).toMatch(/3000 customers are hit (\(|&#40;)corrected 2026-11-23 03:/);
    expect(part).not.toContain(old);
  }
  expect(markdown.slice(markdown.indexOf('| entry |'))).toContain(`~~Update: ${old}~~`);
});

test('/inc timeline shows the corrected text, by which entry, and the mark', async () => {
  const { outbox, update, correction } = await corrected();
  const note = await addNote(outbox.deps(), ana, 'INC-1', 'nothing new', null);
  const { entries } = await page(outbox);
  const entry = (seq: number) => entries.find((one) => one.seq === seq);
  expect(entry(update)).toMatchObject({ marked: true, correctedBy: correction });
  expect(entry(update)?.sentence).toMatch(/^Update: 3000 customers are hit \(corrected 2026-11-23 03:\d\d UTC\)$/);
  expect(entry(note)).toMatchObject({ marked: false, correctedBy: null, sentence: 'nothing new' });
});

test('a correction that is redacted leaves the former text corrected, and nothing of its own', async () => {
  const { outbox, correction } = await corrected();
  await redactEntry(outbox.deps(), ana, 'INC-1', correction);
  await outbox.deliverAll();
  const texts = messages(outbox);
  expect(texts.filter((text) => text.includes(better) || text.includes(old))).toEqual([]);
  expect(texts.filter((text) => text.includes('[redacted]'))).toHaveLength(3);
});
