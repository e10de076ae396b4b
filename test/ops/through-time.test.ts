import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Devices } from '../../src/device/devices.ts';
import type { Question } from '../../src/ops/asked-question.ts';
import { addCriterion } from '../../src/ops/criteria.ts';
import { startWatch } from '../../src/ops/start-watch.ts';
import type { Network } from '../../src/sandbox/network/network.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { nightMs } from '../store/bench.ts';
import { openSimulated, startSimulated } from '../support/simulated-devices.ts';
import { ana, minute, startNight } from './night-bench.ts';

type Night = Awaited<ReturnType<typeof startNight>>;

/** What happens to the process or to its clock, and how many minutes really pass meanwhile. */
const disturbances = {
  nothing: async () => 0,
  'a restart': async (night: Night) => {
    await night.restart();
    return 0;
  },
  'a process that stands still for 10 minutes': async (night: Night) => {
    night.pass(10 * minute);
    return 10;
  },
  'a restart that takes 10 minutes': async (night: Night) => {
    night.pass(10 * minute);
    await night.restart();
    return 10;
  },
  'a clock that is put forward by an hour': async (night: Night) => {
    night.pass(60 * minute);
    return 0;
  },
  'a clock that is put back by an hour': async (night: Night) => {
    night.pass(-60 * minute);
    return 0;
  },
  'a clock that is put back by an hour while the process is down': async (night: Night) => {
    night.pass(-60 * minute);
    await night.restart();
    return 0;
  },
} as const;
type Disturbance = keyof typeof disturbances;

/**
 * Lets that many minutes really pass, with a tick in each, and the disturbance after some of them. Returns the minutes
 * in which something came, once for each.
 */
async function minutesOf(
  night: Night,
  count: () => Promise<number>,
  { what, after, minutes }: { what: Disturbance; after: number; minutes: number },
): Promise<number[]> {
  const came: number[] = [];
  let seen = await count();
  const look = async (passed: number) => {
    await night.tick();
    for (const now = await count(); seen < now; seen += 1) came.push(passed);
  };
  for (let passed = 1; passed <= minutes; passed += 1) {
    night.pass(minute);
    await look(passed);
    if (passed !== after) continue;
    passed += await disturbances[what](night);
    await look(passed);
  }
  return came;
}

/** How far the clock then shows more than has really passed. */
const skewOf = (what: Disturbance) => (what.includes('forward') ? 60 : what.includes('back') ? -60 : 0);

const table = <T>(rows: Record<Disturbance, T>) => Object.entries(rows) as [Disturbance, T][];

describe('a reminder for an update comes a cadence of 30 minutes after the last one, through', () => {
  test.each(
    table({
      nothing: [30, 60, 90],
      'a restart': [30, 60, 90],
      'a process that stands still for 10 minutes': [35, 65, 95],
      'a restart that takes 10 minutes': [35, 65, 95],
      'a clock that is put forward by an hour': [25, 55, 85],
      'a clock that is put back by an hour': [30, 60, 90],
      'a clock that is put back by an hour while the process is down': [30, 60, 90],
    }),
  )('%s', async (what, expected) => {
    const night = await startNight();
    await night.declare();
    const count = async () => (await night.sent('reminder:')).length;
    expect(await minutesOf(night, count, { what, after: 25, minutes: 100 })).toEqual(expected);
  });
});

describe('a missing commander is asked for after 10 minutes and then every hour, through', () => {
  test.each(
    table({
      nothing: [10, 70, 130],
      'a restart': [10, 70, 130],
      'a process that stands still for 10 minutes': [15, 75],
      'a restart that takes 10 minutes': [15, 75],
      'a clock that is put forward by an hour': [5, 65, 125],
      // By the clock the incident is declared in an hour.
      'a clock that is put back by an hour': [70, 130],
      'a clock that is put back by an hour while the process is down': [70, 130],
    }),
  )('%s', async (what, expected) => {
    const night = await startNight();
    await night.declare('sev3', null);
    const count = async () => (await night.sent('nudge:')).length;
    expect(await minutesOf(night, count, { what, after: 5, minutes: 130 })).toEqual(expected);
  });
});

describe('a change of shift at 09:00 in Berlin is told to both, once, through', () => {
  test.each(
    table({
      nothing: [300],
      'a restart': [300],
      'a process that stands still for 10 minutes': [305],
      'a restart that takes 10 minutes': [305],
      'a clock that is put forward by an hour': [295],
      'a clock that is put back by an hour': [360],
      'a clock that is put back by an hour while the process is down': [360],
    }),
  )('%s', async (what, expected) => {
    const night = await startNight();
    const count = async () => (await night.handoffs()).length;
    expect(await minutesOf(night, count, { what, after: 295, minutes: 400 })).toEqual(expected);
    expect(await night.handoffs()).toMatchObject([{ from: 'ana', to: 'bo' }]);
    expect(await night.sent('shift:')).toHaveLength(2);
  });

  test('a clock that was wrong for half an hour', async () => {
    const night = await startNight();
    await night.go(290);
    night.pass(60 * minute);
    await night.go(30);
    night.pass(-60 * minute);
    await night.go(120);
    expect(await night.handoffs()).toMatchObject([{ from: 'ana', to: 'bo' }]);
  });
});

describe('devices are asked', () => {
  let network: Network;
  let devices: Devices;
  beforeAll(async () => {
    network = await startSimulated();
    devices = openSimulated(network);
  });
  afterAll(async () => {
    await devices.close();
    await network.close();
  });

  const question: Question = {
    diagnostic: 'bgp-summary',
    devices: ['leaf1'],
    args: {},
    shortcut: '/net bgp-summary leaf1',
  };
  const asked = async () => network.transcript('leaf1').filter(({ line }) => /bgp .*summary/.test(line)).length;
  const from = (first: number, last: number, step = 1) =>
    Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);

  describe('for an exit criterion once a minute, and the end is offered once they held for 10 minutes under our eyes, through', () => {
    test.each(
      table({
        nothing: { reads: from(1, 30), offers: [11] },
        'a restart': { reads: from(1, 30), offers: [11] },
        'a process that stands still for 10 minutes': { reads: [...from(1, 5), ...from(15, 30)], offers: [25] },
        'a restart that takes 10 minutes': { reads: [...from(1, 5), ...from(15, 30)], offers: [25] },
        'a clock that is put forward by an hour': { reads: [...from(1, 5), 5, ...from(6, 30)], offers: [15] },
        'a clock that is put back by an hour': { reads: from(1, 30), offers: [16] },
        'a clock that is put back by an hour while the process is down': { reads: from(1, 30), offers: [16] },
      }),
    )('%s', async (what, expected) => {
      const night = await startNight(devices);
      await night.declare();
      await addCriterion(night.deps(), ana, 'INC-1', question, { kind: 'state', state: 'established' });
      expect(await minutesOf(night, asked, { what, after: 5, minutes: 30 })).toEqual(expected.reads);
      const offers = await night.sent('criteria-offer:');
      expect(offers.map((one) => one.minute - skewOf(what))).toEqual(expected.offers);
    });
  });

  describe('for a watch of an hour every two minutes, and it ends once, through', () => {
    test.each(
      table({
        nothing: { reads: from(1, 59, 2), stopped: [60] },
        'a restart': { reads: from(1, 59, 2), stopped: [60] },
        'a process that stands still for 10 minutes': { reads: [1, 3, 5, ...from(15, 59, 2)], stopped: [60] },
        'a restart that takes 10 minutes': { reads: [1, 3, 5, ...from(15, 59, 2)], stopped: [60] },
        'a clock that is put forward by an hour': { reads: [1, 3, 5], stopped: [5] },
        'a clock that is put back by an hour': { reads: from(1, 119, 2), stopped: [120] },
        'a clock that is put back by an hour while the process is down': { reads: from(1, 119, 2), stopped: [120] },
      }),
    )('%s', async (what, expected) => {
      const night = await startNight(devices);
      await night.declare();
      await startWatch(night.deps(), ana, 'INC-1', question, 60 * minute);
      expect(await minutesOf(night, asked, { what, after: 5, minutes: 125 })).toEqual(expected.reads);
      const stopped = await readEvents(night.database().db, 'INC-1', { types: ['watch.stopped'] });
      const at = stopped.map(({ recordedAt }) => (Date.parse(recordedAt) - nightMs) / minute - skewOf(what));
      expect(at).toEqual(expected.stopped);
    });
  });
});
