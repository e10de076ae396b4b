import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addNote } from '../../src/ops/add-note.ts';
import { buttonFor, buttonForWords, buttonLine } from '../../src/ops/buttons.ts';
import { personCause } from '../../src/ops/cause.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { forgetNow } from '../../src/ops/forget-words.ts';
import { redactEntry } from '../../src/ops/redact-entry.ts';
import { createEngine } from '../../src/ops/tick.ts';
import { inTransaction } from '../../src/store/database.ts';
import { type OutboxBench, startOutbox } from './outbox-bench.ts';

const ana = personCause('ana', 'slash');
const secret = 'zx-hunter2-zx';

/** A button for words that somebody typed, and one that stands on a card. */
async function typed(outbox: OutboxBench) {
  const deps = outbox.deps();
  await declareIncident(deps, ana, { title: 'leaf1 loses its uplinks', severity: 'sev2', commander: null });
  const line = { incident: 'INC-1', root: 'inc', isAnywhere: true } as const;
  return inTransaction(deps.database, async (trx) => ({
    words: await buttonForWords(trx, deps, { ...line, text: `note login is ${secret}` }),
    card: await buttonFor(trx, deps, { ...line, text: 'update' }),
  }));
}

function isStored({ database }: OutboxBench): boolean {
  const { path, foldLog } = database();
  foldLog();
  return [path, `${path}-wal`].filter(existsSync).some((file) => readFileSync(file, 'latin1').includes(secret));
}

test('words behind a button work for a day and are forgotten then; the buttons of cards stay', async () => {
  const outbox = await startOutbox();
  const { words, card } = await typed(outbox);
  const engine = createEngine(outbox.deps());
  const tick = async () => {
    await engine.tick();
    await engine.settled();
  };
  outbox.pass(23 * 3_600_000);
  await tick();
  expect(await buttonLine(outbox.deps(), words.id)).toMatchObject({ text: `note login is ${secret}` });
  outbox.pass(2 * 3_600_000);
  await tick();
  expect(await buttonLine(outbox.deps(), words.id)).toBeNull();
  expect(await buttonLine(outbox.deps(), card.id)).not.toBeNull();
  expect(isStored(outbox)).toBe(false);
});

test('a submitted form is forgotten at once', async () => {
  const outbox = await startOutbox();
  const { words } = await typed(outbox);
  expect(isStored(outbox)).toBe(true);
  await forgetNow(outbox.deps(), words.id);
  expect(isStored(outbox)).toBe(false);
});

test('redacting the entry that came of them takes the words behind the button, too', async () => {
  const outbox = await startOutbox();
  await typed(outbox);
  const seq = await addNote(outbox.deps(), ana, 'INC-1', `login is ${secret}`, null);
  await redactEntry(outbox.deps(), ana, 'INC-1', seq);
  expect(isStored(outbox)).toBe(false);
});
