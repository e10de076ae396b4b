import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Json, startWorld, type World } from './ssh-client.ts';

const corpus = process.env.RINGDOWN_CORPUS ?? '../shared/corpus';
const missing = !existsSync(corpus);
if (missing) console.log('skipped: needs the corpus (set RINGDOWN_CORPUS)');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** The recording's keys that may be absent from ours: they belong to features that the simulated network does not have. */
const notOurs: Record<string, readonly string[]> = {
  junosSummary: ['vpn-rib-state'],
  junosNeighbor: [
    'gshut-recv-local-preference',
    'local-address',
    'vpn-rib-state',
    'peer-restart-flags-received',
    'peer-restart-nlri-negotiated',
    'local-ext-nh-color-nlri',
    'bgp-output-queue',
  ],
};

describe.skipIf(missing)('JSON has the keys and types of a recording of the same command', () => {
  test('arista_eos show interfaces', async () => {
    const recorded = read('arista_eos/interface-detail/napalm__get_interfaces__normal__show_interfaces.json');
    const ours = await world.json('spine1', 'show interfaces Ethernet1 | json');
    expectShape(ours.interfaces.Ethernet1, recorded.interfaces.Management1, []);
  });

  test('arista_eos show version', async () => {
    const recorded = read('arista_eos/version/napalm__get_facts__normal__show_version.json');
    expectShape(await world.json('spine1', 'show version | json'), recorded, []);
  });

  test('arista_eos show ip bgp summary vrf all', async () => {
    const recorded = read(
      'arista_eos/bgp-summary/napalm__get_bgp_neighbors__nopeers__show_ip_bgp_summary_vrf_all.json',
    );
    expectShape(await world.json('spine1', 'show ip bgp summary vrf all | json'), recorded, []);
  });

  test('arista_eos show ip bgp neighbors', async () => {
    const recorded = read('arista_eos/bgp-peer/napalm__get_bgp_neighbors__nopeers__show_ip_bgp_neighbors_vrf_all.json');
    expectShape(await world.json('spine1', 'show ip bgp neighbors 198.51.100.1 vrf all | json'), recorded, []);
  });

  test('juniper_junos show bgp summary', async () => {
    const recorded = suzieq('juniper_junos/bgp-peer/suzieq__junos-input__bgp.output', 'show bgp summary');
    expectShape(
      await world.json('edge1', 'show bgp summary | display json | no-more'),
      recorded,
      notOurs.junosSummary ?? [],
    );
  });

  test('juniper_junos show bgp neighbor', async () => {
    const recorded = suzieq('juniper_junos/bgp-peer/suzieq__junos-input__bgp.output', 'show bgp neighbor');
    expectShape(
      await world.json('edge1', 'show bgp neighbor 198.51.100.4 | display json | no-more'),
      recorded,
      notOurs.junosNeighbor ?? [],
    );
  });

  test('frr show bgp vrf all summary', async () => {
    const recorded = read('frr/bgp-summary/frr_exporter__testdata__show_bgp_vrf_all_ipv4_summary.json').default;
    const ours = (await world.json('leaf1', 'show bgp vrf all summary json')).default;
    // Every peer has another address: compare one with one.
    const [peer] = Object.values(ours.ipv4Unicast.peers);
    const [recordedPeer] = Object.values(recorded.ipv4Unicast.peers) as Json[];
    delete recordedPeer.prefixReceivedCount;
    recordedPeer.pfxRcd = 0;
    expectShape(peer, recordedPeer, []);
    delete recorded.ipv4Unicast.peers;
    expectShape(ours, recorded, []);
  });

  test('frr show bgp vrf all neighbors', async () => {
    const recorded = read('frr/bgp-peer/frr_exporter__testdata__show_bgp_vrf_all_neighbors.json').default;
    const ours = (await world.json('leaf1', 'show bgp vrf all neighbors json')).default;
    expectShape(ours['198.51.100.0'], recorded['10.1.1.10'], []);
    expectShape({ vrfId: ours.vrfId, vrfName: ours.vrfName }, { vrfId: recorded.vrfId, vrfName: recorded.vrfName }, []);
  });
});

function read(path: string): Json {
  return JSON.parse(readFileSync(join(corpus, path), 'utf8'));
}

/** The first answer of a router to a command in a file of concatenated JSON lists. */
function suzieq(path: string, command: string): Json {
  const lists = readFileSync(join(corpus, path), 'utf8').split(/^\]\s*(?=\[|$)/m);
  for (const list of lists) {
    if (list.trim() === '') continue;
    for (const entry of JSON.parse(`${list}]`)) {
      if (entry.cmd.startsWith(command)) return typeof entry.data === 'string' ? JSON.parse(entry.data) : entry.data;
    }
  }
  throw new Error(`${path} holds no ${command}`);
}

/** Every key of the recording is in ours, with a value of the same type; of a list the first elements are compared. */
function expectShape(ours: Json, recorded: Json, absent: readonly string[], path = ''): void {
  expect(typeof ours, `type of ${path}`).toBe(typeof recorded);
  expect(Array.isArray(ours), `list at ${path}`).toBe(Array.isArray(recorded));
  if (Array.isArray(recorded)) {
    if (recorded.length > 0 && ours.length > 0) expectShape(ours[0], recorded[0], absent, `${path}[0]`);
    return;
  }
  if (typeof recorded !== 'object' || recorded === null) return;
  for (const [key, value] of Object.entries(recorded)) {
    if (absent.includes(key)) continue;
    expect(Object.keys(ours), `keys of ${path || 'the document'}`).toContain(key);
    expectShape(ours[key], value, absent, `${path}.${key}`);
  }
}
