import { describe, expect, test } from 'vitest';
import { bench, deviceAt, scripted } from '../support/device-bench.ts';
import { answer, type Script } from '../support/ssh-server.ts';

const router: Script = { exec: (_command, channel) => answer(channel, 'one\n') };

async function behind(jumpScript: Script, changed: { hostKey?: string | null } = {}) {
  const jump = await scripted({ forward: true, ...jumpScript });
  const routers = [await scripted({ ...router }), await scripted({ ...router })];
  const bastion = deviceAt(jump, { name: 'bastion1', ...changed });
  const table = bench({ jumpHosts: { bastion1: bastion } });
  const devices = routers.map((server, i) => deviceAt(server, { name: `leaf${i + 1}`, jump: 'bastion1' }));
  const [leaf1, leaf2] = devices;
  if (!leaf1 || !leaf2) throw new Error('two devices');
  return { jump, routers, table, leaf1, leaf2 };
}

test('devices behind a jump host answer over its one connection', async () => {
  const { jump, routers, table, leaf1, leaf2 } = await behind({});
  const readings = await Promise.all([table.read(leaf1), table.read(leaf2), table.read(leaf1)]);
  expect(readings.map(({ result }) => result.error)).toEqual([null, null, null]);
  expect(jump.connections()).toBe(1);
  expect(jump.seen.filter(({ kind }) => kind === 'forward')).toEqual([
    { kind: 'forward', port: leaf1.port },
    { kind: 'forward', port: leaf2.port },
  ]);
  // Nothing runs on the jump host itself.
  expect(jump.received()).toBe('');
  expect(routers.map((server) => server.connections())).toEqual([1, 1]);
});

test('the key of the device is compared as well, through the jump host', async () => {
  const { routers, table, leaf1 } = await behind({});
  Object.assign(routers[0]?.script ?? {}, { impostor: true });
  const { result } = await table.read(leaf1);
  expect(result).toMatchObject({ outcome: 'host-key-refused', error: expect.stringContaining('leaf1') });
  expect(routers[0]?.seen.filter(({ kind }) => kind === 'user')).toEqual([]);
});

describe('a jump host that fails is named', () => {
  test.for<[string, Script, { hostKey?: string | null }, string, RegExp]>([
    [
      'another key',
      { impostor: true },
      {},
      'host-key-refused',
      /^leaf1 \(.*\): through its jump host: bastion1 \(.*host key changed/,
    ],
    ['no pinned key', {}, { hostKey: null }, 'host-key-refused', /jump host: bastion1 .*hostkeys enroll bastion1/],
    [
      'a refused login',
      { authenticate: (auth) => auth.reject(['publickey']) },
      {},
      'auth-failed',
      /jump host: bastion1 .*refused the login/,
    ],
    ['silence', { onSocket: () => undefined }, {}, 'timed-out', /jump host: bastion1 .*no SSH banner/],
    ['no forwarding', { forward: false }, {}, 'unreachable', /its jump host bastion1 \(127\.0\.0\.1\) gave no way to/],
  ])('%s', async ([, script, changed, outcome, words]) => {
    const { table, routers, leaf1 } = await behind(script, changed);
    const { result } = await table.read(leaf1);
    expect(result).toMatchObject({ outcome, error: expect.stringMatching(words) });
    expect(routers[0]?.connections()).toBe(0);
  });

  test('and is not called again and again for each device behind it', async () => {
    const { jump, table, leaf1, leaf2 } = await behind({ authenticate: (auth) => auth.reject(['publickey']) });
    for (let round = 0; round < 3; round += 1) {
      await table.read(leaf1);
      await table.read(leaf2);
    }
    expect(jump.connections()).toBe(2);
  });
});

test('a lost jump host loses the devices behind it, and is connected anew by the next question', async () => {
  const { jump, table, leaf1 } = await behind({});
  expect((await table.read(leaf1)).result.outcome).toBe('ok');
  jump.reset();
  await expect.poll(async () => (await table.read(leaf1)).result.outcome).toBe('ok');
  expect(jump.connections()).toBe(2);
});
