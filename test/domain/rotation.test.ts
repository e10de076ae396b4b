import { describe, expect, test } from 'vitest';
import { onCallAt, type Rotation, shiftEndMs } from '../../src/domain/rotation.ts';

const weekly: Rotation = {
  timeZone: 'Europe/Berlin',
  start: '2026-01-05T09:00',
  every: '1w',
  people: ['ana', 'bo', 'cy'],
};
const at = (iso: string) => Date.parse(iso);

describe('who is on call', () => {
  test.for([
    ['2026-01-05T08:00:00Z', 'ana'],
    ['2026-01-12T07:59:59Z', 'ana'],
    ['2026-01-12T08:00:00Z', 'bo'],
    ['2026-01-19T08:00:00Z', 'cy'],
    ['2026-01-26T08:00:00Z', 'ana'],
    // Summer time: the shift changes at nine by the clock on the wall, an hour earlier in UTC.
    ['2026-03-30T06:59:59Z', 'cy'],
    ['2026-03-30T07:00:00Z', 'ana'],
    // Before the start there is somebody, too.
    ['2026-01-05T07:59:59Z', 'cy'],
  ] as const)('at %s it is %s', ([iso, person]) => expect(onCallAt(weekly, at(iso))).toBe(person));

  test('the end of a shift is the beginning of the next', () => {
    const end = shiftEndMs(weekly, at('2026-03-26T12:00:00Z'));
    expect(new Date(end).toISOString()).toBe('2026-03-30T07:00:00.000Z');
    expect(onCallAt(weekly, end - 1)).not.toBe(onCallAt(weekly, end));
  });

  /** The slow way: walks the wall clock minute by minute and counts how often the time of change came by. */
  const zones = ['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/New_York', 'UTC'] as const;
  const windows = [
    ['2026-03-07T00:00:00Z', 3],
    ['2026-03-28T00:00:00Z', 3],
    ['2026-04-04T00:00:00Z', 3],
    ['2026-10-03T00:00:00Z', 3],
    ['2026-10-24T00:00:00Z', 3],
    ['2026-10-31T00:00:00Z', 3],
  ] as const;
  test.for(zones.flatMap((zone) => ['02:30', '09:00', '00:00'].map((time) => [zone, time] as const)))(
    'in %s with a change at %s there is exactly one person at every fifth minute, and shifts change in order',
    ([timeZone, time]) => {
      const rotation: Rotation = {
        timeZone,
        start: `2026-01-05T${time}`,
        every: '1d',
        people: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      };
      for (const [from, days] of windows) {
        let previous = onCallAt(rotation, at(from));
        let changes = 0;
        for (let minute = 5; minute <= days * 1440; minute += 5) {
          const now = at(from) + minute * 60_000;
          const person = onCallAt(rotation, now);
          expect(rotation.people).toContain(person);
          if (person === previous) continue;
          changes += 1;
          expect((rotation.people.indexOf(previous) + 1) % 7, `${timeZone} ${new Date(now).toISOString()}`).toBe(
            rotation.people.indexOf(person),
          );
          previous = person;
        }
        expect(changes).toBe(days);
      }
    },
  );

  test('a shift that changes inside the skipped hour changes at the first instant after it', () => {
    const night: Rotation = { timeZone: 'Europe/Berlin', start: '2026-03-01T02:30', every: '1d', people: ['a', 'b'] };
    expect(new Date(shiftEndMs(night, at('2026-03-28T12:00:00Z'))).toISOString()).toBe('2026-03-29T01:00:00.000Z');
  });
});
