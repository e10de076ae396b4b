import { describe, expect, test } from 'vitest';
import { bench, deviceAt, keyCredentials, scripted } from '../support/device-bench.ts';
import { answer, type Script } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';

async function ask(script: Script, platform = testPlatform({ name: 'frr', session: 'exec' })) {
  const server = await scripted(script);
  const table = bench({ platform });
  const reading = await table.read(deviceAt(server));
  return { server, reading, result: reading.result };
}

test('an answer with an exit status is whole: records, hash of the stored text, every key present', async () => {
  const { result, reading } = await ask({ exec: (_command, channel) => answer(channel, 'leaf1\r\n') });
  expect(result).toEqual({
    device: 'leaf1',
    platform: 'frr',
    diagnostic: 'version',
    outcome: 'ok',
    commands: [{ command: 'show version', rawSha256: reading.artifacts[0]?.sha256, durationMs: expect.any(Number) }],
    records: [expect.objectContaining({ hostname: 'leaf1' })],
    unparsed: [],
    error: null,
    startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    durationMs: expect.any(Number),
    truncated: false,
  });
  expect(reading.artifacts).toEqual([{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), text: 'leaf1\n' }]);
});

test.for<[string, Script]>([
  ['while the keys are exchanged', { onSocket: (socket) => void socket.once('data', () => socket.resetAndDestroy()) }],
  ['at the login', { authenticate: (_auth) => undefined }],
  ['when a channel is asked for', { exec: 'ignore' }],
  ['in the middle of an answer', { exec: (_command, channel) => channel.write('leaf1') }],
])('a reset %s is an outcome, and the process lives on', async ([, script]) => {
  const server = await scripted(script);
  const reading = bench().read(deviceAt(server));
  const resets = setInterval(() => server.reset(), 100);
  const { result } = await reading;
  clearInterval(resets);
  expect(['unreachable', 'incomplete', 'auth-failed', 'timed-out']).toContain(result.outcome);
  expect(result.records).toEqual([]);
});

describe('what is complete', () => {
  test('the end of output without an exit status, while the connection stays up', async () => {
    const { result } = await ask({ exec: (_command, channel) => channel.end('leaf1\n') });
    expect(result.outcome).toBe('ok');
  });

  test.for<[string, Script, string]>([
    [
      'a reset in the middle',
      {
        exec: (_command, channel, device) => {
          channel.write('leaf1\n');
          setTimeout(() => device.reset(), 30);
        },
      },
      'incomplete',
    ],
    [
      'a connection that ends in the middle',
      {
        exec: (_command, channel, device) => {
          channel.write('leaf1\n');
          setTimeout(() => device.hangUp(), 30);
        },
      },
      'incomplete',
    ],
    [
      'a command that is killed',
      {
        exec: (_command, channel) => {
          channel.write('leaf1\n');
          channel.exit('KILL', false, '');
          channel.end();
        },
      },
      'incomplete',
    ],
    ['silence', { exec: () => undefined }, 'timed-out'],
    ['silence after half an answer', { exec: (_command, channel) => channel.write('leaf1\n') }, 'timed-out'],
    [
      'one character at a time',
      {
        exec: (_command, channel) => {
          const drip = setInterval(() => channel.write('.'), 60);
          channel.on('close', () => clearInterval(drip));
        },
      },
      'timed-out',
    ],
    ['a channel request that is never answered', { exec: 'ignore' }, 'timed-out'],
  ])('%s is not', async ([, script, outcome]) => {
    const from = performance.now();
    const { result } = await ask(script);
    expect(result.outcome).toMatch(new RegExp(`^(${outcome})$`));
    expect(performance.now() - from).toBeLessThan(1_500);
  });

  test('a half answer gives no records and keeps its text', async () => {
    const { result, reading } = await ask({ exec: (_command, channel) => channel.write('leaf1\nleaf') });
    expect(result).toMatchObject({
      records: [],
      error: 'leaf1 (127.0.0.1, frr): silent for 0.25 s after "show version".',
    });
    expect(reading.artifacts[0]?.text).toBe('leaf1\nleaf');
  });
});

describe('refusals of the device', () => {
  test('its own words are the error', async () => {
    const { result } = await ask({
      exec: (_command, channel) => answer(channel, '% Unknown command: show version\n', 1),
    });
    expect(result).toMatchObject({ outcome: 'rejected', error: '% Unknown command: show version', records: [] });
  });

  test('a failing exit status without a record, on stderr', async () => {
    const { result } = await ask(
      {
        exec: (_command, channel) => {
          channel.stderr.write('bgpd is not running\n');
          channel.exit(1);
          channel.end();
        },
      },
      quietPlatform(),
    );
    expect(result).toMatchObject({ outcome: 'rejected', error: 'bgpd is not running' });
  });

  test('a warning on stderr beside a good answer is no part of it', async () => {
    const { result } = await ask({
      exec: (_command, channel) => {
        channel.stderr.write('% Cannot open configuration file\n');
        answer(channel, 'leaf1\n');
      },
    });
    expect(result.records).toHaveLength(1);
  });
});

describe('hostile output', () => {
  test('endless output is cut at the cap, the channel is closed, and nothing is parsed', async () => {
    const { server, result } = await ask({
      exec: (_command, channel) => {
        const block = `${'x'.repeat(99)}\n`.repeat(100);
        const flood = setInterval(() => channel.write(block), 1);
        channel.on('close', () => clearInterval(flood));
      },
    });
    expect(result).toMatchObject({ outcome: 'incomplete', truncated: true, records: [] });
    await expect.poll(() => server.seen.filter(({ kind }) => kind === 'connected').length).toBe(1);
  });

  test('a line without an end is cut at 512 KiB', async () => {
    const { reading } = await ask({ exec: (_command, channel) => answer(channel, 'x'.repeat(1 << 20)) });
    expect(reading.result).toMatchObject({ outcome: 'incomplete', truncated: true });
    expect(reading.artifacts[0]?.text.length).toBeLessThanOrEqual(512 * 1024);
  });

  test('escape sequences, NUL and invalid UTF-8 do not reach the stored text', async () => {
    const { reading } = await ask({
      exec: (_command, channel) => {
        channel.write(
          Buffer.concat([Buffer.from('\x1b]52;c;ZXZpbA==\x07\x1b[2Jle\0af1\x9b31m'), Buffer.from([0xff, 0xfe, 0x0a])]),
        );
        channel.exit(0);
        channel.end();
      },
    });
    expect(reading.artifacts[0]?.text).toMatch(/^leaf1[^\x00-\x09\x0b-\x1f\x7f-\x9f]*\n$/);
  });

  test('a character and a secret that are split over packets are put together first', async () => {
    const { reading } = await ask({
      exec: (_command, channel) => {
        const bytes = Buffer.from('Zürich\nneighbor 192.0.2.1 password 7 0822455D0A16\n');
        for (const byte of bytes) channel.write(Buffer.from([byte]));
        channel.exit(0);
        channel.end();
      },
    });
    expect(reading.artifacts[0]?.text).toBe('Zürich\nneighbor 192.0.2.1 password [redacted]\n');
  });
});

describe('cancelling', () => {
  test('closes the channel within a second', async () => {
    let closed = false;
    const server = await scripted({
      exec: (_command, channel) =>
        void channel.on('close', () => {
          closed = true;
        }),
    });
    const stop = new AbortController();
    const reading = bench({ limits: { idleMs: 5_000, commandMs: 5_000 } }).read(deviceAt(server), stop.signal);
    await expect.poll(() => server.received()).toBe('show version\n');
    const from = performance.now();
    stop.abort();
    expect((await reading).result).toMatchObject({ outcome: 'cancelled', records: [] });
    await expect.poll(() => closed).toBe(true);
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

test('a command without an end of its own is interrupted, and what follows Ctrl-C belongs to the answer', async () => {
  const platform = testPlatform({
    name: 'frr',
    session: 'exec',
    commands: [{ line: 'ping 192.0.2.1', interruptAfterMs: 100 }],
  });
  const { server, result } = await ask(
    {
      exec: (_command, channel) => {
        channel.write('64 bytes\r\n');
        channel.on('data', (data: Buffer) => {
          if (data.toString() === '\x03') answer(channel, '^C1 packets received\r\n', 130);
        });
      },
    },
    platform,
  );
  expect(result).toMatchObject({
    outcome: 'ok',
    records: [{ hostname: '64 bytes' }, { hostname: '^C1 packets received' }],
  });
  expect(server.received()).toBe('ping 192.0.2.1\n\x03');
});

describe('the gate', () => {
  test.for([
    'show version\nreload',
    'show version | redirect flash:x',
    'show version;reload',
    'show version\x03',
    'reload',
    '',
  ])('a line %j is refused and the device is not even called', async (line) => {
    const { server, result } = await ask({}, testPlatform({ name: 'frr', session: 'exec', commands: [{ line }] }));
    expect(result).toMatchObject({ outcome: 'refused', commands: [], records: [] });
    expect(server.connections()).toBe(0);
  });
});

test('a platform that has no command for the question is unsupported', async () => {
  const plain = testPlatform({ name: 'frr', session: 'exec' });
  const unsupported = 'This platform keeps no version; use "show system".';
  const { server, result } = await ask(
    {},
    { ...plain, diagnostics: { ...plain.diagnostics, version: { unsupported } } },
  );
  expect(result).toMatchObject({ outcome: 'unsupported', error: unsupported });
  expect(server.connections()).toBe(0);
});

test('a credential that cannot be read is auth-failed and the device is not called', async () => {
  const server = await scripted();
  const table = bench({
    credentials: {
      default: {
        read: {
          username: 'x',
          privateKey: () => {
            throw new Error('ENOENT');
          },
        },
      },
    },
  });
  const { result } = await table.read(deviceAt(server));
  expect(result).toMatchObject({
    outcome: 'auth-failed',
    error: expect.stringContaining('credentials.default.read cannot be read: ENOENT'),
  });
  expect(server.connections()).toBe(0);
});

test('a read never touches the write credential', async () => {
  const server = await scripted({ exec: (_command, channel) => answer(channel, 'leaf1\n') });
  const account = keyCredentials.default?.read;
  if (!account) throw new Error('no account');
  const table = bench({
    credentials: {
      default: {
        read: account,
        get write(): never {
          throw new Error('the write credential was touched');
        },
      },
    },
  });
  expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
});

function quietPlatform() {
  const platform = testPlatform({ name: 'frr', session: 'exec' });
  const parse = () => ({ outcome: 'empty' as const, records: [], unparsed: [], error: null });
  return { ...platform, diagnostics: { ...platform.diagnostics, version: { ...platform.diagnostics.version, parse } } };
}
