import { describe, expect, test } from 'vitest';
import { lastMinute } from '../../src/domain/last-minute.ts';

const at = (iso: string) => Date.parse(iso);

describe('"at HH:MM" is the last such minute in the writer’s zone', () => {
  test.for([
    ['02:55', 'Europe/Berlin', '2026-11-23T03:10:30Z', '2026-11-23T01:55:00.000Z'],
    ['04:10', 'Europe/Berlin', '2026-11-23T03:10:30Z', '2026-11-23T03:10:00.000Z'],
    ['04:11', 'Europe/Berlin', '2026-11-23T03:10:30Z', '2026-11-22T03:11:00.000Z'],
    ['2:55', 'UTC', '2026-11-23T03:00:00Z', '2026-11-23T02:55:00.000Z'],
    // The hour that comes twice: the later one is meant.
    ['02:30', 'Europe/Berlin', '2026-10-25T03:00:00Z', '2026-10-25T01:30:00.000Z'],
    // The hour that the day skips: the day before.
    ['02:30', 'Europe/Berlin', '2026-03-29T03:00:00Z', '2026-03-28T01:30:00.000Z'],
  ] as const)('%s in %s, said at %s', ([text, zone, now, expected]) => {
    const found = lastMinute(text, zone, at(now));
    expect(found === null ? null : new Date(found).toISOString()).toBe(expected);
  });

  test.for([['24:00'], ['12:60'], ['1200'], ['noon']])('%s is no time of day', ([text = '']) =>
    expect(lastMinute(text, 'UTC', 0)).toBeNull(),
  );
});
