import { expect, test } from 'vitest';
import { createGate } from '../../src/device/gate.ts';
import { vtyshCommand } from '../../src/device/vtysh-command.ts';
import { bench, deviceAt, scripted } from '../support/device-bench.ts';
import { answer, playTerminal } from '../support/ssh-server.ts';

test('a line is one argument of vtysh, and the login shell gets nothing else', async () => {
  const server = await scripted({ exec: (_command, channel) => answer(channel, 'one\n') });
  const { result } = await bench().read(deviceAt(server, { login: 'linux' }));
  expect(result.outcome).toBe('ok');
  expect(server.received()).toBe("vtysh -c 'show version'\n");
});

test('where a terminal is needed it is one of vtysh, never of the login shell', async () => {
  let channels = 0;
  const server = await scripted({
    shell: (channel) => playTerminal(channel, { prompt: 'root@r1# ', reply: () => 'a POSIX shell\n' }),
    exec: (command, channel) => {
      if (command !== 'vtysh') return answer(channel, 'no\n', 1);
      playTerminal(channel, { prompt: 'r1# ', reply: () => 'one\n' });
    },
    // The first two are commands, and refused.
    acceptChannel: () => ++channels > 2,
  });
  const { result, artifacts } = await bench().read(deviceAt(server, { login: 'linux' }));
  expect(result.outcome).toBe('ok');
  expect(artifacts[0]?.text).toBe('one\n');
  expect(server.seen.some(({ kind }) => kind === 'shell')).toBe(false);
  expect(server.received()).toMatch(/^vtysh\n/);
});

test('what could end the quotes never gets that far', () => {
  const gate = createGate(() => undefined);
  const device = { name: 'r1', platform: 'frr' } as const;
  for (const line of ["show version'; reload '", 'show version $(id)', 'show version\nreload', 'show `id`'])
    expect(gate.read(device, line).ok).toBe(false);
  expect(() => vtyshCommand({ line: 'show version' })).toThrow('no gate has passed');
});
