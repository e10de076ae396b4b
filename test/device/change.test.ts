import { describe, expect, test } from 'vitest';
import { type Change, type ChangeHooks, runChange } from '../../src/device/change.ts';
import { createGate } from '../../src/device/gate.ts';
import type { Device } from '../../src/device/inventory.ts';
import { writeLogins } from '../../src/device/write-credentials.ts';
import { Secret } from '../../src/lib/secret.ts';
import { clientKey, deviceAt, everywhere, scripted, shortLimits } from '../support/device-bench.ts';
import { playTerminal, type Script } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';

const lines = ['configure terminal', 'interface swp1', 'shutdown', 'end'];
const change: Change = {
  planHash: 'a'.repeat(64),
  mitigation: 'interface-shutdown',
  args: { interface: 'swp1' },
  lines,
};

/** A device with a configuration mode; `answers` gives special replies to lines. */
function router(answers: Record<string, string | null> = {}, login = 'r1# '): Script {
  return {
    shell: (channel) => {
      let prompt = login;
      playTerminal(channel, {
        prompt: () => prompt,
        motd: 'Authorised use only #\n',
        reply: (line, write) => {
          const special = answers[line];
          if (special === null) return null;
          if (special !== undefined && !special.startsWith('%')) {
            write(special);
            return null;
          }
          if (special?.startsWith('%')) return `${special}\n`;
          if (line === 'configure terminal') prompt = 'r1(config)# ';
          else if (line.startsWith('interface')) prompt = 'r1(config-if)# ';
          else if (line === 'end' || line === 'enable') prompt = 'r1# ';
          return '';
        },
      });
    },
  };
}

async function run(
  script: Script,
  options: {
    change?: Partial<Change>;
    hooks?: Partial<ChangeHooks>;
    device?: Partial<Device>;
    credentials?: boolean;
  } = {},
) {
  const server = await scripted(script);
  const platform = testPlatform({
    name: 'frr',
    session: 'exec',
    prepare: ['terminal length 0'],
    elevate: { when: />\s*$/, line: 'enable' },
  });
  const hooked: string[] = [];
  const account = { username: 'ringdown-rw', privateKey: () => new Secret(clientKey) };
  const result = await runChange(
    {
      platforms: everywhere(platform),
      logins: writeLogins({ default: { read: account, ...(options.credentials === false ? {} : { write: account }) } }),
      gate: createGate(() => undefined),
      limits: shortLimits,
    },
    deviceAt(server, options.device),
    { ...change, ...options.change },
    {
      beforeLine: async (index, line) => {
        hooked.push(`${index} ${line}`);
        return 'send';
      },
      ...options.hooks,
    },
  );
  const sent = server
    .received()
    .split('\n')
    .filter((line) => line !== '' && line !== 'terminal length 0' && line !== 'enable');
  return { server, result, sent, hooked };
}

test('sends the approved lines in order, each after its hook, with the write account on a connection of its own', async () => {
  const { server, result, sent, hooked } = await run(router());
  expect(result).toEqual({
    outcome: 'applied',
    linesSent: 4,
    error: null,
    transcript: lines.map((line) => `> ${line}`).join('\n'),
  });
  expect(sent).toEqual(lines);
  expect(hooked).toEqual(lines.map((line, index) => `${index} ${line}`));
  expect(server.seen).toContainEqual({ kind: 'user', user: 'ringdown-rw', method: 'publickey' });
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('raises the privilege first where the login is unprivileged', async () => {
  const { result, server } = await run(router({}, 'r1> '));
  expect(result.outcome).toBe('applied');
  expect(server.received()).toContain('enable\n');
});

describe('nothing is sent', () => {
  test.for<[string, Script, Parameters<typeof run>[1]]>([
    ['with a line that is not approved by kind', router(), { change: { lines: [...lines, 'write memory'] } }],
    [
      'for another interface than the approved one',
      router(),
      { change: { lines: ['configure terminal', 'interface swp2', 'shutdown', 'end'] } },
    ],
    ['without a plan hash', router(), { change: { planHash: '' } }],
    ['for an empty plan', router(), { change: { lines: [] } }],
    ['when the approved host key is no longer the pinned one', router(), { change: { hostKey: 'SHA256:other' } }],
    ['when the device shows another key', { ...router(), impostor: true }, {}],
    ['without a write credential', router(), { credentials: false }],
    ['when the hook says stop before the first line', router(), { hooks: { beforeLine: async () => 'stop' } }],
    [
      'when the hook cannot record the first line',
      router(),
      {
        hooks: {
          beforeLine: async () => {
            throw new Error('disk full');
          },
        },
      },
    ],
    ['when enable asks for a password', router({ enable: 'Password: ' }, 'r1> '), {}],
    ['when the terminal never shows a prompt', { shell: () => undefined }, {}],
  ])('%s', async ([, script, options]) => {
    const { result, sent } = await run(script, options);
    expect(result).toMatchObject({ outcome: 'not-sent', linesSent: 0, error: expect.stringContaining('leaf1') });
    expect(sent).toEqual([]);
  });
});

describe('stops at the first line that does not go well', () => {
  test('a refused line: no further line, and configuration is left without committing', async () => {
    const { result, sent } = await run(router({ 'interface swp1': '% Unknown command: interface swp1' }));
    expect(result).toMatchObject({
      outcome: 'rejected',
      linesSent: 2,
      error: expect.stringContaining('refused "interface swp1": % Unknown command: interface swp1'),
    });
    expect(sent).toEqual(['configure terminal', 'interface swp1', 'end']);
  });

  test('an emergency stop between two lines', async () => {
    const { result, sent } = await run(router(), {
      hooks: { beforeLine: async (index) => (index === 2 ? 'stop' : 'send') },
    });
    expect(result).toMatchObject({
      outcome: 'unknown',
      linesSent: 2,
      error: expect.stringContaining('stopped before "shutdown". 2 of 4 lines were sent'),
    });
    expect(sent).toEqual(['configure terminal', 'interface swp1', 'end']);
  });

  test.for([
    ['an unanswered line', null],
    ['a question', 'Really shut the uplink? [confirm]'],
    ['a password prompt', 'Password: '],
  ] as const)('%s: the outcome is unknown and not one byte more goes out', async ([, answer]) => {
    const { result, sent, server } = await run(router({ shutdown: answer }));
    expect(result).toMatchObject({ outcome: 'unknown', linesSent: 3 });
    expect(sent).toEqual(['configure terminal', 'interface swp1', 'shutdown']);
    expect(server.received().endsWith('shutdown\n')).toBe(true);
  });

  test('a connection that is lost: unknown, and never sent again', async () => {
    let reset: () => void = () => undefined;
    const script = router({ shutdown: null });
    const { result, server } = await run(
      {
        ...script,
        shell: (channel, device) => {
          reset = () => device.reset();
          if (typeof script.shell === 'function') script.shell(channel, device);
        },
      },
      {
        hooks: {
          beforeLine: async (index) => {
            if (index === 2) setTimeout(() => reset(), 40);
            return 'send';
          },
        },
      },
    );
    expect(result).toMatchObject({ outcome: 'unknown', linesSent: 3 });
    expect(server.connections()).toBe(1);
  });

  test('a plan that ends inside configuration is unknown and leaves it', async () => {
    const { result, sent } = await run(router(), { change: { lines: lines.slice(0, 3) } });
    expect(result.outcome).toBe('unknown');
    expect(sent.at(-1)).toBe('end');
  });
});

test('a prompt-like line in an answer does not release the next line too early', async () => {
  const { sent, result } = await run(router({ 'interface swp1': 'r1(config-if)# is what you would see\nwaiting' }));
  expect(result.outcome).toBe('unknown');
  expect(sent).toEqual(['configure terminal', 'interface swp1']);
});
