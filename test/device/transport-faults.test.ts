import type { ServerChannel } from 'ssh2';
import { describe, expect, test } from 'vitest';
import { algorithms } from '../../src/device/algorithms.ts';
import { fanOut } from '../../src/device/fan-out.ts';
import { connect } from '../../src/device/ssh.ts';
import { Secret } from '../../src/lib/secret.ts';
import { bench, deviceAt, keyLogin, scripted, shortLimits } from '../support/device-bench.ts';
import { answer, playTerminal, type Script } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';

const shellPlatform = testPlatform({ name: 'frr', session: 'shell' });

describe('a terminal', () => {
  test('a banner before the login and a greeting after it are no part of an answer', async () => {
    const server = await scripted({
      banner: 'Authorised access only #\r\nPassword: is asked later >\r\n',
      shell: (channel) =>
        playTerminal(channel, {
          prompt: 'r1# ',
          motd: 'Last login: Mon Jan 5\nr1#\nPassword: expires in 3 days\n',
          reply: () => 'one\n',
        }),
    });
    const { result, artifacts } = await bench({ platform: shellPlatform }).read(deviceAt(server));
    expect(result.error).toBeNull();
    expect(artifacts[0]?.text).toBe('one\n');
    expect(server.received()).toBe('\n\nshow version\n\n');
  });

  test('an echo that comes late, as with command authorisation, has the time of the command', async () => {
    const server = await scripted({
      shell: (channel) => {
        let input = '';
        channel.write('r1# ');
        channel.on('data', (data: Buffer) => {
          input += data.toString();
          if (input === '\n\n') channel.write('\r\nr1# \r\nr1# ');
          if (input.endsWith('show version\n\n'))
            setTimeout(() => channel.write('show version\r\none\r\nr1# \r\nr1# '), 800);
        });
      },
    });
    const table = bench({ platform: shellPlatform, limits: { idleMs: 2_000, commandMs: 3_000 } });
    expect((await table.read(deviceAt(server))).artifacts[0]?.text).toBe('one\n');
  });

  test('NUL, invalid UTF-8, escape sequences and overprinting leave the text that a screen would show', async () => {
    const server = await scripted({
      shell: (channel) =>
        playTerminal(channel, {
          prompt: 'r1# ',
          reply: () => 'a\x00b\n\xff\xfe\xc3\nwrong\rright\nab\b\bxy\n\x1b]52;c;Zm9v\x07\x1b[2Jc\n',
        }),
    });
    const { artifacts } = await bench({ platform: shellPlatform }).read(deviceAt(server));
    expect(artifacts[0]?.text).toBe('ab\n\ufffd\ufffd\ufffd\nright\nxy\nc\n');
  });

  test('more than 5 MB is cut at the cap, marked, and not parsed', async () => {
    const server = await scripted({
      shell: (channel) => playTerminal(channel, { prompt: 'r1# ', reply: () => `${'x'.repeat(199)}\n`.repeat(27_000) }),
    });
    const { result, artifacts } = await bench({
      platform: shellPlatform,
      limits: { commandMs: 5_000, idleMs: 5_000, promptMs: 5_000 },
    }).read(deviceAt(server));
    expect(result).toMatchObject({ outcome: 'incomplete', truncated: true, records: [] });
    expect(artifacts[0]?.text.length).toBeLessThanOrEqual(512 * 1024);
  });

  test('a secret that is split over two packets is redacted', async () => {
    const server = await scripted({
      shell: (channel) =>
        playTerminal(channel, { prompt: 'r1# ', chunk: 7, reply: () => 'enable secret 9 $9$AbCdEfGh12345678\n' }),
    });
    const { artifacts } = await bench({ platform: shellPlatform }).read(deviceAt(server));
    expect(artifacts[0]?.text).toBe('enable secret [redacted]\n');
  });

  test('cancelling closes it within a second', async () => {
    let closed = false;
    const server = await scripted({
      shell: (channel) => {
        channel.on('close', () => {
          closed = true;
        });
        playTerminal(channel, { prompt: 'r1# ', reply: () => null });
      },
    });
    const table = bench({ platform: shellPlatform, limits: { idleMs: 10_000, commandMs: 10_000 } });
    const stop = new AbortController();
    const reading = table.read(deviceAt(server), stop.signal);
    setTimeout(() => stop.abort(), 100);
    const from = performance.now();
    expect((await reading).result.outcome).toBe('cancelled');
    await expect.poll(() => closed, { timeout: 1_000 }).toBe(true);
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

describe('paging in spite of us', () => {
  const pagingDevice = (pagings: number): { shell: NonNullable<Script['shell']>; prepared: () => number } => {
    let left = pagings;
    let prepared = 0;
    return {
      prepared: () => prepared,
      shell: (channel) => {
        let paging = false;
        let input = '';
        const feed = () => {
          for (;;) {
            if (paging) {
              if (input === '') return;
              const key = input[0];
              input = input.slice(1);
              if (key !== ' ') continue;
              paging = false;
              channel.write('\r        \rtwo\r\nr1# ');
              continue;
            }
            const end = input.indexOf('\n');
            if (end === -1) return;
            const line = input.slice(0, end);
            input = input.slice(end + 1);
            channel.write(`${line}\r\n`);
            if (line === 'terminal length 0') prepared += 1;
            if (line !== 'show version') channel.write('r1# ');
            else if (left-- > 0) {
              paging = true;
              channel.write('one\r\n--More--');
            } else channel.write('one\r\ntwo\r\nr1# ');
          }
        };
        channel.write('r1# ');
        channel.on('data', (data: Buffer) => {
          input += data.toString();
          feed();
        });
      },
    };
  };

  test('the page is turned once, and paging is switched off again before the next command', async () => {
    const { shell, prepared } = pagingDevice(1);
    const server = await scripted({ shell });
    const table = bench({ platform: testPlatform({ name: 'frr', session: 'shell', prepare: ['terminal length 0'] }) });
    for (let time = 0; time < 3; time += 1) {
      const { result, artifacts } = await table.read(deviceAt(server));
      expect(result.error).toBeNull();
      expect(artifacts[0]?.text).toBe('one\ntwo\n');
    }
    expect(prepared()).toBe(2);
    expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(1);
  });

  test('a device that pages once more after that gives no whole answer', async () => {
    const server = await scripted({ shell: pagingDevice(2).shell });
    const table = bench({ platform: testPlatform({ name: 'frr', session: 'shell', prepare: ['terminal length 0'] }) });
    expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
    expect((await table.read(deviceAt(server))).result).toMatchObject({
      outcome: 'incomplete',
      records: [],
      error: expect.stringContaining('keeps paging'),
    });
  });
});

describe('exec channels', () => {
  test.for<[string, (channel: ServerChannel, reset: () => void) => void]>([
    [
      'an exit status and then a reset',
      (channel, reset) => {
        channel.write('one\n');
        channel.exit(0);
        channel.end();
        setTimeout(reset, 30);
      },
    ],
    ['the end of the output, no exit status', (channel) => channel.end('one\n')],
  ])('%s is a whole answer', async ([, act]) => {
    const server = await scripted({ exec: (_command, channel, device) => act(channel, () => device.reset()) });
    expect((await bench().read(deviceAt(server))).result).toMatchObject({ outcome: 'ok', error: null });
  });

  test('a device that refuses them is not asked for one again within 24 h, and then it is', async () => {
    let nowMs = Date.UTC(2026, 0, 5);
    const server = await scripted({
      exec: 'refuse',
      shell: (channel) => playTerminal(channel, { prompt: 'r1# ', reply: () => 'one\n' }),
    });
    const table = bench({ nowMs: () => nowMs });
    expect((await table.read(deviceAt(server))).result.outcome).toBe('ok');
    server.script = { ...server.script, exec: (_command, channel) => answer(channel, 'by exec\n') };
    nowMs += 23 * 3_600_000;
    expect((await table.read(deviceAt(server))).artifacts[0]?.text).toBe('one\n');
    nowMs += 2 * 3_600_000;
    expect((await table.read(deviceAt(server))).artifacts[0]?.text).toBe('by exec\n');
  });
});

describe('a reset at any moment ends in an outcome, never the process', () => {
  test.for<[string, Script]>([
    ['after TCP', { onSocket: (socket) => socket.resetAndDestroy() }],
    [
      'during the key exchange',
      { onSocket: (socket) => void socket.write('SSH-2.0-x\r\n', () => socket.resetAndDestroy()) },
    ],
    ['during the login', { authenticate: (_auth, device) => device.reset() }],
    ['when a terminal is opened', { shell: (_channel, device) => device.reset() }],
    [
      'at the first line',
      {
        shell: (channel, device) => {
          channel.write('r1# ');
          channel.on('data', () => device.reset());
        },
      },
    ],
    [
      'in the middle of an answer',
      {
        shell: (channel, device) =>
          playTerminal(channel, {
            prompt: 'r1# ',
            reply: (_line, write) => {
              write('on');
              setTimeout(() => device.reset(), 20);
              return null;
            },
          }),
      },
    ],
  ])('%s', async ([, script]) => {
    const server = await scripted(script);
    const { result } = await bench({ platform: shellPlatform }).read(deviceAt(server));
    expect(result.outcome).toMatch(/^(unreachable|incomplete)$/);
    expect(result.records).toEqual([]);
  });
});

test('without strict key exchange nothing that Terrapin breaks can be agreed on', () => {
  for (const legacy of [false, true]) {
    const { cipher, hmac } = algorithms(legacy) as { cipher: string[]; hmac: string[] };
    expect(cipher.join(' ')).not.toMatch(/chacha20/);
    if (cipher.some((name) => name.endsWith('-cbc'))) expect(hmac.join(' ')).not.toMatch(/-etm/);
  }
});

test('a private key that nobody can read is told before the device is called', async () => {
  const server = await scripted();
  const broken = { ...keyLogin, secret: { kind: 'privateKey', value: new Secret('no key') } } as const;
  const result = await connect(deviceAt(server), broken, shortLimits);
  expect(result).toMatchObject({
    ok: false,
    outcome: 'auth-failed',
    error: expect.stringMatching(/^leaf1: the private key cannot be read .*Nothing was tried/),
  });
  expect(server.connections()).toBe(0);
});

test('two hundred devices, fifty at once: each answers on a connection of its own, silent ones delay nobody', async () => {
  let open = 0;
  let most = 0;
  const server = await scripted({
    exec: (_command, channel) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        answer(channel, 'one\n');
      }, 5);
    },
  });
  const silent = await scripted({ onSocket: () => undefined });
  const table = bench({ limits: { devicesAtOnce: 50, loginMs: 30_000, channelOpenMs: 5_000, commandMs: 5_000 } });
  const devices = Array.from({ length: 204 }, (_, i) => deviceAt(i < 4 ? silent : server, { name: `sw${i}` }));
  const stop = new AbortController();
  let healthy = 0;
  const readings = await fanOut(
    table,
    devices,
    { diagnostic: 'version', args: {} },
    {
      signal: stop.signal,
      onResult: ({ result }) => {
        healthy += result.outcome === 'ok' ? 1 : 0;
        if (healthy === 200) stop.abort();
      },
    },
  );
  expect(readings.filter(({ result }) => result.outcome === 'ok')).toHaveLength(200);
  expect(readings.slice(0, 4).map(({ result }) => result.outcome)).toEqual(Array(4).fill('cancelled'));
  expect(most).toBeLessThanOrEqual(50);
  expect(server.connections()).toBe(200);
}, 40_000);
