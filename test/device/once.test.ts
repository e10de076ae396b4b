import { describe, expect, onTestFinished, test } from 'vitest';
import { openDevices } from '../../src/device/devices.ts';
import type { Device } from '../../src/device/inventory.ts';
import { deviceAt, everywhere, keyCredentials, scripted, shortLimits } from '../support/device-bench.ts';
import { answer, type Script } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';

const router: Script = { exec: (_command, channel) => answer(channel, 'one\n') };
const question = { diagnostic: 'version', args: {} } as const;

function open(devices: readonly Device[], once: boolean) {
  const opened = openDevices({
    inventory: { path: 'inventory.yaml', devices: Object.fromEntries(devices.map((device) => [device.name, device])) },
    platforms: everywhere(testPlatform({ name: 'frr', session: 'exec' })),
    credentials: keyCredentials,
    limits: shortLimits,
    clock: { nowMs: () => Date.now() },
    log: { warn: () => {} },
    once,
  });
  onTestFinished(() => opened.close());
  return opened;
}

describe('devices that are asked once', () => {
  test('are left behind the answer, while others are still asked', async () => {
    const quick = await scripted(router);
    const slow = await scripted({
      exec: (_command, channel) => void setTimeout(() => answer(channel, 'one\n'), 200),
    });
    const devices = open([deviceAt(quick, { name: 'leaf1' }), deviceAt(slow, { name: 'leaf2' })], true);
    const readings = devices.fanOut(['leaf1', 'leaf2'], question);
    await expect.poll(() => quick.openSockets() === 0 && slow.openSockets() === 1 && quick.connections()).toBe(1);
    expect((await readings).map(({ result }) => result.outcome)).toEqual(['ok', 'ok']);
    await expect.poll(() => slow.openSockets()).toBe(0);
  });

  test('share the one connection of their jump host all the same', async () => {
    const jump = await scripted({ forward: true });
    const leaves = [await scripted(router), await scripted(router)];
    const behind = leaves.map((server, i) => deviceAt(server, { name: `leaf${i + 1}`, jump: 'bastion1' }));
    const devices = open([deviceAt(jump, { name: 'bastion1' }), ...behind], true);
    for (const [i, { name }] of behind.entries()) {
      expect((await devices.read(name, question)).result.error).toBeNull();
      await expect.poll(() => leaves[i]?.openSockets()).toBe(0);
    }
    expect(jump.connections()).toBe(1);
  });

  test('are kept otherwise', async () => {
    const server = await scripted(router);
    const devices = open([deviceAt(server)], false);
    for (let time = 0; time < 2; time += 1) await devices.read('leaf1', { ...question, fresh: true });
    expect([server.connections(), server.openSockets()]).toEqual([1, 1]);
  });
});
