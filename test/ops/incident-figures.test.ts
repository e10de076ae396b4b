import { setImmediate as nextTurn } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inventory } from '../../src/device/inventory.ts';
import { evidenceOf } from '../../src/domain/evidence.ts';
import { postmortem } from '../../src/domain/postmortem.ts';
import type { EventBody } from '../../src/domain/timeline.ts';
import { addNote } from '../../src/ops/add-note.ts';
import { draftUpdate } from '../../src/ops/draft-update.ts';
import { incidentFigures } from '../../src/ops/incident-figures.ts';
import { postUpdate } from '../../src/ops/post-update.ts';
import { setStatus } from '../../src/ops/set-status.ts';
import type { Database } from '../../src/store/database.ts';
import { listIncidents } from '../../src/store/incidents.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { drawnEntry, record } from '../exports/drawn-record.ts';
import { append, declare, event, temporaryStore } from '../store/bench.ts';
import { ana, minute, startNight } from './night-bench.ts';

const inventory = {
  path: '',
  devices: {
    leaf1: { site: 'ams1', platform: 'frr' },
    spine1: { site: 'fra1', platform: 'arista_eos' },
  },
} as unknown as Inventory;

const answer = (device: string, seq: number, state: 'established' | 'idle', outcome: 'ok' | 'timed-out' = 'ok') =>
  event('diagnostic.answered', {
    run: `r${seq}`,
    device,
    diagnostic: 'bgp-summary',
    arguments: '',
    playbook: null,
    outcome,
    verdict: 'none',
    records: [{ peer: '198.51.100.1', state, adminDown: false }],
    unparsed: [],
    error: null,
    commands: [],
    durationMs: 1,
    truncated: false,
  } as unknown as EventBody<'diagnostic.answered'>);

test('what is written or changed after the end moves no figure: 26 hours stay 26 hours', async () => {
  const night = await startNight();
  await night.declare();
  night.pass(26 * 60 * minute);
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', 'the optic was swapped');
  const figures = () =>
    incidentFigures({ database: night.database(), devices: { inventory: { path: '', devices: {} } } });
  const atTheEnd = await figures();
  expect(atTheEnd).toMatchObject([{ isOpen: false, resolveSeconds: 26 * 3_600 }]);
  night.pass(9 * 24 * 60 * minute);
  await addNote(night.deps(), ana, 'INC-1', 'the optic was faulty', null);
  await postUpdate(night.deps(), ana, 'INC-1', 'review on Friday');
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', 'it was the optic');
  // The row is a cache for lists: whoever edits it changes no figure.
  await night
    .database()
    .db.updateTable('incident')
    .set({ title: 'another title', resolved_at: '2027-01-01T00:00:00.000Z', declared_at: '2026-01-01T00:00:00.000Z' })
    .execute();
  expect(await figures()).toEqual(atTheEnd);
});

/** The same from every event of every incident, each whole and in memory. */
async function fromWholeRecords({ db }: Database) {
  const found = [];
  for (const { id } of await listIncidents(db, 'all')) {
    const events = await readEvents(db, id);
    const story = postmortem(events);
    if (!story) throw new Error(`${id} was not declared`);
    const devices = Object.entries(inventory.devices).flatMap(([name, device]) =>
      events.some((one) => evidenceOf(one)?.device === name) ? [device] : [],
    );
    found.push({
      id,
      severity: story.incident.severity,
      declaredAt: story.incident.declaredAt,
      isOpen: story.incident.status !== 'resolved',
      ...story.durations,
      sites: devices.map(({ site }) => site).sort(),
      platforms: devices.map(({ platform }) => platform).sort(),
    });
  }
  return found;
}

test('the figures of any records are those that every event of them gives', async () => {
  const database = await temporaryStore();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(drawnEntry, { maxLength: 40 }), async (draws) => {
      number += 1;
      await record(database, await declare(database, number), draws);
    }),
    { numRuns: 60 },
  );
  const figures = await incidentFigures({ database, devices: { inventory } });
  expect(figures).toHaveLength(60);
  expect(figures).toEqual(await fromWholeRecords(database));
}, 60_000);

test('of an answer that somebody made unreadable the figures say nothing, and the others stand', async () => {
  const database = await temporaryStore();
  await record(database, await declare(database), []);
  await append(database, 'INC-1', [answer('leaf1', 1, 'idle'), answer('spine1', 2, 'idle')]);
  const sqlite = new SQLite(database.path);
  sqlite.exec(`drop trigger event_no_update; update event set body = '{"device":' where seq = 2;`);
  sqlite.close();
  expect(await incidentFigures({ database, devices: { inventory } })).toMatchObject([{ sites: ['fra1'] }]);
});

/** How many turns of the event loop others get until `work` is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const others = (async () => {
    for (; !isOver; turns += 1) await nextTurn();
  })();
  await work();
  isOver = true;
  await others;
  return turns;
}

test('a long record is read in many turns of the event loop, and the draft of an update counts its newest answers', async () => {
  const night = await startNight();
  await night.declare();
  const short = {
    figures: await turnsDuring(() => incidentFigures({ database: night.database(), devices: { inventory } })),
    draft: await turnsDuring(() => draftUpdate(night.deps(), 'INC-1')),
  };
  const answers = Array.from({ length: 2_000 }, (_, at) => answer(`leaf${at % 4}`, at, 'idle'));
  await append(night.database(), 'INC-1', [
    ...answers,
    answer('leaf1', 2_001, 'established'),
    answer('leaf2', 2_002, 'idle', 'timed-out'),
  ]);
  const figures = () => incidentFigures({ database: night.database(), devices: { inventory } });
  expect(await turnsDuring(figures)).toBeGreaterThanOrEqual(short.figures + 9);
  expect(await turnsDuring(() => draftUpdate(night.deps(), 'INC-1'))).toBeGreaterThanOrEqual(short.draft + 9);
  expect(await draftUpdate(night.deps(), 'INC-1')).toContain(
    'Impact: 2 devices not as they should be (leaf0, leaf3), 1 device not answering (leaf2), 2 BGP peers down.',
  );
});

test('a device that lost its neighbours is part of the impact in the draft, although no row is left to be wrong', async () => {
  const night = await startNight();
  await night.declare();
  const at = new Date(Date.UTC(2026, 0, 5)).toISOString();
  const changed = (device: string, isWorse: boolean) =>
    event('diagnostic.answered', {
      ...(answer(device, 1, 'established').body as EventBody<'diagnostic.answered'>),
      diagnostic: 'ospf-neighbors',
      outcome: 'empty',
      records: [],
      since: { at, isHealthy: true, changes: ['192.0.2.2: gone (was full)'], isWorse: [isWorse] },
    });
  await append(night.database(), 'INC-1', [changed('leaf1', true), changed('leaf2', false)]);
  expect(await draftUpdate(night.deps(), 'INC-1')).toContain('Impact: 1 device not as they should be (leaf1).');
});
