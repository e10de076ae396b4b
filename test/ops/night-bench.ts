import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { Devices } from '../../src/device/devices.ts';
import type { EventBody } from '../../src/domain/timeline.ts';
import { personCause } from '../../src/ops/cause.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import type { Deps } from '../../src/ops/deps.ts';
import { resumeAfterRestart } from '../../src/ops/resume.ts';
import { armShiftChanges } from '../../src/ops/shift-change.ts';
import { createEngine } from '../../src/ops/tick.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { armedDue } from '../../src/store/due.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { nightMs, temporaryFolder } from '../store/bench.ts';

export const ana = personCause('ana', 'slash');
export const minute = 60_000;

const config = {
  updates: { sev1: 30 * minute, sev2: 60 * minute, sev3: null, sev4: null },
  people: {
    ana: { slack: 'U01ANA0001', timeZone: 'Europe/Berlin' },
    bo: { slack: 'U01BO00002', timeZone: 'Europe/Berlin' },
    cy: { slack: 'U01CY00003', timeZone: 'Europe/Berlin' },
  },
  incidents: { prefix: 'inc', private: false, archiveAfterMs: 7 * 24 * 60 * minute },
  oncall: {
    rotations: {
      primary: { timeZone: 'Europe/Berlin', start: '2026-11-01T09:00', every: '1d', people: ['ana', 'bo', 'cy'] },
    },
    policies: {},
    fallback: null,
  },
} as unknown as Config;

/**
 * What is due, on a real store: the engine and its clock, which begins at 03:00 and moves by hand. `restart` closes the
 * store and begins on the file anew, as the next process does.
 */
export async function startNight(devices?: Devices, also: { announce?: string } = {}) {
  const file = join(temporaryFolder(), 'ringdown.db');
  let nowMs = nightMs;
  let ids = 0;
  const note = () => {};
  const logged: string[] = [];
  let running = await begin();
  onTestFinished(() => running.deps.database.close());

  async function begin() {
    const deps = {
      config: also.announce === undefined ? config : { ...config, slack: { announce: also.announce } },
      clock: { nowMs: () => nowMs },
      ids: {
        next: () => {
          ids += 1;
          return String(ids).padStart(32, '0');
        },
      },
      log: {
        debug: note,
        info: (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields)}`),
        warn: note,
        error: (message: string, fields: object) => {
          throw new Error(`${message} ${JSON.stringify(fields)}`, { cause: (fields as { error?: unknown }).error });
        },
      },
      database: await openDatabase(file),
      devices,
      poke: () => {},
      reached: () => {},
    } as unknown as Deps;
    await resumeAfterRestart(deps);
    await armShiftChanges(deps);
    return { deps, engine: createEngine(deps) };
  }

  const database = (): Database => running.deps.database;
  return {
    deps: () => running.deps,
    database,
    now: () => nowMs,
    logged: () => logged,
    /** The clock moves, and nothing looks. */
    pass(ms: number) {
      nowMs += ms;
    },
    /** What is due now is done. */
    async tick() {
      do await running.engine.settled();
      while ((await running.engine.tick()) > 0);
    },
    /** Minute by minute, as the metronome would. */
    async go(minutes: number) {
      for (let i = 0; i < minutes; i += 1) {
        nowMs += minute;
        await this.tick();
      }
    },
    async restart() {
      await running.engine.settled();
      await database().close();
      running = await begin();
    },
    declare: (severity: 'sev1' | 'sev2' | 'sev3' = 'sev1', commander: string | null = 'ana') =>
      declareIncident(running.deps, ana, { title: 'leaf1 loses its uplinks', severity, commander }),
    /** Who handed over to whom, and in which words. */
    async handoffs() {
      const given = await readEvents(database().db, null, { types: ['handoff.given'] });
      return given.map(({ body }) => body as EventBody<'handoff.given'>);
    },
    /** When something is due next, in minutes after 03:00; null when nothing is armed. */
    async due(key: string) {
      const armed = await armedDue(database().db, key);
      return armed === null ? null : (Date.parse(armed.dueAt) - nightMs) / minute;
    },
    /** What went or waits to go to Slack under keys that begin so, with the minute after 03:00 at which it was decided. */
    async sent(prefix: string) {
      const rows = await database()
        .db.selectFrom('outbox')
        .select(['key', 'payload', 'created_at'])
        .where('key', '>=', prefix)
        .where('key', '<', `${prefix}\uffff`)
        .orderBy('id')
        .execute();
      return rows.map(({ key, payload, created_at }) => ({
        key,
        text: (JSON.parse(payload) as { view?: { text: string } }).view?.text ?? '',
        minute: (Date.parse(created_at) - nightMs) / minute,
      }));
    },
  };
}
