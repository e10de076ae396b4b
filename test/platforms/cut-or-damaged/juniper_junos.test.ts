import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { type Damage, expectHandedBack, expectIncomplete, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('juniper_junos');

const cuts: [diagnostic: DiagnosticName, name: string, end: string, records: number][] = [
  ['version', 'fabric', 'Software Suite [13.2X', 0],
  ['interfaces', 'terse', 'fe80::1/', 1],
  ['bgp-route', 'thread-at-end', '1 announced)\n', 0],
];

test.for(cuts)('%s %s is incomplete when it is cut behind %j', (cut) => {
  expectIncomplete('juniper_junos', cut);
});

const damages: Damage[] = [
  ['bgp-route', 'old-cluster-list', 'Protocol next hop: ', 'Potocol next hop: '],
  ['bgp-route', 'thread-at-end', '*BGP ', '*BP '],
  ['route', 'labels-and-tunnels', 'inet.0: 4 ', 'iet.0: 4 '],
  ['queue-drops', 'units', 'Queue: 3, ', 'Qeue: 3, '],
];

test.for(damages)('%s %s with a damaged line changes no record: %j for %j', (damage) => {
  expectHandedBack('juniper_junos', damage);
});

test('a counter of drops whose reason is damaged is handed back', () => {
  const text = sampleText('juniper_junos', 'queue-drops', 'units').replace('RED-dropped packets', 'RD-dropped packets');
  expect(read('queue-drops', text).outcome).toBe('partial');
});

test('a description that ends as the name of a unit does is no heading', () => {
  const text = sampleText('juniper_junos', 'interfaces', 'brief').replace('to leaf1', 'uplink leaf1.100');
  expect(read('interfaces', text)).toMatchObject({
    outcome: 'ok',
    records: [{ description: 'uplink leaf1.100' }, {}, {}, {}],
  });
});

test('a log of which only the question is there ends before it says that there is nothing', () => {
  expect(read('log', 'ops@leaf1> show log messages | last 50 | match "UI_COMMIT"').outcome).toBe('incomplete');
});

const spaced: [diagnostic: DiagnosticName, name: string][] = [
  ['bfd-sessions', 'text-detail'],
  ['bgp-route', 'originator'],
  ['route', 'text'],
];

test.for(spaced)(
  'Junos %s %s with an empty line behind each line gives the first records at any cut',
  ([diagnostic, name]) => {
    const text = sampleText('juniper_junos', diagnostic, name).trimEnd().replaceAll(/\n+/g, '\n\n');
    const recordsOf = (part: string) => read(diagnostic, part).records;
    const whole = recordsOf(`${text}\n\n`);
    expect(whole.length).toBeGreaterThan(0);
    for (let end = 1; end < text.length; end += 1) {
      // Where a line ends, nothing shows that more were to come.
      if (/\s/.test(text[end] ?? '') || /\s/.test(text[end - 1] ?? '')) continue;
      const records = recordsOf(text.slice(0, end));
      expect(records, text.slice(Math.max(0, end - 40), end)).toEqual(whole.slice(0, records.length));
    }
  },
);

test('a lane that is told twice keeps its first values, and the second ones are nobody’s', () => {
  const text = sampleText('juniper_junos', 'optics', 'coherent-lanes');
  const whole = read('optics', text).records;
  const { outcome, records } = read('optics', text.replace('Lane 1\n', 'Lane 0\n'));
  expect(outcome).not.toBe('ok');
  for (const record of records) expect(whole).toContainEqual(record);
});
