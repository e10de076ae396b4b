import type { NewEvent } from '../../src/domain/timeline.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { firstTime } from '../../src/store/inbox.ts';
import { appendEvents } from '../../src/store/timeline.ts';

/**
 * Appends as fast as it can until it is killed: one to five entries and one inbox row to a transaction. Each entry is
 * acknowledged on stdout as "seq hash" once it is committed. Arguments: the store, a name for the inbox rows.
 */
const [path = '', run = ''] = process.argv.slice(2);
const database = await openDatabase(path);
process.stdout.write('open\n');
for (let turn = 1; ; turn += 1) {
  const notes = Array.from({ length: 1 + (turn % 5) }, (_, at) =>
    noteOf(`${run}.${turn}.${at} ${'x'.repeat((turn * 97) % 4_000)}`),
  );
  const entries = await inTransaction(database, async (trx) => {
    await firstTime(trx, `${run}-${turn}`, 'slash', JSON.stringify({ entries: notes.length }), 0);
    return appendEvents(trx, 'INC-1', notes, Date.now());
  });
  process.stdout.write(entries.map(({ seq, hash }) => `${seq} ${hash}\n`).join(''));
}

function noteOf(text: string): NewEvent {
  return {
    type: 'note.added',
    body: { text },
    actor: { kind: 'person', id: 'ana' },
    origin: 'slash',
    occurredAt: null,
  };
}
