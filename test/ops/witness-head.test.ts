import { expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { addNote } from '../../src/ops/add-note.ts';
import { recordRefusal } from '../../src/ops/record-refusal.ts';
import { setStatus } from '../../src/ops/set-status.ts';
import { spendAllowance } from '../../src/ops/spend-allowance.ts';
import { witnessAtStop } from '../../src/ops/witness-head.ts';
import { inTransaction } from '../../src/store/database.ts';
import { head } from '../../src/store/timeline.ts';
import { insertWatch } from '../../src/store/watches.ts';
import { append, note } from '../store/bench.ts';
import { ana, minute, startNight } from './night-bench.ts';

type Night = Awaited<ReturnType<typeof startNight>>;

const refusal = { person: 'eve', right: 'approve', words: '/mitigate approve', why: 'no rule allows it' };

/** Fills a chain up to entry 99. */
async function fill(night: Night, incident: string | null) {
  const from = (await head(night.database().db, incident))?.seq ?? 0;
  await append(
    night.database(),
    incident,
    Array.from({ length: 99 - from }, (_, at) => note(`note ${at}`)),
  );
}

async function headText(night: Night, incident: string | null) {
  const last = await head(night.database().db, incident);
  return `${incident ?? '-'}:${last?.seq}:${last?.hash}`;
}

const refuse = (night: Night, incident: string | null) => recordRefusal(night.deps(), ana, incident, refusal);
const askTooMuch = (night: Night, incident: string | null) =>
  spendAllowance(
    {
      ...night.deps(),
      config: {
        asks: { personPerMinute: 0, channelPerMinute: 0, allPerMinute: 0, changesPerHour: 0 },
      } as unknown as Config,
    },
    ana,
    { what: 'propose', person: 'eve', channel: 'C1', incident, words: '/mitigate' },
  ).catch((error: Error) => expect(error.message).toMatch(/proposed 0 changes/));

test.each([
  ['that tells of a refusal', refuse],
  ['that tells who asked too much', askTooMuch],
  ['that is a note', (night: Night) => addNote(night.deps(), ana, 'INC-1', 'x', null)],
] as const)('the hundredth entry of an incident is witnessed, also one %s', async (_, write) => {
  const night = await startNight();
  await night.declare();
  await fill(night, 'INC-1');
  await write(night, 'INC-1');
  await night.tick();
  const [said] = await night.sent('witness:INC-1:100');
  expect(said?.text).toContain(await headText(night, 'INC-1'));
  expect(night.logged().join()).toContain(await headText(night, 'INC-1'));
});

test('what is outside incidents is witnessed in the announcement channel and in the log', async () => {
  const night = await startNight(undefined, { announce: 'C0NETOPS' });
  await fill(night, null);
  await refuse(night, null);
  await night.tick();
  const rows = await night.database().db.selectFrom('outbox').select(['key', 'payload']).execute();
  const [posted] = rows.filter(({ key }) => key === 'witness:-:100');
  expect(JSON.parse(posted?.payload ?? '{}')).toMatchObject({ kind: 'post', to: { channel: 'C0NETOPS' } });
  expect(posted?.payload).toContain(await headText(night, null));
  expect(night.logged().join()).toContain(await headText(night, null));
});

test('where there is no announcement channel the log alone has it', async () => {
  const night = await startNight();
  await fill(night, null);
  await refuse(night, null);
  await night.tick();
  expect(await night.sent('witness:')).toEqual([]);
  expect(night.logged().join()).toContain(await headText(night, null));
});

test('the head at the end stands behind everything that ends with the incident', async () => {
  const night = await startNight();
  await night.declare();
  await inTransaction(night.database(), (trx) =>
    insertWatch(trx, {
      id: 'w1',
      incident: 'INC-1',
      question: { shortcut: '/net ping leaf1 192.0.2.1', devices: ['leaf1'], diagnostic: 'ping', args: {} },
      requester: 'ana',
      startedAt: '2026-11-23T03:00:00.000Z',
      endsAt: '2026-11-23T09:00:00.000Z',
      everyMs: minute,
    }),
  );
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', 'done');
  const last = await headText(night, 'INC-1');
  await night.tick();
  const said = await night.sent('witness:INC-1:');
  expect(said).toHaveLength(1);
  expect(said[0]?.text).toContain(last);
  const events = await night.database().db.selectFrom('event').select('type').where('chain', '=', 'INC-1').execute();
  expect(events.map(({ type }) => type).slice(-2)).toEqual(['incident.status', 'watch.stopped']);
});

test('a process that stops leaves the heads in the log, of open incidents and of what is outside', async () => {
  const night = await startNight();
  await night.declare();
  await night.declare();
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', null);
  await refuse(night, null);
  await night.tick();
  const before = night.logged().length;
  await witnessAtStop(night.deps());
  const lines = night.logged().slice(before).join();
  expect(lines).toContain(await headText(night, null));
  expect(lines).toContain(await headText(night, 'INC-2'));
  expect(lines).not.toContain('INC-1:');
});
