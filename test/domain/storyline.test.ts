import { describe, expect, test } from 'vitest';
import { storylineOf } from '../../src/domain/storyline.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';

const minute = 60_000;
const startMs = Date.parse('2026-11-23T03:00:00.000Z');
let seq = 0;

function event(minutes: number, type: TimelineEvent['type'], body: object | null): TimelineEvent {
  seq += 1;
  const at = new Date(startMs + minutes * minute).toISOString();
  const actor = { kind: 'person', id: 'ana' };
  return {
    incident: 'INC-1',
    seq,
    occurredAt: at,
    recordedAt: at,
    actor,
    origin: 'slash',
    type,
    version: 1,
    body,
  } as unknown as TimelineEvent;
}

const declared = event(0, 'incident.declared', { title: 'leaf1', severity: 'sev2', commander: 'ana' });
const status = (minutes: number, from: string, to: string) =>
  event(minutes, 'incident.status', { from, to, text: null });
const lineOf = (events: TimelineEvent[], nowMinutes = 60) => {
  const line = storylineOf();
  for (const one of events) line.add(one);
  return line.finish(startMs + nowMinutes * minute);
};
const minutesOf = (ms: number) => (ms - startMs) / minute;

describe('the storyline of an incident', () => {
  test('ends now while it is open, and at its last entry when it is resolved', () => {
    expect(minutesOf(lineOf([declared])?.toMs ?? 0)).toBe(60);
    expect(minutesOf(lineOf([declared, status(20, 'investigating', 'resolved')])?.toMs ?? 0)).toBe(20);
  });

  test('has no end before it began, and none at all without a declaration', () => {
    expect(lineOf([status(1, 'investigating', 'identified')])).toBe(null);
  });

  test('that was taken up again is resolved by the last "resolved" only', () => {
    const events = [declared, status(10, 'investigating', 'resolved'), status(20, 'resolved', 'investigating')];
    expect(lineOf(events)?.moments.map(({ name }) => name)).toEqual(['declared']);
    expect(lineOf(events)?.isOpen).toBe(true);
    const again = lineOf([...events, status(30, 'investigating', 'resolved')]);
    expect(again?.moments.map(({ name, atMs }) => [name, minutesOf(atMs)])).toEqual([
      ['declared', 0],
      ['resolved', 30],
    ]);
    const twice = lineOf([...events, status(30, 'investigating', 'resolved'), status(50, 'resolved', 'resolved')]);
    expect(twice?.moments).toEqual(again?.moments);
    expect(again?.statuses.map(({ what, fromMs, toMs }) => [what, minutesOf(fromMs), minutesOf(toMs)])).toEqual([
      ['investigating', 0, 10],
      ['resolved', 10, 20],
      ['investigating', 20, 30],
      ['resolved', 30, 30],
    ]);
  });

  test('a change lasts from its claim to its proof, and is good only when it held and healed', () => {
    const claimed = event(5, 'mitigation.claimed', { mitigation: 'm1', planHash: 'x', direction: 'apply' });
    const verified = (healed: boolean | null) =>
      event(8, 'mitigation.verified', { mitigation: 'm1', after: {}, holds: true, facts: [], healed });
    expect(lineOf([declared, claimed, verified(true)])?.changes).toMatchObject([{ what: 'm1', tone: 'good' }]);
    expect(lineOf([declared, claimed, verified(false)])?.changes).toMatchObject([{ tone: 'bad' }]);
    expect(lineOf([declared, claimed, verified(false)])?.moments.map(({ name }) => name)).not.toContain('mitigated');
    const open = lineOf([declared, claimed])?.changes[0];
    expect(minutesOf(open?.toMs ?? 0)).toBe(60);
  });

  test('an answer is judged by its outcome and its records; a redacted entry is not judged', () => {
    const answered = (outcome: string, records: object[], since?: object) =>
      event(3, 'diagnostic.answered', { outcome, records, ...(since && { since }) });
    const changed = { at: new Date(startMs).toISOString(), isHealthy: true, changes: ['192.0.2.1: gone'] };
    const up = { adminStatus: 'up', operStatus: 'up' };
    const line = lineOf([
      declared,
      answered('ok', [up]),
      answered('ok', [{ ...up, operStatus: 'down' }]),
      answered('timed-out', []),
      answered('empty', [], { ...changed, isWorse: [true] }),
      answered('ok', [up], { ...changed, isWorse: [false] }),
      answered('ok', [up], changed),
      event(4, 'diagnostic.answered', null),
    ]);
    expect(line?.lanes.devices.map(({ tone }) => tone)).toEqual(['good', 'bad', 'bad', 'bad', 'good', 'good']);
  });

  test('a note about an hour ago begins the picture earlier, not the incident', () => {
    const line = lineOf([declared, event(-60, 'note.added', { text: 'first complaint' })]);
    expect(minutesOf(line?.fromMs ?? 0)).toBe(-60);
    expect(line?.moments).toEqual([{ name: 'declared', atMs: startMs }]);
  });
});

describe('a long record', () => {
  test('is drawn without reading every body: marks stand in their lanes, the first fact is found', () => {
    const line = storylineOf();
    line.add(declared);
    line.mark({ type: 'note.added', occurredAt: new Date(startMs + minute).toISOString() });
    line.mark({ type: 'mitigation.line-sent', occurredAt: new Date(startMs + 2 * minute).toISOString() });
    expect(line.isFirstFact(event(3, 'diagnostic.answered', { outcome: 'timed-out', records: [] }))).toBe(false);
    expect(line.isFirstFact(event(4, 'diagnostic.answered', { outcome: 'ok', records: [] }))).toBe(true);
    const story = line.finish(startMs + 10 * minute);
    expect(story?.lanes.people).toEqual([{ atMs: startMs + minute, tone: 'plain' }]);
    expect(story?.moments.map(({ name, atMs }) => [name, minutesOf(atMs)])).toEqual([
      ['declared', 0],
      ['first fact', 4],
    ]);
  });
});
