import { describe, expect, test } from 'vitest';
import { type Database, inTransaction } from '../../src/store/database.ts';
import {
  insertMitigation,
  insertVote,
  mitigationById,
  mitigationOfRun,
  mitigationsInState,
  mitigationsOfIncident,
  moveState,
  underWayOn,
  votesOn,
} from '../../src/store/mitigations.ts';
import type { MitigationState } from '../../src/store/schema.ts';
import { declare, mitigation, temporaryStore } from './bench.ts';

async function storeWith(...ids: [id: string, device: string][]): Promise<Database> {
  const database = await temporaryStore();
  await declare(database);
  for (const [id, device] of ids) await inTransaction(database, (trx) => insertMitigation(trx, mitigation(id, device)));
  return database;
}

const move = (database: Database, id: string, from: MitigationState[], epoch: number, to: MitigationState) =>
  inTransaction(database, (trx) => moveState(trx, id, { from, epoch }, to));

test('a mitigation comes back as it was proposed, pending', async () => {
  const database = await storeWith(['m1', 'leaf1']);
  expect(await mitigationById(database.db, 'm1')).toEqual({ ...mitigation('m1'), state: 'pending', epoch: 0 });
  expect(await mitigationsOfIncident(database.db, 'INC-1')).toHaveLength(1);
  expect(await mitigationById(database.db, 'm2')).toBeNull();
});

describe('a state changes', () => {
  test('for one of two who saw the same epoch, and never from another state', async () => {
    const database = await storeWith(['m1', 'leaf1']);
    expect(await move(database, 'm1', ['approved'], 0, 'claimed')).toBe(false);
    const moves = await Promise.all([1, 2].map(() => move(database, 'm1', ['pending'], 0, 'approved')));
    expect(moves.sort()).toEqual([false, true]);
    expect(await mitigationById(database.db, 'm1')).toMatchObject({ state: 'approved', epoch: 1 });
    expect(await move(database, 'm1', ['approved'], 0, 'claimed')).toBe(false);
    expect(await move(database, 'm1', ['pending', 'approved'], 1, 'claimed')).toBe(true);
  });

  test('not to a word that is none', async () => {
    const database = await storeWith(['m1', 'leaf1']);
    await expect(move(database, 'm1', ['pending'], 0, 'fine' as MitigationState)).rejects.toThrow(/CHECK/);
  });
});

describe('a device', () => {
  test('has one change under way, held by the database itself', async () => {
    const database = await storeWith(['m1', 'leaf1'], ['m2', 'leaf1'], ['m3', 'spine1']);
    await move(database, 'm1', ['pending'], 0, 'approved');
    await expect(move(database, 'm2', ['pending'], 0, 'approved')).rejects.toThrow(/UNIQUE/);
    await move(database, 'm3', ['pending'], 0, 'approved');
    expect((await underWayOn(database.db, 'leaf1', 'm2'))?.id).toBe('m1');
    expect(await underWayOn(database.db, 'leaf1', 'm1')).toBeNull();
  });

  test('is free again when the change has ended, and not while its outcome is unknown', async () => {
    const database = await storeWith(['m1', 'leaf1'], ['m2', 'leaf1']);
    await move(database, 'm1', ['pending'], 0, 'approved');
    await move(database, 'm1', ['approved'], 1, 'unknown');
    expect((await underWayOn(database.db, 'leaf1', 'm2'))?.id).toBe('m1');
    await move(database, 'm1', ['unknown'], 2, 'verified');
    expect(await underWayOn(database.db, 'leaf1', 'm2')).toBeNull();
    expect((await mitigationsInState(database.db, ['verified', 'pending'])).map(({ id }) => id)).toEqual(['m1', 'm2']);
  });
});

test('a person has one vote on a plan', async () => {
  const database = await storeWith(['m1', 'leaf1']);
  const vote = {
    mitigation: 'm1',
    person: 'bo',
    vote: 'approve',
    planHash: 'ab',
    why: null,
    at: '2026-11-23T03:06:00.000Z',
  } as const;
  await inTransaction(database, (trx) => insertVote(trx, vote));
  await expect(inTransaction(database, (trx) => insertVote(trx, { ...vote, vote: 'deny' }))).rejects.toThrow(/UNIQUE/);
  await inTransaction(database, (trx) => insertVote(trx, { ...vote, person: 'cy', at: '2026-11-23T03:07:00.000Z' }));
  expect(await votesOn(database.db, 'm1')).toEqual([
    { person: 'bo', vote: 'approve', planHash: 'ab' },
    { person: 'cy', vote: 'approve', planHash: 'ab' },
  ]);
});

test('a vote or a mitigation without what it belongs to is refused', async () => {
  const database = await temporaryStore();
  await expect(inTransaction(database, (trx) => insertMitigation(trx, mitigation('m1')))).rejects.toThrow(
    /FOREIGN KEY/,
  );
});

test('what a playbook run proposed is found by the run', async () => {
  const database = await storeWith();
  await inTransaction(database, (trx) => insertMitigation(trx, { ...mitigation('m1'), playbookRun: 'r1' }));
  expect((await mitigationOfRun(database.db, 'r1'))?.id).toBe('m1');
  expect(await mitigationOfRun(database.db, 'r2')).toBeNull();
});
