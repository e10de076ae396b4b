import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type DiagnosticName, diagnosticNames, type Outcome } from '../../src/domain/diagnostics.ts';
import { describeWith, need } from '../support/needs.ts';
import { type Lab, startLab } from './lab.ts';
import { type Terminal, terminalOf } from './terminal.ts';
import { type Link, squareWithIgp } from './topology.ts';

/** What a healthy router answers, with the arguments of the question. Whoever is not here is `unsupported`. */
const healthy: Partial<Record<DiagnosticName, [outcome: Outcome, args: string]>> = {
  interfaces: ['ok', ''],
  'interface-detail': ['ok', ' eth1'],
  'bgp-summary': ['ok', ''],
  'bgp-peer': ['ok', ' 198.51.100.1'],
  'bgp-route': ['ok', ' 192.0.2.3/32'],
  route: ['ok', ' 192.0.2.3'],
  'ospf-neighbors': ['ok', ''],
  'isis-adjacencies': ['ok', ''],
  'bfd-sessions': ['ok', ''],
  arp: ['ok', ''],
  ping: ['ok', ' 192.0.2.3'],
  traceroute: ['ok', ' 192.0.2.3'],
  version: ['ok', ''],
  // The kernel of the lab has no MPLS.
  'mpls-lsps': ['empty', ''],
};

describeWith([need.root(), need.frr()], 'ringdown net on real routers with every daemon', () => {
  let lab: Lab;
  let net: Terminal;
  let link: Link;

  beforeAll(async () => {
    lab = await startLab(squareWithIgp);
    net = terminalOf(lab);
    link = lab.link('leaf1', 'spine1');
    await settled();
  });
  afterAll(() => lab?.stop());

  /** Until the question's answer holds; the last difference otherwise. */
  const until = (check: () => Promise<void>, seconds = 30) =>
    vi.waitFor(check, { timeout: seconds * 1_000, interval: 300 });
  const configure = (router: string, ...lines: string[]) => lab.vtysh(router, 'configure terminal', ...lines);
  const adjacent = async () => {
    const [ospf, isis, bfd] = await Promise.all([
      net('ospf-neighbors', 'leaf1'),
      net('isis-adjacencies', 'leaf1'),
      net('bfd-sessions', 'leaf1'),
    ]);
    expect(ospf.records.map(({ version, neighborId, state }) => [version, neighborId, state]).sort()).toEqual([
      [2, '192.0.2.2', 'full'],
      [2, '192.0.2.4', 'full'],
      [3, '192.0.2.2', 'full'],
      [3, '192.0.2.4', 'full'],
    ]);
    expect(isis.records.map(({ interface: name, state }) => [name, state]).sort()).toEqual([
      ['eth1', 'up'],
      ['eth2', 'up'],
    ]);
    expect(bfd.records.map(({ peer, state }) => [peer, state]).sort()).toEqual([
      ['198.51.100.1', 'up'],
      ['198.51.100.6', 'up'],
    ]);
  };
  const settled = async () => {
    await lab.converged();
    await until(adjacent, 40);
  };
  const peerOf = async (router: string, peer: string) => (await net('bgp-peer', `${router} ${peer}`)).records[0];

  test.each(diagnosticNames)('%s is ok, empty or unsupported', async (diagnostic) => {
    const [outcome, args] = healthy[diagnostic] ?? ['unsupported', ''];
    const result = await net(diagnostic, `leaf1${args}`);
    expect(result, JSON.stringify(result.unparsed)).toMatchObject({
      device: 'leaf1',
      platform: 'frr',
      diagnostic,
      outcome,
      unparsed: [],
    });
    if (outcome === 'ok' || outcome === 'empty') expect(result.error).toBeNull();
    else expect(result.error).toMatch(/use `|read that file|compare /);
  });

  test('the healthy answers are true', async () => {
    expect((await net('bgp-route', 'leaf1 192.0.2.3/32')).records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ vrf: 'default', best: true, nextHop: '198.51.100.1', asPath: [64_497, 64_498] }),
        expect.objectContaining({ vrf: 'default', best: false, nextHop: '198.51.100.6', asPath: [64_499, 64_498] }),
      ]),
    );
    // IS-IS takes its time to compute.
    await until(async () => {
      const routes = (await net('route', 'leaf1 192.0.2.3')).records;
      expect(routes.map(({ protocol, active }) => [protocol, active]).sort()).toEqual([
        ['bgp', true],
        ['isis', false],
        ['ospf', false],
      ]);
    });
    // So does OSPFv3 until it knows the second way.
    await until(async () => {
      expect((await net('route', 'leaf1 2001:db8::3')).records).toMatchObject([
        { prefix: '2001:db8::3/128', protocol: 'ospf', active: true, nextHops: [{}, {}] },
      ]);
    });
    expect(await net('route', 'leaf1 203.0.113.1')).toMatchObject({ outcome: 'empty' });
    expect(await net('bgp-route', 'leaf1 203.0.113.0/24')).toMatchObject({ outcome: 'empty' });
    const kernel = await lab.exec('leaf1', ['ip', '-json', 'neigh', 'show', 'dev', 'eth1', link.far.address]);
    expect((await net('arp', `leaf1 ${link.far.address}`)).records).toMatchObject([
      { interface: 'eth1', ipAddress: link.far.address, macAddress: JSON.parse(kernel)[0].lladdr },
    ]);
    const [bfd] = (await net('bfd-sessions', 'leaf1')).records;
    expect(bfd).toMatchObject({ transmitMs: 500, receiveMs: 500, multiplier: 3, diagnosticCode: 'ok' });
  });

  test('an unknown VRF is refused or empty, never somebody else’s routes', async () => {
    expect(await net('route', 'leaf1 192.0.2.3 --vrf NOPE')).toMatchObject({ outcome: 'rejected', records: [] });
    expect(await net('bgp-route', 'leaf1 192.0.2.3/32 --vrf NOPE')).toMatchObject({ outcome: 'rejected', records: [] });
    for (const diagnostic of ['ospf-neighbors', 'isis-adjacencies', 'bfd-sessions'] as const)
      expect((await net(diagnostic, 'leaf1 --vrf NOPE')).records).toEqual([]);
  });

  test('a link over which nothing comes: BFD, BGP, OSPF and IS-IS say so, the interface does not', async () => {
    lab.loss(link, 100);
    await until(async () => {
      expect((await net('bfd-sessions', 'leaf1')).records).toContainEqual(
        expect.objectContaining({
          peer: link.far.address,
          state: 'down',
          diagnosticCode: 'control detection time expired',
          upSeconds: null,
        }),
      );
      expect(await peerOf('leaf1', link.far.address)).toMatchObject({
        lastResetReason: 'Cease/BFD Down',
        lastErrorCode: 6,
        lastErrorSubcode: 10,
        bfd: 'Down',
        upSeconds: null,
      });
      const names = async (diagnostic: 'ospf-neighbors' | 'isis-adjacencies') =>
        new Set((await net(diagnostic, 'leaf1')).records.map((record) => record.interface));
      expect(await names('ospf-neighbors')).toEqual(new Set(['eth2']));
      expect(await names('isis-adjacencies')).toEqual(new Set(['eth2']));
    });
    expect((await net('interfaces', 'leaf1 eth1')).records).toMatchObject([{ adminStatus: 'up', operStatus: 'up' }]);
    expect((await net('route', 'leaf1 192.0.2.3')).records).toContainEqual(
      expect.objectContaining({ active: true, nextHops: [expect.objectContaining({ address: '198.51.100.6' })] }),
    );
    lab.heal(link);
    await settled();
  });

  test('a peer that the far side shut, a wrong AS and too many prefixes are told apart', async () => {
    const there = (line: string) => configure('spine1', 'router bgp 64497', line);
    await there(`neighbor ${link.near.address} shutdown`);
    await until(async () =>
      expect(await peerOf('leaf1', link.far.address)).toMatchObject({
        state: expect.not.stringMatching('established'),
        adminDown: false,
        lastErrorCode: 6,
        lastErrorSubcode: 2,
        lastNotificationDirection: 'received',
      }),
    );
    await there(`no neighbor ${link.near.address} shutdown`);
    await there(`neighbor ${link.near.address} remote-as 64511`);
    await until(async () =>
      expect(await peerOf('spine1', link.near.address)).toMatchObject({
        remoteAs: 64_511,
        adminDown: false,
        lastResetReason: 'OPEN Message Error/Bad Peer AS',
        lastErrorCode: 2,
        lastErrorSubcode: 2,
      }),
    );
    await there(`neighbor ${link.near.address} remote-as 64496`);
    await lab.converged();
    const limit = (words: string) =>
      configure(
        'leaf1',
        'router bgp 64496',
        'address-family ipv4 unicast',
        `${words}neighbor ${link.far.address} maximum-prefix 1`,
      );
    await limit('');
    await until(async () => {
      expect((await net('bgp-summary', 'leaf1')).records).toContainEqual(
        expect.objectContaining({ peer: link.far.address, state: 'idle', adminDown: false, reason: 'PfxCt' }),
      );
      expect(await peerOf('leaf1', link.far.address)).toMatchObject({
        lastErrorCode: 6,
        lastErrorSubcode: 1,
        lastNotificationDirection: 'sent',
      });
    });
    await limit('no ');
    await lab.vtysh('leaf1', `clear bgp ${link.far.address}`);
    await settled();
  });

  test('OSPF that does not come up: another MTU is seen as a state, another area as nobody there', async () => {
    const { interface: far } = link.far;
    await lab.exec('spine1', ['ip', 'link', 'set', far, 'mtu', '1400']);
    await lab.vtysh('leaf1', 'clear ip ospf neighbor');
    await until(async () => {
      const neighbors = (await net('ospf-neighbors', 'leaf1')).records.filter(({ version }) => version === 2);
      expect(neighbors.find(({ interface: name }) => name === 'eth1')?.state).toMatch(/^(?:exstart|exchange)$/);
      expect(neighbors.find(({ interface: name }) => name === 'eth2')?.state).toBe('full');
    });
    expect((await net('interfaces', `spine1 ${far}`)).records).toMatchObject([{ mtuBytes: 1400 }]);
    await lab.exec('spine1', ['ip', 'link', 'set', far, 'mtu', '1500']);
    const area = (from: string, to: string) =>
      configure('spine1', `interface ${far}`, `no ip ospf area ${from}`, `ip ospf area ${to}`);
    await area('0.0.0.0', '0.0.0.1');
    await until(async () => {
      const { outcome, records } = await net('ospf-neighbors', 'leaf1');
      expect(outcome).toBe('ok');
      expect(records.filter(({ version }) => version === 2)).toMatchObject([{ interface: 'eth2', state: 'full' }]);
    });
    await area('0.0.0.1', '0.0.0.0');
    await settled();
  });

  test('a discarded prefix is no way out, and an address behind another is looked up', async () => {
    await configure('leaf1', 'ip route 203.0.113.0/25 blackhole', 'ip route 203.0.113.128/25 192.0.2.3');
    await until(async () =>
      expect((await net('route', 'leaf1 203.0.113.1')).records).toMatchObject([
        {
          prefix: '203.0.113.0/25',
          protocol: 'static',
          active: true,
          nextHops: [{ address: null, interface: 'blackhole' }],
        },
      ]),
    );
    expect((await net('route', 'leaf1 203.0.113.129')).records).toMatchObject([
      {
        nextHops: [
          { address: '192.0.2.3', recursive: true },
          { address: '198.51.100.1', interface: 'eth1' },
        ],
      },
    ]);
    await configure('leaf1', 'no ip route 203.0.113.0/25 blackhole', 'no ip route 203.0.113.128/25 192.0.2.3');
  });

  test('a daemon that is gone is a refusal in its own words, never an empty table', async () => {
    const daemons = {
      ospfd: ['ospf-neighbors', 'spine2'],
      isisd: ['isis-adjacencies', 'spine2'],
      bfdd: ['bfd-sessions', 'spine2'],
      bgpd: ['bgp-route', 'spine2 192.0.2.1/32'],
    } as const;
    for (const daemon of Object.keys(daemons) as (keyof typeof daemons)[]) {
      await lab.killDaemon('spine2', daemon);
      const [diagnostic, words] = daemons[daemon];
      expect(await net<DiagnosticName>(diagnostic, words)).toMatchObject({
        outcome: 'rejected',
        records: [],
        error: `${daemon} is not running`,
      });
    }
    expect((await net('interfaces', 'spine2')).outcome).toBe('ok');
  });
});
