import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Dial, directly } from '../../src/device/dial.ts';
import { connect, readHostKey } from '../../src/device/ssh.ts';
import { deviceAt, keyLogin, passwordLogin, scripted, shortLimits } from '../support/device-bench.ts';
import type { Script } from '../support/ssh-server.ts';

async function login(script: Script, changed = {}, credential: typeof keyLogin | typeof passwordLogin = keyLogin) {
  const server = await scripted(script);
  const result = await connect(deviceAt(server, changed), credential, shortLimits);
  if (result.ok) result.connection.close();
  return { server, result };
}

const users = (server: { seen: readonly { kind: string }[] }) => server.seen.filter(({ kind }) => kind === 'user');

describe('host keys', () => {
  test('logs in when the pinned key is shown', async () => {
    const { result } = await login({});
    expect(result.ok).toBe(true);
  });

  test('refuses another key before any user name is sent, and names both keys', async () => {
    const { server, result } = await login({ impostor: true });
    expect(result).toMatchObject({ ok: false, outcome: 'host-key-refused' });
    expect(result).toHaveProperty(
      'error',
      expect.stringMatching(
        /leaf1 \(127\.0\.0\.1, frr\): host key changed \(was SHA256:.+, now SHA256:.+\)\. Not logged in\..*hostkeys enroll leaf1/,
      ),
    );
    expect(users(server)).toEqual([]);
  });

  test('refuses a device without a pin and says how to pin it', async () => {
    const { server, result } = await login({}, { hostKey: null });
    expect(result).toMatchObject({
      ok: false,
      outcome: 'host-key-refused',
      error: expect.stringContaining(server.fingerprint),
    });
    expect(users(server)).toEqual([]);
  });

  test('shows the key of a device without sending a user name', async () => {
    const server = await scripted();
    expect(await readHostKey(deviceAt(server, { hostKey: null }), shortLimits)).toEqual({
      ok: true,
      fingerprint: server.fingerprint,
      type: 'ssh-ed25519',
    });
    expect(users(server)).toEqual([]);
  });
});

describe('logins', () => {
  test('answers the one echo-off password question of keyboard-interactive', async () => {
    const { result } = await login(
      {
        authenticate: (auth) => {
          if (auth.method !== 'keyboard-interactive') return void auth.reject(['keyboard-interactive']);
          auth.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
            answers[0] === 'correct' ? auth.accept() : auth.reject(),
          );
        },
      },
      {},
      passwordLogin,
    );
    expect(result.ok).toBe(true);
  });

  test.for([
    [
      'two questions',
      [
        { prompt: 'Password: ', echo: false },
        { prompt: 'One-time code: ', echo: false },
      ],
    ],
    ['a question that is echoed', [{ prompt: 'Password: ', echo: true }]],
    ['another question', [{ prompt: 'Enter enable secret: ', echo: false }]],
  ] as const)('answers nothing to %s', async ([, prompts]) => {
    const answers: string[][] = [];
    const { result } = await login(
      {
        authenticate: (auth) => {
          if (auth.method !== 'keyboard-interactive') return void auth.reject(['keyboard-interactive']);
          auth.prompt([...prompts], (given) => {
            answers.push(given);
            auth.reject();
          });
        },
      },
      {},
      passwordLogin,
    );
    expect(result).toMatchObject({
      ok: false,
      outcome: 'auth-failed',
      error: expect.stringContaining('nothing was answered'),
    });
    expect(answers).toEqual([]);
  });

  test('offers a refused password once, whatever other methods are left', async () => {
    const { server, result } = await login(
      {
        authenticate: (auth) => {
          if (auth.method === 'keyboard-interactive')
            auth.prompt([{ prompt: 'Password: ', echo: false }], () =>
              auth.reject(['keyboard-interactive', 'password']),
            );
          else auth.reject(['keyboard-interactive', 'password']);
        },
      },
      {},
      passwordLogin,
    );
    expect(result).toMatchObject({ ok: false, outcome: 'auth-failed' });
    expect(users(server).map((entry) => 'method' in entry && entry.method)).toEqual(['keyboard-interactive']);
  });

  test('falls back to the password method when keyboard-interactive is not offered', async () => {
    const { result } = await login({}, {}, passwordLogin);
    expect(result.ok).toBe(true);
  });

  test('a password that has expired is auth-failed and no new one is set', async () => {
    const { result } = await login(
      {
        authenticate: (auth) => {
          if (auth.method === 'password')
            auth.requestChange('Your password has expired. New password: ', () => auth.accept());
          else auth.reject(['password']);
        },
      },
      {},
      passwordLogin,
    );
    expect(result).toMatchObject({
      ok: false,
      outcome: 'auth-failed',
      error: expect.stringContaining('wants a new password'),
    });
  });

  test('a device that closes the connection during the login is unreachable, not a wrong password', async () => {
    const { result } = await login({ authenticate: (_auth, device) => device.hangUp() });
    expect(result).toMatchObject({
      ok: false,
      outcome: 'unreachable',
      error: expect.stringContaining('lost before the login'),
    });
  });

  test('a refused key is auth-failed, tried once, and the message names the account', async () => {
    const { server, result } = await login({ authenticate: (auth) => auth.reject(['publickey']) });
    expect(result).toMatchObject({
      ok: false,
      outcome: 'auth-failed',
      error: expect.stringContaining('"ringdown-ro" by key'),
    });
    expect(users(server)).toHaveLength(1);
  });
});

describe('key exchange', () => {
  const old: Script = {
    algorithms: { kex: ['diffie-hellman-group14-sha1'], cipher: ['aes128-cbc'], hmac: ['hmac-sha1'] },
  };

  test('refuses SHA-1 and CBC, names both lists and the switch', async () => {
    const { result } = await login(old);
    expect(result).toMatchObject({ ok: false, outcome: 'unreachable' });
    expect(result).toHaveProperty(
      'error',
      expect.stringMatching(
        /no common key exchange algorithm\. We offer curve25519.*offers diffie-hellman-group14-sha1.*legacyCrypto: true/,
      ),
    );
  });

  test('takes them with legacyCrypto', async () => {
    const { result } = await login(old, { legacyCrypto: true });
    expect(result.ok).toBe(true);
  });

  test('never offers CBC together with encrypt-then-MAC', async () => {
    const { result } = await login(
      { algorithms: { cipher: ['aes128-cbc'], hmac: ['hmac-sha2-256-etm@openssh.com'] } },
      { legacyCrypto: true },
    );
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('MAC') });
  });
});

describe('devices that do not get that far', () => {
  test('the limit of a login counts from the first packet, however long the way takes', async () => {
    const server = await scripted({ onSocket: () => undefined });
    const limits = { ...shortLimits, loginMs: 1_500 };
    const slowly: Dial = async (device, itsLimits, signal) => {
      const calledMs = performance.now();
      await sleep(1_000);
      const dialled = await directly(device, itsLimits, signal);
      return dialled.ok ? { ...dialled, calledMs } : dialled;
    };
    const fromMs = performance.now();
    const result = await connect(deviceAt(server), keyLogin, limits, { dial: slowly });
    expect(result).toMatchObject({ ok: false, outcome: 'timed-out' });
    expect(performance.now() - fromMs).toBeLessThan(2_200);
  });

  test.for<[string, Script, string]>([
    ['silence after TCP', { onSocket: () => undefined }, 'timed-out'],
    [
      'a banner of one byte at a time',
      {
        onSocket: (socket) => {
          const drip = setInterval(() => socket.write('S'), 50);
          socket.on('close', () => clearInterval(drip));
        },
      },
      'timed-out',
    ],
    [
      'an endless greeting',
      {
        onSocket: (socket) => {
          const flood = setInterval(() => socket.write('hello\r\n'.repeat(100)), 5);
          socket.on('close', () => clearInterval(flood));
        },
      },
      'timed-out|unreachable',
    ],
    ['a reset', { onSocket: (socket) => socket.resetAndDestroy() }, 'unreachable'],
    [
      'something that is not SSH',
      { onSocket: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') },
      'unreachable',
    ],
    ['a login that is never answered', { authenticate: () => undefined }, 'timed-out'],
  ])('%s ends within its limit', async ([, script, outcome]) => {
    const from = performance.now();
    const { server, result } = await login(script);
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(result).toMatchObject({ ok: false, outcome: expect.stringMatching(`^(${outcome})$`) });
    await expect.poll(() => server.openSockets()).toBe(0);
  });

  test('a closed port is unreachable and the message says what to check', async () => {
    const server = await scripted();
    await server.close();
    expect(await connect(deviceAt(server), keyLogin, shortLimits)).toEqual({
      ok: false,
      outcome: 'unreachable',
      error: `leaf1 (127.0.0.1, frr): the TCP connection was refused. Check that it is up and that port ${server.port} can be reached from here.`,
    });
  });

  test('cancelling ends the attempt at once', async () => {
    const server = await scripted({ onSocket: () => undefined });
    const stop = new AbortController();
    const attempt = connect(deviceAt(server), keyLogin, shortLimits, { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    expect(await attempt).toMatchObject({ ok: false, outcome: 'cancelled' });
    await expect.poll(() => server.openSockets()).toBe(0);
  });
});

test('a kept connection that is reset does not end the process and counts as dead', async () => {
  const server = await scripted();
  const result = await connect(deviceAt(server), keyLogin, shortLimits);
  if (!result.ok) throw new Error(result.error);
  server.reset();
  await expect.poll(() => result.connection.alive()).toBe(false);
});

test('a device that stops answering keepalives is dead', async () => {
  const server = await scripted({});
  const result = await connect(deviceAt(server), keyLogin, shortLimits);
  if (!result.ok) throw new Error(result.error);
  server.freeze();
  await expect.poll(() => result.connection.loss()?.keepalive, { timeout: 1_500 }).toBe(true);
});
