import { describe, expect, test } from 'vitest';
import {
  advance,
  confirm,
  createModel,
  cut,
  setConfig,
  setConfigUntil,
  setLoss,
} from '../../../src/sandbox/network/model.ts';
import { probe } from '../../../src/sandbox/network/probe.ts';
import { seededRandom } from '../../../src/sandbox/network/random.ts';
import { prefixCounts, routingTable } from '../../../src/sandbox/network/routing.ts';
import { deviceSpecs } from '../../../src/sandbox/network/topology.ts';
import { unifiedDiff } from '../../../src/sandbox/network/unified-diff.ts';

const startMs = Date.UTC(2026, 10, 23, 3, 0, 0);
const model = (seed = 3) => createModel(seededRandom(seed), startMs);
const by = { user: 'ringdown-rw', comment: 'test' };

describe('routes', () => {
  test('in a healthy network every device reaches every loopback, over both spines where there are two ways', () => {
    const table = routingTable(model());
    for (const { loopback } of deviceSpecs) {
      expect([...(table.get(`${loopback}/32`)?.keys() ?? [])].sort()).toEqual(
        deviceSpecs.map(({ name }) => name).sort(),
      );
    }
    expect(
      table
        .get('192.0.2.12/32')
        ?.get('leaf1')
        ?.links.map(({ spec }) => spec.id),
    ).toEqual(['leaf1-spine1', 'leaf1-spine2']);
    expect(table.get('192.0.2.12/32')?.get('leaf1')?.asPath).toEqual([65100, 65002]);
  });

  test('an AS path never loops and a session that is down brings no prefixes', () => {
    const state = model();
    cut(state, 'leaf1-spine1');
    const table = routingTable(state);
    for (const routes of table.values()) {
      for (const { asPath } of routes.values()) expect(new Set(asPath).size).toBe(asPath.length);
    }
    const [link] = state.links;
    expect(link?.spec.id).toBe('leaf1-spine1');
    if (link) expect(prefixCounts(table, 'leaf1', link)).toEqual({ received: 0, sent: 0, active: 0 });
  });
});

describe('time', () => {
  test('the same seed and the same moments give the same counters', () => {
    const [one, other] = [model(), model()];
    for (const state of [one, other]) {
      setLoss(state, { a: 'leaf2', b: 'spine1' }, 8);
      advance(state, startMs + 45_000);
    }
    expect(one.links.map(({ a, b }) => [a.counters, b.counters])).toEqual(
      other.links.map(({ a, b }) => [a.counters, b.counters]),
    );
  });

  test('counters never go back and a clock that does changes nothing', () => {
    const state = model();
    advance(state, startMs + 10_000);
    const before = state.links.map(({ a }) => a.counters.inOctets);
    advance(state, startMs + 5000);
    expect(state.links.map(({ a }) => a.counters.inOctets)).toEqual(before);
    expect(state.nowMs).toBe(startMs + 10_000);
  });

  test('what one end sends the other receives or counts as damaged', () => {
    const state = model();
    const link = state.links[0];
    if (!link) throw new Error('no link');
    const sentBefore = link.a.counters.outPackets;
    const receivedBefore = link.b.counters.inPackets;
    setLoss(state, { a: 'leaf1', b: 'spine1' }, 25);
    advance(state, startMs + 30_000);
    const sent = link.a.counters.outPackets - sentBefore;
    const received = link.b.counters.inPackets - receivedBefore;
    expect(received + link.b.counters.inErrors).toBe(sent);
    expect(link.b.counters.inErrors / sent).toBeCloseTo(0.25, 2);
    expect(link.a.counters.inErrors).toBe(0);
  });

  test('a timed configuration reverts to what was before the first of two, and a confirmed one stays', () => {
    const shut = { shutInterfaces: ['Ethernet1'], shutPeers: {} };
    const state = model();
    setConfigUntil(state, 'spine1', shut, { name: 's', atMs: startMs + 60_000 }, by);
    setConfigUntil(
      state,
      'spine1',
      { ...shut, shutInterfaces: ['Ethernet2'] },
      { name: 's', atMs: startMs + 90_000 },
      by,
    );
    advance(state, startMs + 80_000);
    expect(state.configs.get('spine1')?.shutInterfaces).toEqual(['Ethernet2']);
    advance(state, startMs + 91_000);
    expect(state.configs.get('spine1')?.shutInterfaces).toEqual([]);

    setConfigUntil(state, 'spine1', shut, { name: 's', atMs: startMs + 120_000 }, by);
    expect(confirm(state, 'spine1', 's')).toBe(true);
    expect(confirm(state, 'spine1', 's')).toBe(false);
    advance(state, startMs + 600_000);
    expect(state.configs.get('spine1')?.shutInterfaces).toEqual(['Ethernet1']);
  });
});

describe('probes', () => {
  test.for([5, 10, 30, 50] as const)(
    '%i percent loss loses that share of a hundred probes, wherever it starts',
    (percent) => {
      for (const seed of [1, 2, 3]) {
        const state = model(seed);
        setLoss(state, { a: 'leaf1', b: 'spine1' }, percent);
        const lost = Array.from({ length: 100 }, (_, sequence) => probe(state, 'leaf1', '198.51.100.0', sequence));
        expect(lost.filter(({ outcome }) => outcome === 'lost').length).toBeGreaterThanOrEqual(percent - 1);
        expect(lost.filter(({ outcome }) => outcome === 'lost').length).toBeLessThanOrEqual(percent + 1);
      }
    },
  );

  test('a shut peer leaves the link itself reachable', () => {
    const state = model();
    setConfig(state, 'leaf1', { shutInterfaces: [], shutPeers: { '198.51.100.0': {} } }, by);
    expect(probe(state, 'leaf1', '198.51.100.0', 0).outcome).toBe('reply');
    setConfig(state, 'leaf1', { shutInterfaces: ['eth1'], shutPeers: {} }, by);
    expect(probe(state, 'leaf1', '198.51.100.0', 0).outcome).toBe('no-route');
  });

  test('every address of every device answers every device', () => {
    const state = model();
    const addresses = [
      ...deviceSpecs.map(({ loopback }) => loopback),
      ...state.links.flatMap(({ spec }) => [spec.aAddress, spec.bAddress]),
    ];
    for (const { name } of deviceSpecs) {
      for (const address of addresses) {
        expect(probe(state, name, address, 0).outcome, `${name} to ${address}`).toBe('reply');
      }
    }
  });
});

test('a wrong link or loss is refused with what there is', () => {
  const state = model();
  expect(() => cut(state, 'leaf1-leaf2')).toThrow(/no link "leaf1-leaf2"; there are: leaf1-spine1, /);
  expect(() => setLoss(state, { a: 'leaf1', b: 'edge1' }, 5)).toThrow(/no link between leaf1 and edge1/);
  expect(() => setLoss(state, 'leaf1-spine1', 101)).toThrow(/0 to 100 percent, not 101/);
});

describe('unifiedDiff', () => {
  test('counts lines from one and keeps three lines of context', () => {
    const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(unifiedDiff(before, before)).toBe('');
    expect(unifiedDiff(before, ['a', 'b', 'c', 'd', 'X', 'e', 'f', 'g'])).toBe(
      '@@ -2,6 +2,7 @@\n b\n c\n d\n+X\n e\n f\n g\n',
    );
    expect(unifiedDiff(before, ['b', 'c', 'd', 'e', 'f', 'g'])).toBe('@@ -1,4 +1,3 @@\n-a\n b\n c\n d\n');
  });
});
