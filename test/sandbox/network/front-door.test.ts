import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { networkInventory } from '../../../src/sandbox/network/inventory.ts';
import { rw, startWorld, type World } from './ssh-client.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

describe('logins', () => {
  test('every device has its own host key', () => {
    const keys = world.network.devices.map(({ hostKeySha256 }) => hostKeySha256);
    expect(new Set(keys).size).toBe(6);
    for (const key of keys) expect(key).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });

  test.for([
    ['an unknown account', { user: 'root', key: 'rw' }],
    ['a key that is not enrolled', { user: 'ringdown-ro', key: 'stranger' }],
    ["the other account's key", { user: 'ringdown-rw', key: 'ro' }],
  ] as const)('%s is denied', async ([, login]) => {
    await expect(world.connect('spine1', login)).rejects.toThrow(/authentication/i);
  });

  test('a password works only where one was given', async () => {
    const other = await startWorld({ passwords: { ro: 'correct horse' } });
    const config = (password: string) => ({ config: { privateKey: undefined, password } as never });
    await expect(world.connect('edge1', config('correct horse'))).rejects.toThrow(/authentication/i);
    await expect(other.connect('edge1', config('wrong'))).rejects.toThrow(/authentication/i);
    await expect(other.exec('edge1', 'show version', config('correct horse'))).resolves.toContain('Hostname: edge1');
    await other.close();
  });

  test('four exec channels run side by side on one connection', async () => {
    const client = await world.connect('leaf1');
    const outputs = await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise<string>((resolve, reject) =>
            client.exec('show version', (error, channel) => {
              if (error) return reject(error);
              let output = '';
              channel.on('data', (data: Buffer) => {
                output += data;
              });
              channel.on('close', () => resolve(output));
            }),
          ),
      ),
    );
    expect(outputs.every((output) => output.startsWith('FRRouting 8.4.4 (leaf1)'))).toBe(true);
  });
});

describe('a terminal', () => {
  test('ping on frr runs until Ctrl-C and then prints its statistics', async () => {
    const shell = await world.shell('leaf1');
    shell.send('ping 192.0.2.12\n');
    const replies = await shell.expect(/icmp_seq=2 ttl=\d+ time=/);
    expect(replies).toContain('PING 192.0.2.12 (192.0.2.12) 56(84) bytes of data.\n');
    shell.send('\x03');
    const end = await shell.expect(/leaf1> $/);
    expect(end).toMatch(
      /\^C\n--- 192\.0\.2\.12 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time \d+ms\nrtt min\/avg\/max\/mdev = [\d./]+ ms\n/,
    );
    shell.close();
  });

  test('a ping whose channel closes stops', async () => {
    const client = await world.connect('leaf1');
    const channel = await new Promise<import('ssh2').ClientChannel>((resolve, reject) =>
      client.exec('ping 192.0.2.12', (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    await once(channel, 'data');
    channel.close();
    await once(channel, 'close');
    expect(await world.exec('leaf1', 'show version')).toContain('FRRouting');
  });

  test('pages at the height of the window, until paging is switched off', async () => {
    const client = await world.connect('spine1', rw);
    const channel = await new Promise<import('ssh2').ClientChannel>((resolve, reject) =>
      client.shell({ term: 'vt100', cols: 80, rows: 24 }, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    let seen = '';
    channel.on('data', (data: Buffer) => {
      seen += data;
    });
    channel.write('show interfaces\n');
    await expect.poll(() => seen).toContain('--More--');
    expect(seen).not.toContain('Loopback0');
    channel.write('q');
    await expect.poll(() => seen).toMatch(/spine1>$/);
    seen = '';
    channel.write('terminal length 0\nshow interfaces\n');
    await expect.poll(() => seen).toMatch(/Loopback0[\s\S]*spine1>$/);
    expect(seen).toContain('Pagination disabled.');
    expect(seen).not.toContain('--More--');
  });
});

describe('the transcript', () => {
  test('holds every line by account and channel', async () => {
    await world.exec('leaf1', 'show version');
    const shell = await world.shell('leaf1', rw);
    await shell.run('terminal length 0');
    shell.close();
    expect(world.network.transcript('leaf1')).toEqual([
      { atMs: expect.any(Number), account: 'ringdown-ro', channel: 1, kind: 'exec', line: 'show version' },
      { atMs: expect.any(Number), account: 'ringdown-rw', channel: 2, kind: 'shell', line: 'terminal length 0' },
    ]);
  });

  test('is empty for a device that was sent nothing', async () => {
    const client = await world.connect('leaf2');
    client.end();
    expect(world.network.transcript('leaf2')).toEqual([]);
    expect(() => world.network.transcript('leaf9')).toThrow(/no device "leaf9"; there are: spine1/);
  });
});

describe('faults', () => {
  test('refuse: nobody listens, and the same port listens again afterwards', async () => {
    await world.network.setFault('leaf1', 'refuse');
    await expect(world.connect('leaf1')).rejects.toThrow(/ECONNREFUSED/);
    expect(world.network.state().devices.find(({ name }) => name === 'leaf1')?.reachable).toBe(false);
    await world.network.setFault('leaf1', null);
    expect(await world.exec('leaf1', 'show version')).toContain('FRRouting');
  });

  test('no-banner: TCP opens and nothing is said', async () => {
    await world.network.setFault('edge1', 'no-banner');
    const config = { readyTimeout: 300 };
    await expect(world.connect('edge1', { config })).rejects.toThrow(/Timed out/);
  });

  test('auth-fail: the right key is denied', async () => {
    await world.network.setFault('edge1', 'auth-fail');
    await expect(world.connect('edge1')).rejects.toThrow(/authentication/i);
    expect(world.network.transcript('edge1')).toEqual([]);
  });

  test('new-host-key: a pinned client turns away before it logs in', async () => {
    await world.network.setFault('spine2', 'new-host-key');
    await expect(world.connect('spine2')).rejects.toThrow(/Host denied|verification failed/);
  });

  test('hang-after-login: the channel opens and stays silent', async () => {
    await world.network.setFault('spine2', 'hang-after-login');
    expect(await settledWithin(world.exec('spine2', 'show version'), 400)).toBe('pending');
  });

  test('hang-command: prompt and echo come, the answer does not', async () => {
    const shell = await world.shell('spine2');
    await world.network.setFault('spine2', 'hang-command');
    shell.send('show version\n');
    expect(await shell.expect(/show version\n/)).not.toContain('Arista');
    expect(await settledWithin(shell.expect(/>$/), 400)).toBe('pending');
    shell.close();
  });

  test('close-mid-output: half an answer, then the connection is gone', async () => {
    const whole = await world.exec('edge2', 'show interfaces terse | display json');
    await world.network.setFault('edge2', 'close-mid-output');
    const { output, status } = await world.execResult('edge2', 'show interfaces terse | display json');
    expect(whole.startsWith(output)).toBe(true);
    expect(output.length).toBeLessThan(whole.length);
    expect(output.length).toBeGreaterThan(0);
    expect(status).toBeNull();
  });

  test('slow: the answer is whole and two seconds late', async () => {
    await world.network.setFault('leaf2', 'slow');
    const startedAt = performance.now();
    expect(await world.exec('leaf2', 'show version')).toContain('FRRouting');
    expect(performance.now() - startedAt).toBeGreaterThan(1900);
  });
});

test('close leaves no port listening and no connection open', async () => {
  const client = await world.connect('spine1');
  const gone = once(client, 'close');
  await world.network.close();
  await gone;
  for (const { address, port } of world.network.devices) {
    const socket = connectTcp(port, address);
    await expect(once(socket, 'connect')).rejects.toThrow(/ECONNREFUSED/);
  }
});

test('the inventory names every device with its platform, port, key and login', () => {
  const inventory = parse(networkInventory(world.network));
  expect(Object.keys(inventory.devices)).toEqual(['spine1', 'spine2', 'leaf1', 'leaf2', 'edge1', 'edge2']);
  const leaf = world.network.devices.find(({ name }) => name === 'leaf1');
  expect(inventory.devices.leaf1).toEqual({
    platform: 'frr',
    address: '127.0.0.1',
    port: leaf?.port,
    hostKey: leaf?.hostKeySha256,
    site: 'ams1',
    role: 'leaf',
    tags: ['simulated'],
    credentials: 'default',
    login: 'vtysh',
  });
  expect(inventory.devices.spine1).not.toHaveProperty('login');
});

async function settledWithin(promise: Promise<unknown>, ms: number): Promise<'settled' | 'pending'> {
  const outcome = promise.then(
    () => 'settled' as const,
    () => 'settled' as const,
  );
  return Promise.race([
    outcome,
    new Promise<'pending'>((resolve) => {
      setTimeout(resolve, ms, 'pending');
    }),
  ]);
}
