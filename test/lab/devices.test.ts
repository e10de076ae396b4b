import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Devices, openDevices } from '../../src/device/devices.ts';
import { loadInventory } from '../../src/device/inventory.ts';
import type { InterfaceRecord } from '../../src/domain/interface-records.ts';
import { Secret } from '../../src/lib/secret.ts';
import { platforms } from '../../src/platforms/index.ts';
import { describeWith, need } from '../support/needs.ts';
import { type Lab, startLab } from './lab.ts';
import { square } from './topology.ts';

describeWith([need.root(), need.frr()], 'ringdown on real routers', () => {
  let lab: Lab;
  let devices: Devices;
  const warnings: string[] = [];

  beforeAll(async () => {
    lab = await startLab(square);
    const file = join(lab.folder, 'inventory.yaml');
    writeFileSync(file, lab.inventory());
    const account = (login: 'read' | 'write') => {
      const { username, privateKey } = lab.sshTarget('leaf1', login);
      return { username, privateKey: () => new Secret(privateKey) };
    };
    devices = openDevices({
      inventory: loadInventory(file),
      platforms,
      credentials: { default: { read: account('read'), write: account('write') } },
      clock: { nowMs: () => Date.now() },
      log: { warn: (message) => void warnings.push(message) },
    });
  });
  afterAll(async () => {
    await devices?.close();
    await lab?.stop();
  });

  const interfaceOf = async (name: string, args: { interface: string }) => {
    const { result } = await devices.read(name, { diagnostic: 'interfaces', args, fresh: true });
    return result.records[0] as InterfaceRecord;
  };

  test('reads every router at once, each with both sessions established', async () => {
    const readings = await devices.fanOut(lab.routers, { diagnostic: 'bgp-summary', args: {} });
    expect(readings.map(({ result }) => [result.device, result.outcome])).toEqual(
      lab.routers.map((name) => [name, 'ok']),
    );
    for (const { result } of readings)
      expect(result.records).toMatchObject([{ state: 'established' }, { state: 'established' }]);
  });

  test('a ping ends by itself and counts what a lossy wire dropped', async () => {
    const link = lab.link('leaf1', 'spine1');
    lab.loss(link, 100, true);
    onTestFinished(() => lab.heal(link));
    const { result } = await devices.read('leaf1', { diagnostic: 'ping', args: { destination: link.far.address } });
    expect(result).toMatchObject({ outcome: 'ok', records: [{ received: 0, lossPercent: 100 }] });
    lab.heal(link);
    await lab.converged();
  });

  test('a traceroute that has no way is no success', async () => {
    const { result } = await devices.read('leaf1', { diagnostic: 'traceroute', args: { destination: '203.0.113.1' } });
    expect(result.outcome).not.toBe('ok');
  });

  test('a dead daemon is a refusal in its own words', async () => {
    await lab.killDaemon('spine2', 'bgpd');
    const { result } = await devices.read('spine2', { diagnostic: 'bgp-summary', args: {}, fresh: true });
    expect(result).toMatchObject({ outcome: 'rejected', error: expect.stringContaining('bgpd is not running') });
  });

  test('an approved shutdown changes the real router, its own output proves it, and the way back works', async () => {
    const { near, far } = lab.link('leaf1', 'spine1');
    const args = { interface: near.interface };
    const facts = { interface: await interfaceOf('leaf1', args), peer: null, context: [], tag: 'ringdown-lab' };
    const plan = platforms.frr.mitigations['interface-shutdown']?.render(args, facts);
    if (!plan?.ok) throw new Error(plan?.reason ?? 'frr has no interface-shutdown');
    const run = (mitigation: 'interface-shutdown' | 'interface-enable', lines: readonly string[]) =>
      devices.change(
        'leaf1',
        { planHash: 'f'.repeat(64), mitigation, args, lines },
        { beforeLine: async () => 'send' },
      );

    expect(await run('interface-shutdown', plan.apply)).toMatchObject({
      outcome: 'applied',
      linesSent: 4,
      error: null,
    });
    expect(await interfaceOf('leaf1', args)).toMatchObject({ adminStatus: 'down' });
    await vi.waitFor(async () =>
      expect(await interfaceOf('spine1', { interface: far.interface })).toMatchObject({
        adminStatus: 'up',
        operStatus: 'down',
      }),
    );
    expect(await lab.vtysh('leaf1', 'show running-config')).toMatch(/interface eth1\n(?: .*\n)* shutdown\n/);

    expect(await run('interface-enable', plan.undo)).toMatchObject({ outcome: 'applied', error: null });
    expect(await interfaceOf('leaf1', args)).toMatchObject({ adminStatus: 'up' });
    expect(await lab.vtysh('leaf1', 'show running-config')).not.toContain(' shutdown');
    expect(warnings).toEqual([]);
  });
});
