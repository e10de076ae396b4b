import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { temporaryFolder } from './bench.ts';

const source = (file: string) => JSON.stringify(join(import.meta.dirname, '../../src/store', file));

/** Appends notes and an inbox row each in one transaction, as fast as it can, and prints each number once it is committed. */
const writer = `
  import { openDatabase, inTransaction } from ${source('database.ts')};
  import { appendEvents } from ${source('timeline.ts')};
  import { firstTime } from ${source('inbox.ts')};
  const database = await openDatabase(process.argv[1]);
  for (let i = 1; ; i += 1) {
    const [entry] = await inTransaction(database, async (trx) => {
      await firstTime(trx, process.argv[2] + '-' + i, 'slash', '{}', 0);
      return appendEvents(trx, 'INC-1', [{ type: 'note.added', body: { text: 'x'.repeat(i % 5000) }, actor: { kind: 'person', id: 'ana' }, origin: 'slash', occurredAt: null }], 0);
    });
    process.stdout.write(entry.seq + '\\n');
  }`;

test('SIGKILL while it writes loses nothing that was acknowledged and leaves nothing by halves, six times over', async () => {
  const path = join(temporaryFolder(), 'ringdown.db');
  let acknowledged = 0;
  for (let round = 1; round <= 6; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', writer, path, `${round}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const enough = acknowledged + 20 + round * 7;
    let text = '';
    for await (const chunk of child.stdout) {
      text += String(chunk);
      if (Number(text.trimEnd().split('\n').at(-1)) >= enough) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    // The last line may have been cut; every line before it was printed whole.
    acknowledged = Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
    const database = await openDatabase(path);
    const events = await readEvents(database.db, 'INC-1');
    const inbox = await database.db.selectFrom('inbox').select('key').execute();
    expect(events.length).toBeGreaterThanOrEqual(acknowledged);
    expect(inbox.length).toBe(events.length);
    expect((await verifyStore(database.db)).problems).toEqual([]);
    await database.close();
  }
  expect(acknowledged).toBeGreaterThan(200);
}, 60_000);
