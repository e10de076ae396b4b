import { expect, test } from 'vitest';
import { verifyExport } from '../../src/exports/json.ts';
import { addNote } from '../../src/ops/add-note.ts';
import { personCause } from '../../src/ops/cause.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { exportPieces } from '../../src/ops/export-pieces.ts';
import { redactEntry } from '../../src/ops/redact-entry.ts';
import { startOutbox } from './outbox-bench.ts';

const ana = personCause('ana', 'slash');

/** An incident with two notes; the first, and then what came before the redaction of it, is redacted after "up to entry 3". */
async function exportedUpTo(throughSeq: number) {
  const outbox = await startOutbox();
  const deps = outbox.deps();
  await declareIncident(deps, ana, { title: 'leaf1 loses its uplinks', severity: 'sev2', commander: null });
  for (const text of ['login zx-hunter2', 'quiet', 'login zx-hunter3', 'done'])
    await addNote(deps, ana, 'INC-1', text, null);
  await redactEntry(deps, ana, 'INC-1', 2);
  await redactEntry(deps, ana, 'INC-1', 4);
  const options = { zone: 'UTC', templates: { markdown: null, html: null }, throughSeq };
  const { pieces, head, filename } = await exportPieces(outbox.database().db, 'INC-1', 'json', options);
  let text = '';
  for await (const piece of pieces) text += piece;
  return { verified: verifyExport(text), head, filename };
}

test('an entry that was redacted between asking and sending: the export goes as far as the entry that says so, and verifies', async () => {
  const { verified, head, filename } = await exportedUpTo(3);
  expect(verified.problems).toEqual([]);
  // Its redaction is entry 6, and entry 4, which stands before that, was redacted by entry 7.
  expect(verified.head?.seq).toBe(7);
  expect({ head, filename }).toEqual({ head: 7, filename: 'INC-1-to-entry-7.json' });
});

test('where nothing before it was redacted, the export ends where it was to end', async () =>
  expect((await exportedUpTo(1)).head).toBe(1));
