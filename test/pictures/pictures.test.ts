import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkMap } from '../../src/domain/network-map.ts';
import { figureBars, figuresAlt } from '../../src/pictures/figure-bars.ts';
import { incidentTimeline, timelineAlt } from '../../src/pictures/incident-timeline.ts';
import { linePlot, plotAlt } from '../../src/pictures/line-plot.ts';
import { mapAlt, mapGraph, networkMapPicture } from '../../src/pictures/network-map.ts';
import { evening, startMs } from './story.ts';
import { faultsOf, wordsIn } from './svg-check.ts';

const hostile = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '"><image href="x"/>',
    '\u202Ereversed',
    '&amp;&lt;',
    '\uD800',
    'x'.repeat(5_000),
  ),
);

describe("an incident's timeline", () => {
  test('says when what was reached, in UTC and in the zone', () => {
    const words = wordsIn(incidentTimeline(evening, 'Europe/Berlin'));
    expect(words).toEqual(
      expect.arrayContaining([
        'declared',
        'acknowledged +3 min',
        'first fact +4 min',
        'mitigated +25 min',
        'resolved +1 h 13 min',
      ]),
    );
    expect(words).toEqual(expect.arrayContaining(['UTC', 'Europe/Berlin', '03:00', '04:00', '23 Nov']));
  });

  test('joins marks that would hide each other, with their number', () => {
    expect(wordsIn(incidentTimeline(evening, 'UTC'))).toContain('3');
  });

  test('is one sentence for people who do not see it', () => {
    expect(timelineAlt(evening)).toBe(
      'Timeline of INC-7: sev1 at its worst, resolved, 1 h 13 min in all; acknowledged after 3 min; first fact after 4 min; mitigated after 25 min; resolved after 1 h 13 min; 2 in alerts and pages; 4 in devices; 3 in people; 1 in changes.',
    );
  });

  test('of a moment, of a year and with whatever title stays whole', () =>
    fc.assert(
      fc.property(hostile, fc.constantFrom(0, 1, 1_000, 86_400_000, 400 * 86_400_000), (title, lengthMs) => {
        const toMs = startMs + lengthMs;
        const story = {
          ...evening,
          title,
          toMs,
          moments: evening.moments.map((moment, i) => ({ ...moment, atMs: startMs + (lengthMs * i) / 4 })),
        };
        expect(faultsOf(incidentTimeline(story, 'Asia/Kathmandu'))).toEqual([]);
      }),
      { numRuns: 100 },
    ));
});

describe('a plot', () => {
  const points = (values: (number | null)[]) => values.map((value, i) => ({ atMs: startMs + i * 20_000, value }));

  test('names each line with its last value, and leaves a gap where nothing was read', () => {
    const plot = {
      title: '/net interface-detail leaf1 eth1 --watch 10m',
      unit: 'per second',
      zone: 'UTC',
      lines: [{ name: 'leaf1 eth1 CRC errors', points: points([0, 40, null, 20, 2.5]) }],
    };
    const svg = linePlot(plot);
    expect(wordsIn(svg)).toContain('2.5 · leaf1 eth1 CRC errors');
    expect(/<path d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(plotAlt(plot)).toBe(
      '/net interface-detail leaf1 eth1 --watch 10m, per second. leaf1 eth1 CRC errors: from 0 to 2.5.',
    );
  });

  test('of anything that was read stays whole', () =>
    fc.assert(
      fc.property(
        hostile,
        fc.array(
          fc.record({
            name: hostile,
            values: fc.array(fc.option(fc.double({ min: 0, max: 1e15, noNaN: true })), { maxLength: 80 }),
          }),
          { maxLength: 6 },
        ),
        (title, lines) => {
          const plot = {
            title,
            unit: 'prefixes',
            zone: 'UTC',
            lines: lines.map(({ name, values }) => ({ name, points: points(values) })),
          };
          expect(faultsOf(linePlot(plot))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    ));
});

describe('figures over incidents', () => {
  const spread = { count: 3, medianSeconds: 90, p90Seconds: 400 };
  const none = { count: 0, medianSeconds: null, p90Seconds: null };
  const row = {
    group: 'sev2',
    incidents: 4,
    open: 1,
    acknowledge: spread,
    firstFact: spread,
    mitigate: none,
    resolve: spread,
  };

  test('say how many, the median and the 90th percentile, and what nobody recorded', () => {
    const words = wordsIn(figureBars([row], 'severity'));
    expect(words).toEqual(
      expect.arrayContaining(['4 incidents, 1 open', '1 min 30 s / 6 min 40 s', 'of 3', 'not recorded']),
    );
    expect(figuresAlt([row], 'severity')).toContain('mitigated never');
  });

  test('under any name of a site stay whole', () =>
    fc.assert(
      fc.property(hostile, (group) => {
        expect(faultsOf(figureBars([{ ...row, group }], 'site'))).toEqual([]);
      }),
    ));
});

describe('the map', () => {
  const lldp = new Map<string, object[]>([
    [
      'spine1',
      [
        { interface: 'Ethernet1', neighborName: 'leaf1.example.net', neighborInterface: 'eth1' },
        { interface: 'Ethernet2', neighborName: 'leaf2', neighborInterface: 'eth1' },
      ],
    ],
    ['leaf1', [{ interface: 'eth1', neighborName: 'spine1', neighborInterface: 'Et1' }]],
  ]);
  const known = new Set(['spine1', 'leaf1', 'leaf2']);
  const answer = (device: string, diagnostic: string, records: object[], outcome = 'ok') => ({
    device,
    diagnostic,
    outcome,
    records,
  });

  test('has each cable once although its ends name it differently, and only what is one hop away', () => {
    const map = networkMap(
      [answer('leaf1', 'interfaces', [{ interface: 'eth1', operStatus: 'lower-layer-down' }])],
      lldp,
      known,
    );
    expect(map.links).toEqual([
      { from: { device: 'leaf1', interface: 'eth1' }, to: { device: 'spine1', interface: 'Ethernet1' }, state: 'down' },
    ]);
    expect(map.devices.map(({ name, state, degree }) => [name, state, degree])).toEqual([
      ['leaf1', 'up', 1],
      ['spine1', 'unknown', 2],
    ]);
    expect(mapAlt(map)).toBe(
      'Map of the affected network: 2 devices, 1 links, 1 of them down. Down: leaf1 eth1 to spine1 Ethernet1.',
    );
  });

  test('takes the newest answer, and says what nobody looked at', () => {
    const answers = [
      answer('spine1', 'interfaces', [{ interface: 'Ethernet1', operStatus: 'down' }]),
      answer('spine1', 'interfaces', [{ interface: 'Ethernet1', operStatus: 'up' }]),
    ];
    const map = networkMap(answers, lldp, known);
    expect(map.links.map(({ to, state }) => [to.interface, state])).toEqual([
      ['Ethernet1', 'up'],
      ['Ethernet2', 'unknown'],
    ]);
  });

  test('marks who cannot be reached and whose peers are down', () => {
    const answers = [
      answer('leaf1', 'interfaces', [], 'unreachable'),
      answer('spine1', 'bgp-summary', [{ state: 'idle' }, { state: 'established' }]),
    ];
    const map = networkMap(answers, lldp, known);
    expect(map.devices).toMatchObject([
      { name: 'leaf1', state: 'unreachable', trouble: null },
      { name: 'leaf2' },
      { name: 'spine1', trouble: '1 of 2 BGP peers down' },
    ]);
  });

  test('as it was laid out stays whole, whatever the devices call themselves', () =>
    fc.assert(
      fc.property(hostile, hostile, (name, port) => {
        const map = networkMap(
          [answer('leaf1', 'version', [])],
          new Map([['leaf1', [{ interface: 'eth1', neighborName: name, neighborInterface: port }]]]),
          known,
        );
        const graph = mapGraph(map);
        const placed = {
          ...graph,
          width: 400,
          height: 300,
          children: (graph.children ?? []).map((child, i) => ({ ...child, x: 10, y: 10 + 120 * i })),
          edges: (graph.edges ?? []).map((edge) => ({
            ...edge,
            sections: [{ id: 's', startPoint: { x: 60, y: 62 }, endPoint: { x: 60, y: 130 } }],
          })),
        };
        expect(faultsOf(networkMapPicture(map, placed, 'INC-7'))).toEqual([]);
      }),
      { numRuns: 50 },
    ));
});
