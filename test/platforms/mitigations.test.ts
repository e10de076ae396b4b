import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/device/gate.ts';
import type { PlatformName } from '../../src/domain/diagnostics.ts';
import { platformNames } from '../../src/domain/diagnostics.ts';
import type { InterfaceRecord } from '../../src/domain/interface-records.ts';
import { type MitigationArguments, type MitigationName, mitigationNames } from '../../src/domain/mitigation.ts';
import type { BgpPeerRecord } from '../../src/domain/routing-records.ts';
import { platforms } from '../../src/platforms/index.ts';
import type { MitigationFacts, RenderedChange } from '../../src/platforms/platform.ts';
import { blankInterface, blankPeer } from '../../src/platforms/records.ts';

const tag = 'ringdown-1f9c22ab';
const interfaces = { arista_eos: 'Ethernet1', juniper_junos: 'ge-0/0/0', frr: 'eth1' };
const peer = '198.51.100.1';

function port(name: string, adminStatus: InterfaceRecord['adminStatus']): InterfaceRecord {
  return { ...blankInterface(name), adminStatus, operStatus: adminStatus === 'up' ? 'up' : 'down' };
}

function session(fields: Partial<BgpPeerRecord>): BgpPeerRecord {
  const summary = {
    vrf: 'default',
    addressFamily: null,
    localAs: 65001,
    routerId: null,
    peer,
    remoteAs: 65100,
    state: 'established' as const,
    adminDown: false,
    reason: null,
    stateSeconds: null,
    upSeconds: null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  };
  return { ...blankPeer(summary), ...fields };
}

const leaf = (data: string) => [{ data }];
const neighbor = (group: string, instance = 'master') =>
  JSON.stringify({
    'bgp-information': [
      { 'bgp-peer': [{ 'peer-address': leaf(peer), 'peer-group': leaf(group), 'peer-cfg-rti': leaf(instance) }] },
    ],
  });

function render(
  platform: PlatformName,
  name: MitigationName,
  args: MitigationArguments,
  facts: Partial<MitigationFacts>,
): RenderedChange {
  const renderer = platforms[platform].mitigations[name];
  if (!renderer) throw new Error(`${platform} has no ${name}`);
  return renderer.render(args, { interface: null, peer: null, context: [], tag, ...facts });
}

function changeOf(rendered: RenderedChange) {
  if (!rendered.ok) throw new Error(rendered.reason);
  return rendered;
}

describe('the exact lines', () => {
  test.each([
    [
      'arista_eos',
      ['configure session ringdown-1f9c22ab', 'interface Ethernet1', 'shutdown', 'commit'],
      ['configure session ringdown-1f9c22ab-undo', 'interface Ethernet1', 'no shutdown', 'commit'],
    ],
    [
      'juniper_junos',
      ['configure exclusive', 'set interfaces ge-0/0/0 disable', 'commit comment ringdown-1f9c22ab', 'exit'],
      ['configure exclusive', 'delete interfaces ge-0/0/0 disable', 'commit comment ringdown-1f9c22ab-undo', 'exit'],
    ],
    [
      'frr',
      ['configure terminal', 'interface eth1', 'shutdown', 'end'],
      ['configure terminal', 'interface eth1', 'no shutdown', 'end'],
    ],
  ] as const)('%s shuts an interface and takes it back', (platform, apply, undo) => {
    const name = interfaces[platform];
    const change = changeOf(
      render(platform, 'interface-shutdown', { interface: name }, { interface: port(name, 'up') }),
    );
    expect(change).toEqual({ ok: true, apply, undo });
    const enable = changeOf(
      render(platform, 'interface-enable', { interface: name }, { interface: port(name, 'down') }),
    );
    expect(enable.apply.find((line) => /shutdown|disable/.test(line))).toBe(
      undo.find((line) => /shutdown|disable/.test(line)),
    );
  });

  test.each([
    [
      'arista_eos',
      [],
      ['configure session ringdown-1f9c22ab', 'router bgp 65001', 'neighbor 198.51.100.1 shutdown', 'commit'],
    ],
    [
      'juniper_junos',
      [neighbor('fabric')],
      [
        'configure exclusive',
        'set protocols bgp group fabric neighbor 198.51.100.1 shutdown',
        'commit comment ringdown-1f9c22ab',
        'exit',
      ],
    ],
    ['frr', [], ['configure terminal', 'router bgp 65001', 'neighbor 198.51.100.1 shutdown', 'end']],
  ] as const)('%s shuts a BGP peer', (platform, context, apply) => {
    expect(changeOf(render(platform, 'bgp-peer-shutdown', { peer }, { peer: session({}), context })).apply).toEqual(
      apply,
    );
  });

  test.each([
    ['arista_eos', [], ['router bgp 65001', 'vrf CUST', 'no neighbor 198.51.100.1 shutdown']],
    [
      'juniper_junos',
      [neighbor('edge', 'CUST')],
      ['delete routing-instances CUST protocols bgp group edge neighbor 198.51.100.1 shutdown'],
    ],
    ['frr', [], ['router bgp 65001 vrf CUST', 'no neighbor 198.51.100.1 shutdown']],
  ] as const)('%s enables a BGP peer in a VRF', (platform, context, inner) => {
    const facts = { peer: session({ vrf: 'CUST', adminDown: true, state: 'idle' }), context };
    const { apply } = changeOf(render(platform, 'bgp-peer-enable', { peer, vrf: 'CUST' }, facts));
    expect(apply.slice(1, 1 + inner.length)).toEqual(inner);
  });

  test('Junos names the unit of a logical interface', () => {
    const name = 'ge-0/0/0.100';
    expect(
      changeOf(render('juniper_junos', 'interface-shutdown', { interface: name }, { interface: port(name, 'up') }))
        .apply[1],
    ).toBe('set interfaces ge-0/0/0 unit 100 disable');
  });
});

/** Platforms on which ringdown makes changes. */
const changing = ['arista_eos', 'juniper_junos', 'frr'] as const;

test('exactly these platforms have every mitigation, the others none', () => {
  for (const platform of platformNames) {
    const rendered = Object.keys(platforms[platform].mitigations).sort();
    const isChanging = changing.some((name) => name === platform);
    expect(rendered, platform).toEqual(isChanging ? [...mitigationNames].sort() : []);
  }
});

test.each(changing)('%s renders only lines that the gate lets through', (platform) => {
  const name = interfaces[platform];
  const context = [neighbor('fabric')];
  const elsewhere = { peer: session({ vrf: 'CUST' }), context: [neighbor('fabric', 'CUST')] };
  const changes: [MitigationName, MitigationArguments, Partial<MitigationFacts>][] = [
    ['interface-shutdown', { interface: name }, { interface: port(name, 'up') }],
    ['interface-enable', { interface: name }, { interface: port(name, 'down') }],
    ['bgp-peer-shutdown', { peer }, { peer: session({}), context }],
    ['bgp-peer-enable', { peer }, { peer: session({ adminDown: true }), context }],
    ['bgp-peer-shutdown', { peer, vrf: 'CUST' }, elsewhere],
  ];
  const gate = createGate((event) => {
    throw new Error(`${event.line}: ${event.reason}`);
  });
  for (const [mitigation, args, facts] of changes) {
    const { apply, undo } = changeOf(render(platform, mitigation, args, facts));
    for (const lines of [apply, undo]) {
      const approval = { planHash: 'a'.repeat(64), mitigation, args, lines };
      for (const line of lines)
        expect(gate.change({ name: 'leaf1', platform }, line, approval)).toMatchObject({ ok: true });
    }
  }
  const [question] = platforms[platform].mitigations['bgp-peer-shutdown']?.contextCommands({ peer }) ?? [];
  if (question) expect(gate.read({ name: 'leaf1', platform }, question.line)).toMatchObject({ ok: true });
});

describe.each(changing)('%s refuses, with a reason', (platform) => {
  const name = interfaces[platform];
  const context = [neighbor('fabric')];
  test.each([
    ['an interface that the device did not list', 'interface-shutdown', { interface: name }, {}, 'did not list'],
    [
      'another interface than the one that was read',
      'interface-shutdown',
      { interface: name },
      { interface: port(`${name}9`, 'up') },
      'did not list',
    ],
    [
      'an interface that is shut already',
      'interface-shutdown',
      { interface: name },
      { interface: port(name, 'down') },
      'already',
    ],
    [
      'an interface that is on already',
      'interface-enable',
      { interface: name },
      { interface: port(name, 'up') },
      'already',
    ],
    [
      'an interface whose state is unknown',
      'interface-shutdown',
      { interface: name },
      { interface: port(name, null) },
      'did not say',
    ],
    [
      'a name with a second line',
      'interface-shutdown',
      { interface: `${name}\nreload` },
      { interface: port(`${name}\nreload`, 'up') },
      'not named in full',
    ],
    [
      'a tag that is not ours',
      'interface-shutdown',
      { interface: name },
      { interface: port(name, 'up'), tag: 'x; reload' },
      'tag',
    ],
    ['a peer that the device does not know', 'bgp-peer-shutdown', { peer }, { context }, 'knows no BGP peer'],
    ['an unknown local AS', 'bgp-peer-shutdown', { peer }, { peer: session({ localAs: null }), context }, 'local AS'],
    ['a reserved local AS', 'bgp-peer-shutdown', { peer }, { peer: session({ localAs: 23456 }), context }, 'local AS'],
    [
      'a peer that is shut already',
      'bgp-peer-shutdown',
      { peer },
      { peer: session({ adminDown: true }), context },
      'already',
    ],
    ['a peer that is enabled already', 'bgp-peer-enable', { peer }, { peer: session({}), context }, 'already'],
    [
      'a peer in another VRF',
      'bgp-peer-shutdown',
      { peer, vrf: 'CUST' },
      { peer: session({}), context },
      'VRF default',
    ],
    ['a peer in an unknown VRF', 'bgp-peer-shutdown', { peer }, { peer: session({ vrf: null }), context }, 'VRF'],
    [
      'a VRF whose name could do harm',
      'bgp-peer-shutdown',
      { peer },
      { peer: session({ vrf: 'a b' }), context },
      'VRF',
    ],
  ] as [string, MitigationName, MitigationArguments, Partial<MitigationFacts>, string][])(
    '%s',
    (_what, mitigation, args, facts, reason) => {
      const rendered = render(platform, mitigation, args, facts);
      expect(rendered).toMatchObject({ ok: false });
      if (!rendered.ok) expect(rendered.reason).toContain(reason);
    },
  );
});

test.each([
  ['no answer', ''],
  ['a cut answer', neighbor('fabric').slice(0, 60)],
  ['no such peer', '{"bgp-information":[{}]}'],
  ['a group name with a space', neighbor('a b')],
  ['another instance', neighbor('fabric', 'CUST')],
])('Junos refuses to shut a peer with %s about its group', (_what, answer) => {
  expect(render('juniper_junos', 'bgp-peer-shutdown', { peer }, { peer: session({}), context: [answer] }).ok).toBe(
    false,
  );
});
