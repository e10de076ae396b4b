import { expect, test } from 'vitest';
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
