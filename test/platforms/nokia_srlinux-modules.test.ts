import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const usual = readFileSync(join(import.meta.dirname, 'nokia_srlinux/environment/usual.raw'), 'utf8');
const parse = (text: string) => parseOutput('nokia_srlinux', 'environment', text, { nowMs: null });

describe('a next hop of SR Linux', () => {
  const table = readFileSync(join(import.meta.dirname, 'nokia_srlinux/route/owner-is-type.raw'), 'utf8');
  const read = (text: string) => parseOutput('nokia_srlinux', 'route', text, { nowMs: null });

  test('that is in no table hands its route back', () => {
    expect(read(table.replace('"next-hop-group": "1"', '"next-hop-group": "2"'))).toMatchObject({
      outcome: 'partial',
      records: [],
    });
  });

  test('of a route that was leaked is in the tables of another network instance', () => {
    const leaked = '"next-hop-group": "2", "next-hop-group-network-instance": "blue"';
    expect(read(table.replace('"next-hop-group": "1"', leaked))).toMatchObject({
      outcome: 'ok',
      records: [{ prefix: '198.51.100.0/30', nextHops: [] }],
    });
  });
});

describe('the keys of SR Linux', () => {
  test('mean the same with the names of their modules, at every level', () => {
    const qualified = usual.replace(/"([a-z-]+)":/g, '"srl_nokia-platform:$1":');
    expect(qualified).not.toBe(usual);
    expect(parse(usual).records.length).toBeGreaterThan(0);
    expect(parse(qualified)).toEqual(parse(usual));
  });

  test('one that would be there twice without its module keeps it', () => {
    const twice = usual.replace('"platform":', '"other:platform": {}, "srl_nokia-platform:platform":');
    expect(parse(twice).records).toEqual([]);
  });

  test('are left out of the name of a well-known community, and a name that nobody registered hands the route back', () => {
    const routes = readFileSync(join(import.meta.dirname, 'nokia_srlinux/bgp-route/usual.raw'), 'utf8');
    const read = (name: string) =>
      parseOutput('nokia_srlinux', 'bgp-route', routes.replace('"no-export"', `"${name}"`), { nowMs: null });
    expect(read('srl_nokia-policy-types:no-export')).toEqual(read('no-export'));
    expect(read('no-exports')).toMatchObject({ outcome: 'partial', records: [{ peer: '198.51.100.5' }] });
  });
});
