import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoment } from '../../src/domain/moment.ts';
import { nextChangeMs, type Override, onCallWith } from '../../src/domain/override.ts';

const rotation = { timeZone: 'Europe/Berlin', start: '2026-01-05T09:00', every: '1w', people: ['ana', 'bo'] };
const hour = 3_600_000;
const monday = Date.parse('2026-01-05T08:00:00.000Z');
const swap = (person: string, fromHours: number, untilHours: number, createdMs = 0): Override => ({
  rotation: 'net',
  person,
  fromMs: monday + fromHours * hour,
  untilMs: monday + untilHours * hour,
  createdMs,
});
const at = (hours: number, overrides: Override[]) => onCallWith(rotation, 'net', overrides, monday + hours * hour);

describe('an override', () => {
  test('holds from its first instant to before its last, and for its own rotation only', () => {
    const overrides = [swap('cy', 10, 12)];
    expect([9, 10, 11, 12].map((hours) => at(hours, overrides))).toEqual(['ana', 'cy', 'cy', 'ana']);
    expect(onCallWith(rotation, 'other', overrides, monday + 11 * hour)).toBe('ana');
  });

  test('that was made later counts where two overlap', () =>
    expect(at(11, [swap('cy', 10, 12, 1), swap('di', 11, 13, 2)])).toBe('di'));

  test('the next change is an edge of an override or the end of the shift', () => {
    const overrides = [swap('cy', 10, 12)];
    const next = (hours: number) => (nextChangeMs(rotation, 'net', overrides, monday + hours * hour) - monday) / hour;
    expect([0, 10, 11, 12].map(next)).toEqual([10, 12, 12, 7 * 24]);
  });

  test('nobody else is on call between one change and the next', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 100 }), fc.nat(9)), {
          maxLength: 6,
        }),
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (list, hours, share) => {
          const overrides = list.map(([from, length, made]) => swap(`p${made}`, from, from + length, made));
          const start = monday + hours * hour;
          const end = nextChangeMs(rotation, 'net', overrides, start);
          const between = Math.floor(start + (end - start) * share);
          expect(end).toBeGreaterThan(start);
          expect(onCallWith(rotation, 'net', overrides, between)).toBe(onCallWith(rotation, 'net', overrides, start));
        },
      ),
    ));
});

describe('a moment as it is typed', () => {
  const nowMs = Date.parse('2026-11-28T15:00:00.000Z');
  test.for([
    ['now', '2026-11-28T15:00'],
    ['18:00', '2026-11-28T17:00'],
    ['16:00', '2026-11-29T15:00'],
    ['9:05', '2026-11-29T08:05'],
    ['2026-12-24T18:00', '2026-12-24T17:00'],
    ['2027-03-28T02:30', '2027-03-28T01:00'],
  ] as const)('%s in Berlin is %s UTC', ([text, utc]) =>
    expect(new Date(parseMoment(text, 'Europe/Berlin', nowMs) ?? 0).toISOString().slice(0, 16)).toBe(utc),
  );
  test.each(['', '24:00', '12:60', '2026-02-30T09:00', 'tomorrow', '2026-12-24'])('"%s" is none', (text) =>
    expect(parseMoment(text, 'UTC', nowMs)).toBe(null),
  );
});
