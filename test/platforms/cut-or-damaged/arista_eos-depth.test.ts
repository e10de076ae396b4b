import { expect, test } from 'vitest';
import { readerFor, sampleText } from './sample-text.ts';

const reading = readerFor('arista_eos');

test('attributes of a path of EOS are its own when they stand further out, and do not get lost further in', () => {
  const text = sampleText('arista_eos', 'bgp-route', 'text');
  const communities = /^ +((?:Large |Extended )?Community|Rx path id): /gm;
  const records = reading('bgp-route', text).records;
  expect(text.match(communities)?.length).toBeGreaterThan(3);
  const at = (depth: string) => reading('bgp-route', text.replace(communities, `${depth}$1: `));
  expect(at('')).toMatchObject({ outcome: 'ok', records });
  expect(at('          ').outcome).toBe('partial');
});

const route = (...hops: string[]) =>
  ['Codes: C - connected, S - static, K - kernel,', '', ' B E      192.0.2.0/24 [200/0]', ...hops, ''].join('\n');
const vtep = (last: number) => `via VTEP 198.51.100.${last} VNI 201 router-mac 02:00:00:00:00:0${last}`;

test('a next hop of EOS that stands further in or out than the first one neither gets lost nor comes on top', () => {
  const [first, second] = [`           ${vtep(1)}`, `           ${vtep(2)}`];
  expect(reading('route', route(first, second))).toMatchObject({
    outcome: 'ok',
    records: [{ nextHops: { length: 2 } }],
  });
  expect(reading('route', route(first, ` ${second}`)).outcome).toBe('partial');
  const tunnel = [
    '           via 198.51.100.9/32, IS-IS SR IPv4 tunnel index 3',
    '              via 198.51.100.1, Ethernet1',
  ];
  expect(reading('route', route(...tunnel)).outcome).toBe('ok');
  expect(reading('route', route(tunnel[0] ?? '', '     via 198.51.100.1, Ethernet1'))).toMatchObject({
    outcome: 'partial',
    records: [],
  });
});

test('a tunnel of EOS whose state is damaged has not the one of what stands below it', () => {
  const tunnel = (state: string, below: string[]) =>
    ['Tunnel to-spine1', '   Source: 192.0.2.11', '   Destination: 192.0.2.21', state, ...below, ''].join('\n');
  const below = ['   LSP 1', '      Source: 192.0.2.99', '      State: up'];
  expect(reading('mpls-lsps', tunnel('   State: down', below))).toMatchObject({
    outcome: 'ok',
    records: [{ from: '192.0.2.11', state: 'down' }],
  });
  expect(reading('mpls-lsps', tunnel('   Stat: down', below.slice(2)))).toMatchObject({
    outcome: 'partial',
    records: [],
  });
  expect(reading('mpls-lsps', tunnel('   #', below))).toMatchObject({ outcome: 'partial', records: [] });
});

test('where neighbours of EOS have no state, the word of one is no interface', () => {
  const text = sampleText('arista_eos', 'arp', 'six-without-state');
  const row = /^(2001:db8::3 .*?)Vl10$/m;
  expect(text).toMatch(row);
  const { outcome, records } = reading('arp', text.replace(row, '$1REACH'));
  expect(outcome).toBe('partial');
  expect(JSON.stringify(records)).not.toContain('REACH');
});
