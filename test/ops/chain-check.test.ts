import { setImmediate as nextTurn } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createChainCheck } from '../../src/ops/chain-check.ts';
import type { Deps } from '../../src/ops/deps.ts';
import { append, note } from '../store/bench.ts';
import { minute, startNight } from './night-bench.ts';

type Night = Awaited<ReturnType<typeof startNight>>;

/** A night in which an alarm does not end the test. */
async function quietNight() {
  const night = await startNight(undefined, { announce: 'C0NETOPS' });
  const alarms: string[] = [];
  const deps: Deps = {
    ...night.deps(),
    log: { ...night.deps().log, error: (message) => void alarms.push(message) },
  };
  await night.declare();
  return { night, deps, alarms, check: createChainCheck(deps) };
}

/** Somebody with the file in hand. */
function tamper(night: Night, statement: string) {
  const sqlite = new SQLite(night.database().path);
  sqlite.exec(`drop trigger if exists event_no_update; ${statement}`);
  sqlite.close();
}

const walked = async ({ found }: ReturnType<typeof createChainCheck>, chain: string) => {
  for (let i = 0; i < 500 && found().chain !== chain; i += 1) await nextTurn();
  return found();
};

test('a record that holds is said to, once it was walked', async () => {
  const { check, alarms } = await quietNight();
  expect(check.found().chain).toBe('not checked yet');
  check.look();
  expect(await walked(check, 'ok')).toEqual({ chain: 'ok', chainProblems: [] });
  expect(alarms).toEqual([]);
});

test('a changed entry is told in the log and in the announcement channel, with its number', async () => {
  const { check, night, alarms } = await quietNight();
  tamper(night, `update event set actor_id = 'bo' where chain = 'INC-1' and seq = 1`);
  check.look();
  expect(await walked(check, 'broken')).toMatchObject({ chainProblems: [expect.stringMatching(/^INC-1 event 1: /)] });
  await check.stop();
  expect(alarms.join()).toMatch(/The record does not hold\. INC-1 event 1: /);
  const [posted] = await night.sent('alarm:record-changed:');
  expect(posted?.text).toMatch(/INC-1 event 1: .*ringdown verify/);
});

test('it is walked again after a day, and what was found stands until then', async () => {
  const { check, night } = await quietNight();
  check.look();
  await walked(check, 'ok');
  tamper(night, `update event set actor_id = 'bo' where chain = 'INC-1' and seq = 1`);
  night.pass(23 * 60 * minute);
  check.look();
  await check.stop();
  expect(check.found().chain).toBe('ok');
  const next = createChainCheck({ ...night.deps(), log: { ...night.deps().log, error: () => {} } });
  next.look();
  expect((await walked(next, 'broken')).chain).toBe('broken');
  tamper(night, `update event set actor_id = 'ana' where chain = 'INC-1' and seq = 1`);
  night.pass(24 * 60 * minute);
  next.look();
  expect((await walked(next, 'ok')).chain).toBe('ok');
});

test('a long record is walked in many turns of the event loop, and a stop ends it', async () => {
  const { check, night } = await quietNight();
  const notes = Array.from({ length: 10_000 }, (_, at) => note(`note ${at}`));
  await append(night.database(), 'INC-1', notes);
  let turns = 0;
  check.look();
  for (; check.found().chain === 'not checked yet'; turns += 1) await nextTurn();
  expect(turns).toBeGreaterThanOrEqual(20);
  night.pass(25 * 60 * minute);
  tamper(night, `update event set actor_id = 'bo' where chain = 'INC-1' and seq = 9000`);
  check.look();
  await nextTurn();
  await check.stop();
  expect(check.found().chain).toBe('ok');
});
