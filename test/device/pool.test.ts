import type { ServerChannel } from 'ssh2';
import { describe, expect, test } from 'vitest';
import { fanOut } from '../../src/device/fan-out.ts';
import { bench, deviceAt, scripted } from '../support/device-bench.ts';
import { answer, playTerminal, type ScriptedDevice } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';

const good = (_command: string, channel: ServerChannel) => answer(channel, 'leaf1\n');
const asked = (server: ScriptedDevice) => server.received().match(/show version\n/g)?.length ?? 0;

test('a device is connected once and the connection is kept', async () => {
  const server = await scripted({ exec: good });
  const table = bench();
  for (let time = 0; time < 3; time += 1) expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
  expect(server.connections()).toBe(1);
  expect(asked(server)).toBe(3);
});

test('a connection that nobody uses is closed', async () => {
  const server = await scripted({ exec: good });
  await bench({ limits: { idleCloseMs: 30 } }).read(deviceAt(server));
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('one that is used again in time is kept, and closed when it is not', async () => {
  const server = await scripted({ exec: good });
  const table = bench({ limits: { idleCloseMs: 300 } });
  for (let time = 0; time < 4; time += 1) {
    await table.read(deviceAt(server));
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  expect(server.connections()).toBe(1);
  expect(server.openSockets()).toBe(1);
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('a kept connection that died in between is replaced without anybody noticing', async () => {
  const server = await scripted({ exec: good });
  const table = bench();
  await table.read(deviceAt(server));
  server.reset();
  expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
  expect(server.connections()).toBe(2);
});

test('a device that closes the connection after every command is connected anew', async () => {
  const server = await scripted({
    exec: (_command, channel, device) => {
      answer(channel, 'leaf1\n');
      setTimeout(() => device.hangUp(), 10);
    },
  });
  const table = bench();
  expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
  await expect.poll(() => server.openSockets()).toBe(0);
  expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
});

describe('the same question from several people', () => {
  test('is asked once while it runs and for a moment after', async () => {
    let nowMs = Date.UTC(2026, 0, 5);
    const server = await scripted({
      exec: (_command, channel) => void setTimeout(() => answer(channel, 'leaf1\n'), 50),
    });
    const table = bench({ limits: { coalesceMs: 5_000 }, nowMs: () => nowMs });
    const readings = await Promise.all(Array.from({ length: 50 }, () => table.read(deviceAt(server))));
    nowMs += 4_000;
    readings.push(await table.read(deviceAt(server)));
    expect(asked(server)).toBe(1);
    expect(new Set(readings.map(({ result }) => result.startedAt))).toEqual(new Set(['2026-01-05T00:00:00.000Z']));
    nowMs += 2_000;
    await table.read(deviceAt(server));
    expect(asked(server)).toBe(2);
  });

  test('one of them may cancel without cancelling the others', async () => {
    const server = await scripted({
      exec: (_command, channel) => void setTimeout(() => answer(channel, 'leaf1\n'), 100),
    });
    const table = bench({ limits: { coalesceMs: 5_000 } });
    const stop = new AbortController();
    const first = table.read(deviceAt(server), stop.signal);
    const second = table.read(deviceAt(server), new AbortController().signal);
    setTimeout(() => stop.abort(), 30);
    expect((await first).result.outcome).toBe('cancelled');
    expect((await second).result.outcome).toBe('ok');
  });

  test('is asked again after a change', async () => {
    const server = await scripted({ exec: good });
    const table = bench({ limits: { coalesceMs: 5_000 } });
    await table.read(deviceAt(server));
    table.pool.forget();
    await table.read(deviceAt(server));
    expect(asked(server)).toBe(2);
  });

  test('a failure is not handed out again', async () => {
    const server = await scripted({});
    const table = bench({ limits: { coalesceMs: 5_000 } });
    server.script = { exec: () => undefined };
    expect((await table.read(deviceAt(server))).result.outcome).toBe('timed-out');
    server.script = { exec: good };
    expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
  });
});

test('two at once, ten wait, the others are told at once that it is busy', async () => {
  let open = 0;
  let most = 0;
  const server = await scripted({
    exec: (_command, channel) => {
      open += 1;
      most = Math.max(most, open);
      channel.on('close', () => {
        open -= 1;
      });
      setTimeout(() => answer(channel, 'leaf1\n'), 10);
    },
  });
  const table = bench();
  const readings = await Promise.all(
    Array.from({ length: 20 }, () =>
      table.pool.run(deviceAt(server), [{ line: passed(table, 'show version') }], { fresh: true }),
    ),
  );
  const outcomes = readings.map(([first]) => first?.reply.outcome);
  expect(most).toBe(2);
  expect(outcomes.filter((outcome) => outcome === 'complete')).toHaveLength(12);
  expect(outcomes.filter((outcome) => outcome === 'busy')).toHaveLength(8);
  expect(server.connections()).toBe(1);
});

describe('devices that are mean with channels', () => {
  test('one that refuses exec channels is asked on a terminal, on a fresh connection, and that is remembered', async () => {
    const server = await scripted({
      exec: 'refuse',
      shell: (channel) => playTerminal(channel, { prompt: 'r1# ', reply: () => 'leaf1\n' }),
      channelsPerConnection: 1,
    });
    const table = bench();
    for (let time = 0; time < 3; time += 1) expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
    expect(server.connections()).toBe(2);
  });

  test('one that takes one channel at a time gets one at a time', async () => {
    let open = 0;
    const server = await scripted({
      exec: (_command, channel) => {
        open += 1;
        channel.on('close', () => {
          open -= 1;
        });
        setTimeout(() => answer(channel, 'leaf1\n'), 20);
      },
    });
    server.script.acceptChannel = () => open === 0;
    const table = bench();
    const run = () => table.pool.run(deviceAt(server), [{ line: passed(table, 'show version') }], { fresh: true });
    const replies = await Promise.all([run(), run(), run(), run()]);
    expect(replies.map(([first]) => first?.reply.error)).toEqual([null, null, null, null]);
  });

  test('one that gives no channel at all is unreachable with its words', async () => {
    const server = await scripted({ exec: 'refuse', shell: 'refuse' });
    const { result } = await bench().read(deviceAt(server));
    expect(result).toMatchObject({
      outcome: 'unreachable',
      error: expect.stringContaining('login lines may all be in use'),
    });
  });
});

describe('a device that refuses us', () => {
  test('is left alone for a minute after two refused logins, and the answer says how long', async () => {
    let nowMs = Date.UTC(2026, 0, 5);
    const server = await scripted({ authenticate: (auth) => auth.reject(['publickey']) });
    const table = bench({ nowMs: () => nowMs });
    for (let time = 0; time < 4; time += 1)
      expect((await table.read(deviceAt(server))).result.outcome).toBe('auth-failed');
    expect(server.connections()).toBe(2);
    nowMs += 20_000;
    expect((await table.read(deviceAt(server))).result.error).toContain('Next try in 40 s.');
    nowMs += 41_000;
    server.script = { exec: good };
    expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
  });

  test('is tried at most every ten seconds while it cannot be reached', async () => {
    let nowMs = Date.UTC(2026, 0, 5);
    const server = await scripted({ onSocket: (socket) => socket.resetAndDestroy() });
    const table = bench({ nowMs: () => nowMs });
    for (let time = 0; time < 5; time += 1)
      expect((await table.read(deviceAt(server))).result.outcome).toBe('unreachable');
    expect(server.connections()).toBe(2);
    nowMs += 10_001;
    await table.read(deviceAt(server));
    expect(server.connections()).toBe(3);
  });
});

test('a black hole after the login ends within the keepalives, and what waited fails as unreachable', async () => {
  const server = await scripted({ exec: (_command, _channel, device) => device.freeze() });
  const table = bench({ limits: { idleMs: 5_000, commandMs: 5_000, channelOpenMs: 5_000, execChannelsPerDevice: 1 } });
  const run = () => table.pool.run(deviceAt(server), [{ line: passed(table, 'show version') }], { fresh: true });
  const from = performance.now();
  const replies = await Promise.all([run(), run(), run()]);
  expect(performance.now() - from).toBeLessThan(2_000);
  expect(replies.map(([first]) => first?.reply.outcome)).toEqual(['unreachable', 'unreachable', 'unreachable']);
  expect(server.connections()).toBe(1);
});

describe('fan-out', () => {
  test('gives one reading per device in their order, and the healthy ones first', async () => {
    const servers = await Promise.all([
      scripted({ exec: good }),
      scripted({ exec: () => undefined }),
      scripted({ impostor: true }),
      scripted({ authenticate: (auth) => auth.reject([]) }),
      scripted({ onSocket: () => undefined }),
      scripted({ exec: good }),
    ]);
    const table = bench();
    const devices = servers.map((server, index) => deviceAt(server, { name: `leaf${index}` }));
    const came: string[] = [];
    const readings = await fanOut(
      table,
      devices,
      { diagnostic: 'version', args: {} },
      { onResult: ({ result }) => came.push(result.device ?? '') },
    );
    expect(readings.map(({ result }) => [result.device, result.outcome])).toEqual([
      ['leaf0', 'ok'],
      ['leaf1', 'timed-out'],
      ['leaf2', 'host-key-refused'],
      ['leaf3', 'auth-failed'],
      ['leaf4', 'timed-out'],
      ['leaf5', 'ok'],
    ]);
    expect(came).toHaveLength(6);
    expect(Math.max(came.indexOf('leaf0'), came.indexOf('leaf5'))).toBeLessThan(
      Math.min(came.indexOf('leaf1'), came.indexOf('leaf4')),
    );
  });

  test('never works on more devices at once than allowed', async () => {
    let open = 0;
    let most = 0;
    const exec = (_command: string, channel: ServerChannel) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        answer(channel, 'leaf1\n');
      }, 20);
    };
    const servers = await Promise.all(Array.from({ length: 8 }, () => scripted({ exec })));
    const table = bench({ limits: { devicesAtOnce: 3 } });
    const readings = await fanOut(
      table,
      servers.map((server, index) => deviceAt(server, { name: `leaf${index}` })),
      { diagnostic: 'version', args: {} },
    );
    expect(readings.map(({ result }) => result.outcome)).toEqual(Array(8).fill('ok'));
    expect(most).toBe(3);
  });

  test('cancelling answers for every device at once', async () => {
    const servers = await Promise.all(Array.from({ length: 4 }, () => scripted({ exec: () => undefined })));
    const table = bench({ limits: { idleMs: 5_000, commandMs: 5_000, devicesAtOnce: 2 } });
    const stop = new AbortController();
    const work = fanOut(
      table,
      servers.map((server, index) => deviceAt(server, { name: `leaf${index}` })),
      { diagnostic: 'version', args: {} },
      { signal: stop.signal },
    );
    setTimeout(() => stop.abort(), 100);
    expect((await work).map(({ result }) => result.outcome)).toEqual(Array(4).fill('cancelled'));
  });
});

test('nothing stays open after close', async () => {
  const server = await scripted({ exec: good });
  const table = bench();
  await table.read(deviceAt(server));
  table.pool.close();
  await expect.poll(() => server.openSockets()).toBe(0);
  expect((await table.read(deviceAt(server))).result.outcome).toBe('cancelled');
});

test('a terminal is used by one reading at a time', async () => {
  const server = await scripted({
    shell: (channel) => playTerminal(channel, { prompt: 'r1# ', reply: () => 'leaf1\n' }),
  });
  const table = bench({ platform: testPlatform({ name: 'frr', session: 'shell' }) });
  const run = () => table.pool.run(deviceAt(server), [{ line: passed(table, 'show version') }], { fresh: true });
  const replies = await Promise.all([run(), run(), run()]);
  expect(replies.map(([first]) => first?.reply.output)).toEqual(['leaf1\n', 'leaf1\n', 'leaf1\n']);
  expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(1);
});

function passed(table: ReturnType<typeof bench>, line: string) {
  const result = table.gate.read({ name: 'leaf1', platform: 'frr' }, line);
  if (!result.ok) throw new Error(result.error);
  return result.line;
}
