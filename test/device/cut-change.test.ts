import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change, ChangeHooks } from '../../src/device/change.ts';
import type { Devices } from '../../src/device/devices.ts';
import { createGate } from '../../src/device/gate.ts';
import type { Network } from '../../src/sandbox/network/network.ts';
import type { DeviceName } from '../../src/sandbox/network/topology.ts';
import { openSimulated, readAdminStatus, renderPlan, startSimulated } from '../support/simulated-devices.ts';

const minute = 60_000;

let nowMs: number;
let network: Network;
let devices: Devices;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 23, 3, 0, 0);
  network = await startSimulated({ nowMs: () => nowMs });
  devices = openSimulated(network);
});
afterEach(async () => {
  await devices.close();
  await network.close();
});

const one = [
  { name: 'spine1', port: 'Ethernet1', works: 'commit' },
  { name: 'edge1', port: 'et-0/0/0', works: 'commit' },
  { name: 'leaf1', port: 'eth1', works: 'shutdown' },
] as const;

describe.each(one)('$name: the session is killed in the middle of a change', ({ name, port, works }) => {
  test('before or behind any line: unknown, and a reading tells whether the line that works was taken', async () => {
    const { apply, undo } = await renderPlan(devices, name, 'interface-shutdown', { interface: port });
    const working = apply.findIndex((line) => line.startsWith(works));
    expect(working).toBeGreaterThan(0);
    for (const index of apply.keys()) {
      const result = await change(name, port, apply, { beforeLine: killed(name, index) });
      expect(result, `before ${apply[index]}`).toMatchObject({ outcome: 'unknown', linesSent: index + 1 });
      expect(result.error).toMatch(/Read the device before anything else is tried/);
      // Before it is "before": the line that is being sent is lost with the session.
      const wanted = index > working ? 'down' : 'up';
      expect(await readAdminStatus(devices, name, port), `killed before ${apply[index]}`).toBe(wanted);
      if (wanted === 'up') continue;
      // Nothing of the broken session is in the way of the approved way back.
      expect((await change(name, port, undo)).outcome).toBe('applied');
      expect(await readAdminStatus(devices, name, port)).toBe('up');
    }
    expect((await change(name, port, again(apply))).outcome).toBe('applied');
    expect(await readAdminStatus(devices, name, port)).toBe('down');
  });

  test('while the line that works is answered: it is not sent again, and the reading has the last word', async () => {
    const { apply } = await renderPlan(devices, name, 'interface-shutdown', { interface: port });
    const working = apply.findIndex((line) => line.startsWith(works));
    const result = await change(name, port, apply, {
      beforeLine: async (index) => {
        if (index === working) await network.setFault(name, 'hang-command');
        return 'send';
      },
    });
    await network.setFault(name, null);
    expect(result).toMatchObject({ outcome: 'unknown', linesSent: working + 1 });
    const typed = network.transcript(name).filter(({ line }) => line === apply[working]);
    expect(typed).toHaveLength(1);
    expect(await readAdminStatus(devices, name, port)).toBe('up');
  });
});

const armed = [
  {
    name: 'spine1',
    port: 'Ethernet1',
    lines: (tag: string) => [`configure session ${tag}`, 'interface Ethernet1', 'shutdown', 'commit timer 00:05:00'],
    confirm: (tag: string) => [`configure session ${tag} commit`],
  },
  {
    name: 'edge1',
    port: 'et-0/0/0',
    lines: (tag: string) => [
      'configure exclusive',
      'set interfaces et-0/0/0 disable',
      `commit confirmed 5 comment ${tag}`,
    ],
    confirm: (tag: string) => ['configure exclusive', `commit comment ${tag}`, 'exit'],
  },
] as const;

describe.each(armed)('$name: the session is killed while a change waits for its confirmation', (device) => {
  const { name, port } = device;
  const tag = 'ringdown-1f9c22ab';

  test('it works until its time is up, then the device takes it back by itself', async () => {
    const lines = [...device.lines(tag), ...device.confirm(tag)];
    const confirmation = device.lines(tag).length;
    const result = await change(name, port, lines, { beforeLine: killed(name, confirmation) });
    expect(result).toMatchObject({ outcome: 'unknown', linesSent: confirmation + 1 });
    expect(await readAdminStatus(devices, name, port)).toBe('down');
    nowMs += 5 * minute - 1_000;
    expect(await readAdminStatus(devices, name, port)).toBe('down');
    nowMs += 2_000;
    expect(await readAdminStatus(devices, name, port)).toBe('up');
  });

  test('it can be confirmed from another session, and then it stays', async () => {
    const lines = [...device.lines(tag), ...device.confirm(tag)];
    await change(name, port, lines, { beforeLine: killed(name, device.lines(tag).length) });
    expect((await change(name, port, device.confirm(tag))).outcome).toBe('applied');
    nowMs += 10 * minute;
    expect(await readAdminStatus(devices, name, port)).toBe('down');
  });
});

test('leaf1: vtysh has nothing to arm, so no such line is sent, and what was taken stays until a person takes it back', async () => {
  const gate = createGate(() => undefined);
  for (const line of ['commit confirmed 5', 'commit timer 00:05:00', 'configure terminal revert timer 5']) {
    const approval = { planHash: 'a'.repeat(64), mitigation: 'interface-shutdown', args: {}, lines: [line] } as const;
    expect(gate.change({ name: 'leaf1', platform: 'frr' }, line, approval).ok, line).toBe(false);
  }
  const { apply, undo } = await renderPlan(devices, 'leaf1', 'interface-shutdown', { interface: 'eth1' });
  await change('leaf1', 'eth1', apply, { beforeLine: killed('leaf1', apply.indexOf('end')) });
  nowMs += 60 * minute;
  expect(await readAdminStatus(devices, 'leaf1', 'eth1')).toBe('down');
  expect((await change('leaf1', 'eth1', undo)).outcome).toBe('applied');
  expect(await readAdminStatus(devices, 'leaf1', 'eth1')).toBe('up');
});

function change(name: string, port: string, lines: string[], hooks: Partial<ChangeHooks> = {}) {
  const plan: Change = {
    planHash: 'a'.repeat(64),
    mitigation: 'interface-shutdown',
    args: { interface: port },
    lines,
    hostKey: devices.inventory.devices[name]?.hostKey ?? '',
  };
  return devices.change(name, plan, { beforeLine: async () => 'send', ...hooks });
}

/** A hook that lets every connection of the device die before the line goes out. */
function killed(name: DeviceName, at: number): ChangeHooks['beforeLine'] {
  return async (index) => {
    if (index === at) {
      await network.setFault(name, 'refuse');
      await network.setFault(name, null);
    }
    return 'send';
  };
}

/** The same plan under another name: one of the broken sessions may still be held by the device. */
function again(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace('ringdown-1f9c22ab', 'ringdown-2e8d33bc'));
}
