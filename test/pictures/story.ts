import type { Storyline } from '../../src/domain/storyline.ts';

const minute = 60_000;
export const startMs = Date.parse('2026-11-23T02:58:10.000Z');
const at = (minutes: number) => startMs + minutes * minute;

/** An evening that went well, for the timeline's picture. */
export const evening: Storyline = {
  id: 'INC-7',
  title: 'leaf1 loses packets towards spine2',
  declaredMs: startMs,
  fromMs: startMs,
  toMs: at(73),
  isOpen: false,
  severities: [
    { fromMs: at(0), toMs: at(20), what: 'sev2' },
    { fromMs: at(20), toMs: at(73), what: 'sev1' },
  ],
  statuses: [
    { fromMs: at(0), toMs: at(14), what: 'investigating' },
    { fromMs: at(14), toMs: at(70), what: 'monitoring' },
    { fromMs: at(70), toMs: at(73), what: 'resolved' },
  ],
  changes: [{ fromMs: at(22), toMs: at(25), what: 'm1', tone: 'good' }],
  lanes: {
    'alerts and pages': [
      { atMs: at(0), tone: 'bad' },
      { atMs: at(3), tone: 'good' },
    ],
    devices: [4, 5, 6, 20].map((minutes) => ({ atMs: at(minutes), tone: minutes === 5 ? 'bad' : 'good' })),
    people: [15, 15.1, 15.2].map((minutes) => ({ atMs: at(minutes), tone: 'plain' })),
    changes: [{ atMs: at(18), tone: 'plain' }],
  },
  moments: [
    { name: 'declared', atMs: at(0) },
    { name: 'acknowledged', atMs: at(3) },
    { name: 'first fact', atMs: at(4) },
    { name: 'mitigated', atMs: at(25) },
    { name: 'resolved', atMs: at(73) },
  ],
};
