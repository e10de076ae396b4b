import { describe, expect, test } from 'vitest';
import { manifest as verb } from '../../src/cli/manifest.ts';
import type { World } from '../../src/cli/world.ts';
import { manifest } from '../../src/slack/manifest.ts';

const inc = { name: '/inc', description: 'incidents', usageHint: 'declare|list' };

test('socket mode needs no address anywhere', () => {
  const made = manifest({ mode: 'socket', commands: [inc] });
  expect(made.settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(made)).not.toContain('url');
  expect(made.features.slash_commands).toEqual([
    { command: '/inc', description: 'incidents', usage_hint: 'declare|list', should_escape: true },
  ]);
});

test('http mode puts the one address where Slack calls', () => {
  const url = 'https://ringdown.example.net/slack/events';
  const made = manifest({ mode: 'http', url, commands: [inc] });
  expect(JSON.stringify(made).split(url)).toHaveLength(4);
  expect(made.settings.socket_mode_enabled).toBe(false);
});

test('asks for the scopes of what the bot does, and for nothing of a user', () => {
  const { scopes } = manifest({ mode: 'socket', commands: [inc] }).oauth_config;
  expect(scopes.bot).toEqual(
    expect.arrayContaining([
      'chat:write',
      'commands',
      'files:write',
      'groups:write',
      'im:write',
      'pins:write',
      'users:read',
    ]),
  );
  expect(Object.keys(scopes)).toEqual(['bot']);
});

test.for([
  ['a plain http address', { mode: 'http' as const, url: 'http://ringdown.example.net', commands: [inc] }],
  ['no address in http mode', { mode: 'http' as const, commands: [inc] }],
  ['a name Slack refuses', { mode: 'socket' as const, commands: [{ ...inc, name: '/Inc Now' }] }],
  ['a name of 33 characters', { mode: 'socket' as const, commands: [{ ...inc, name: `/${'x'.repeat(32)}` }] }],
  ['no description', { mode: 'socket' as const, commands: [{ ...inc, description: '' }] }],
  [
    '51 commands',
    { mode: 'socket' as const, commands: Array.from({ length: 51 }, (_, i) => ({ ...inc, name: `/c${i}` })) },
  ],
] as const)('refuses %s', ([, parts]) => expect(() => manifest(parts)).toThrow(/Slack|slash command|https/));

describe('the verb, from the folder of commands', () => {
  async function printed(args: string[]) {
    let out = '';
    const world = { out: (text: string) => (out += text), err: () => {} } as unknown as World;
    expect(await verb(args, world)).toBe(0);
    return JSON.parse(out) as ReturnType<typeof manifest>;
  }
  const url = 'https://ringdown.example.net/slack/events';

  test.for([
    ['socket', []],
    ['http', ['--mode', 'http', '--url', url]],
  ] as const)('%s mode: every root is a slash command within the limits of Slack', async ([mode, args]) => {
    const made = await printed([...args]);
    expect(made.features.slash_commands.map(({ command }) => command)).toEqual([
      '/inc',
      '/mitigate',
      '/net',
      '/oncall',
      '/playbook',
    ]);
    expect(made.settings.socket_mode_enabled).toBe(mode === 'socket');
    expect(made.display_information.name.length).toBeLessThanOrEqual(35);
    expect(made.display_information.description.length).toBeLessThanOrEqual(140);
    for (const command of made.features.slash_commands) {
      expect(command.description.length).toBeLessThanOrEqual(2_000);
      expect(Object.hasOwn(command, 'url')).toBe(mode === 'http');
    }
    expect(Object.hasOwn(made.settings.event_subscriptions, 'request_url')).toBe(mode === 'http');
    expect(Object.hasOwn(made.settings.interactivity, 'request_url')).toBe(mode === 'http');
  });

  test('both modes ask for the same permissions and hear the same events', async () => {
    const [socket, http] = [await printed([]), await printed(['--mode', 'http', '--url', url])];
    expect(http.oauth_config).toEqual(socket.oauth_config);
    expect(http.settings.event_subscriptions.bot_events).toEqual(socket.settings.event_subscriptions.bot_events);
  });

  test.for([
    [['--mode', 'http'], /--url/],
    [['--mode', 'http', '--url', 'http://ringdown.example.net'], /https/],
    [['--mode', 'webhook'], /socket, http/],
  ] as const)('%j says what is missing', async ([args, words]) => {
    await expect(verb([...args], { out: () => {} } as unknown as World)).rejects.toThrow(words);
  });
});
