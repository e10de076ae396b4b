import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { UserError } from '../src/lib/errors.ts';

/** Every key of the contract's section 3. */
const whole = `slack:
  mode: socket
  botToken: \${SLACK_BOT_TOKEN}
  appToken: file:app-token
  apiUrl: https://slack.example.net/api/
  listen: 127.0.0.1:3000
  commands: { inc: /inc, net: /net, mitigate: /mitigate, oncall: /oncall, playbook: /playbook }
  announce: C0123456789
incidents: { prefix: inc, private: false }
store: ./ringdown.db
http: { listen: 127.0.0.1:8080 }
alerts: { generic: { secret: "\${ALERT_SECRET}" }, alertmanager: { token: "\${AM_TOKEN}" } }
inventory: ./inventory.yaml
playbooks: /srv/playbooks
people:
  ana: { slack: U01ANA0001, timeZone: Europe/Berlin, osUser: ana, email: ana@example.net }
  bo: { slack: U01BO00002 }
  cy: { slack: U01CY00003 }
groups: { netops: [ana, bo], leads: [cy] }
access:
  - { who: netops, may: [read, declare, update, note, page, propose, stop, export], where: any }
  - { who: netops, may: [approve], where: incident-channels }
  - { who: cy, may: [admin], where: [C0123456789] }
approvals: { low: 1, high: 2, expireMinutes: 15 }
updates: { sev1: 30m, sev2: 1h }
pingDestinations: [192.0.2.0/24, "2001:DB8::/32"]
oncall:
  rotations: { net-primary: { timeZone: Europe/Berlin, start: 2026-01-05T09:00, every: 1w, people: [ana, bo] } }
  policies: { network: { steps: [{ after: 0m, notify: [net-primary] }, { after: 5m, notify: [cy] }], repeat: 2 } }
credentials:
  default:
    read:  { username: ringdown-ro, privateKey: file:ro }
    write: { username: ringdown-rw, password: file:rw }
limits: { devicesAtOnce: 32, shellsPerDevice: 1, execChannelsPerDevice: 2, commandSeconds: 30, tracerouteSeconds: 60 }
`;

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdown-config-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, text: string, mode = 0o600): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const load = (text: string, env: Record<string, string> = {}) => loadConfig(file('ringdown.yaml', text), env);

/** The message of the refusal; fails where the config is accepted or the refusal is a bug of ours. */
function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof UserError && error.kind === 'usage') return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

/** The whole file with one change. */
function changed(from: string | RegExp, to: string): string {
  const text = whole.replace(from, to);
  expect(text, `nothing to change: ${from}`).not.toBe(whole);
  return text;
}

describe('a config that is fine', () => {
  test('has every key, durations in ms, prefixes canonical, paths relative to the file that names them', () => {
    const config = load(whole);
    expect(config).toMatchObject({
      slack: { mode: 'socket', apiUrl: 'https://slack.example.net/api/', announce: 'C0123456789' },
      store: join(dir, 'ringdown.db'),
      inventory: join(dir, 'inventory.yaml'),
      playbooks: '/srv/playbooks',
      updates: { sev1: 1_800_000, sev2: 3_600_000, sev3: null, sev4: null },
      pingDestinations: ['192.0.2.0/24', '2001:db8::/32'],
      approvals: { low: 1, high: 2, expireMinutes: 15 },
      people: { ana: { timeZone: 'Europe/Berlin' }, bo: { timeZone: 'UTC' } },
    });
    expect(config.oncall).toEqual({
      fallback: null,
      rotations: {
        'net-primary': { timeZone: 'Europe/Berlin', start: '2026-01-05T09:00', every: '1w', people: ['ana', 'bo'] },
      },
      policies: {
        network: {
          repeat: 2,
          steps: [
            { afterMs: 0, notify: ['net-primary'] },
            { afterMs: 300_000, notify: ['cy'] },
          ],
        },
      },
    });
  });

  test('may be nearly empty: what is not said has a default, and nobody may do anything', () => {
    expect(load('store: ./r.db')).toMatchObject({
      slack: null,
      access: [],
      http: { listen: '127.0.0.1:8080' },
      alerts: { generic: null, alertmanager: null },
      approvals: { low: 1, high: 2, expireMinutes: 15 },
      incidents: { prefix: 'inc', private: false },
      updates: { sev1: 1_800_000, sev2: 3_600_000, sev3: null, sev4: null },
    });
  });

  test('says for each severity how often people are told, or never', () => {
    const { updates } = load('store: ./r.db\nupdates: { sev2: never, sev3: 4h }');
    expect(updates).toEqual({ sev1: 1_800_000, sev2: null, sev3: 14_400_000, sev4: null });
  });

  test('takes slack.mode http and a postgres:// store, which are refused later, where they are needed', () => {
    expect(load(changed('mode: socket', `mode: http\n  signingSecret: \${S}`)).slack?.mode).toBe('http');
    expect(load(changed('./ringdown.db', 'postgres://db.example.net/ringdown')).store).toBe(
      'postgres://db.example.net/ringdown',
    );
  });
});

describe('secrets', () => {
  test('are read when they are needed, not before', () => {
    const config = load(whole);
    expect(refusal(() => config.slack?.botToken())).toBe(
      'ringdown.yaml:3: slack.botToken: the environment variable SLACK_BOT_TOKEN is not set.',
    );
    expect(refusal(() => config.credentials['default']?.read.privateKey?.())).toMatch(
      /^ringdown\.yaml:\d+: credentials\.default\.read\.privateKey: .*ro cannot be read/,
    );
    expect(load(whole, { SLACK_BOT_TOKEN: 'xoxb-1' }).slack?.botToken().reveal()).toBe('xoxb-1');
  });

  test('from a file lose the line end of the editor; a private key keeps its own', () => {
    const config = load(whole);
    file('app-token', 'xapp-1\n');
    expect(config.slack?.appToken?.().reveal()).toBe('xapp-1');
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----\n';
    file('ro', key);
    expect(config.credentials['default']?.read.privateKey?.().reveal()).toBe(key);
  });

  test.for([
    [0o640, 'chmod 600'],
    [0o604, 'chmod 600'],
  ] as const)('in a file of mode %o are refused with the remedy', ([mode, remedy]) => {
    const path = file('app-token', 'xapp-1\n', mode);
    expect(refusal(() => load(whole).slack?.appToken?.())).toContain(`Run: ${remedy} ${path}`);
  });

  test('an empty variable or file is a missing secret', () => {
    file('app-token', ' \n');
    expect(refusal(() => load(whole).slack?.appToken?.())).toContain('is empty');
    expect(refusal(() => load(whole, { SLACK_BOT_TOKEN: '' }).slack?.botToken())).toContain('is not set');
  });

  test('never come out when a config is printed', () => {
    file('app-token', 'xapp-very-secret\n');
    const config = load(whole, { SLACK_BOT_TOKEN: 'xoxb-very-secret', ALERT_SECRET: 'very-secret' });
    const read = [config.slack?.botToken(), config.slack?.appToken?.(), config.alerts.generic?.secret()];
    expect(
      `${inspect({ config, read }, { depth: 9, showHidden: true })}${JSON.stringify({ config, read })}${read}`,
    ).not.toContain('very-secret');
  });

  test('standing in the file as text are refused, and the message does not repeat them', () => {
    const message = refusal(() => load(changed(`\${SLACK_BOT_TOKEN}`, 'xoxb-very-secret')));
    expect(message).toMatch(/^ringdown\.yaml:3: slack\.botToken: a secret comes as/);
    expect(message).not.toContain('very-secret');
    expect(refusal(() => load(changed(`\${SLACK_BOT_TOKEN}`, '[xoxb-very-secret]')))).not.toContain('very-secret');
  });
});

describe('a mistake is named with file, line, key and remedy', () => {
  test.for([
    [
      'a typing error in a key',
      'devicesAtOnce',
      'devicesAtOnec',
      34,
      'limits.devicesAtOnec: unknown key; did you mean "devicesAtOnce"?',
    ],
    ['a key nobody knows', 'store:', 'zzzzzzzz: 1\nstore:', 10, 'zzzzzzzz: unknown key (known: slack, incidents,'],
    [
      'a text for true or false',
      'private: false',
      'private: "false"',
      9,
      'incidents.private: expected true or false, found a text (is it in quotes?)',
    ],
    [
      'a text for a number',
      'low: 1',
      'low: "1"',
      24,
      'approvals.low: expected a number, found a text (is it in quotes?)',
    ],
    ['a number out of range', 'high: 2', 'high: 99', 24, 'approvals.high: too large: at most 5'],
    [
      'nothing where something must be',
      '{ slack: U01BO00002 }',
      '',
      17,
      'people.bo: expected keys with values, found nothing',
    ],
    [
      'a key that is missing',
      '    read:  { username: ringdown-ro, privateKey: file:ro }\n',
      '',
      31,
      'credentials.default.read: is missing',
    ],
    [
      'an unknown right',
      'may: [approve]',
      'may: [aprove]',
      22,
      'access[1].may[0]: "aprove" is not one of read, declare,',
    ],
    [
      'an unknown place',
      'incident-channels',
      'everywhere',
      22,
      'access[1].where: expected any, incident-channels, terminal',
    ],
    [
      'an unknown person in a group',
      'netops: [ana, bo]',
      'netops: [ana, boo]',
      19,
      'groups.netops[1]: "boo" is not in people (did you mean bo?)',
    ],
    [
      'an unknown group',
      'who: cy',
      'who: leds',
      23,
      'access[2].who: "leds" is not a person or a group (did you mean leads?)',
    ],
    [
      'an unknown person on call',
      'people: [ana, bo]',
      'people: [ana, zachary]',
      28,
      'oncall.rotations.net-primary.people[1]: "zachary" is not in people (known: ana, bo, cy)',
    ],
    [
      'an unknown rotation',
      'notify: [net-primary]',
      'notify: [net-primry]',
      29,
      'oncall.policies.network.steps[0].notify[0]: "net-primry" is not a rotation or a person (did you mean net-primary?)',
    ],
    [
      'a step before the one before it',
      'after: 5m',
      'after: 0m',
      29,
      'oncall.policies.network.steps[1].after: a step comes later',
    ],
    [
      'a person who is paged and has no Slack id',
      'cy: { slack: U01CY00003 }',
      'cy: {}',
      18,
      'people.cy: policy network pages cy, who has no slack id',
    ],
    ['two people with one Slack id', 'U01BO00002', 'U01ANA0001', 17, 'people.bo.slack: "U01ANA0001" is ana already'],
    ['a group with the name of a person', 'leads: [cy]', 'ana: [cy]', 19, 'groups.ana: "ana" is a person already'],
    [
      'one slash command for two words',
      'net: /net',
      'net: /inc',
      7,
      'slack.commands.net: "/inc" is the command for inc already',
    ],
    ['socket mode without its token', '  appToken: file:app-token\n', '', 1, 'slack: mode: socket needs appToken'],
    ['a Slack name for an id', 'U01BO00002', '"@bo"', 17, 'people.bo.slack: not a Slack user id'],
    [
      'a time zone that is none',
      'Europe/Berlin, osUser',
      'Europe/Berlni, osUser',
      16,
      'people.ana.timeZone: not a time zone',
    ],
    [
      'an offset for a time zone',
      'Europe/Berlin, osUser',
      '"+01:00", osUser',
      16,
      'people.ana.timeZone: not a time zone',
    ],
    [
      'a day that is none',
      '2026-01-05T',
      '2026-02-30T',
      28,
      'oncall.rotations.net-primary.start: expected a local time',
    ],
    ['an hour that is none', 'T09:00', 'T25:00', 28, 'oncall.rotations.net-primary.start: expected a local time'],
    [
      'a shift of no length',
      'every: 1w',
      'every: 0w',
      28,
      'oncall.rotations.net-primary.every: expected hours, days or weeks',
    ],
    ['nobody in a rotation', 'people: [ana, bo]', 'people: []', 28, 'oncall.rotations.net-primary.people: is empty'],
    [
      'a cadence of nothing',
      'sev1: 30m',
      'sev1: 0m',
      25,
      'updates.sev1: nobody can be asked more often than once a second',
    ],
    [
      'a cadence in words',
      'sev1: 30m',
      'sev1: hourly',
      25,
      'updates.sev1: "hourly" is not a duration, such as 30m, 2h or 1w, nor never',
    ],
    [
      'a duration without a unit',
      'sev1: 30m',
      'sev1: 30',
      25,
      'updates.sev1: expected a duration such as 30m, or never',
    ],
    [
      'a prefix with host bits',
      '192.0.2.0/24',
      '192.0.2.9/24',
      26,
      'pingDestinations[0]: "192.0.2.9/24" is not a prefix; did you mean 192.0.2.0/24?',
    ],
    ['a port that is none', '127.0.0.1:8080', '127.0.0.1:80800', 11, 'http.listen: expected address:port'],
    [
      'a key that stands twice',
      'store: ./ringdown.db',
      'store: ./a.db\nstore: ./b.db',
      11,
      'store: this key stands here twice',
    ],
    ['an alias', 'leads: [cy]', 'leads: &a [cy], more: *a', 19, 'aliases (*name) are not allowed'],
    ['a merge key', 'store: ./ringdown.db', '<<: { store: a }', 10, '<<: unknown key'],
    ['a tag', './ringdown.db', '!!js/function "x"', 10, 'not valid YAML: Unresolved tag'],
    ['__proto__', 'leads: [cy]', '__proto__: [cy]', 19, '__proto__: this key is not allowed'],
    ['constructor', 'leads: [cy]', 'constructor: [cy]', 19, 'constructor: this key is not allowed'],
    ['no YAML', 'leads: [cy]', 'leads: [cy', 19, 'not valid YAML'],
  ] as const)('%s', ([, from, to, line, said]) => {
    const message = refusal(() => load(changed(from, to)));
    expect(
      message.split('\n').some((one) => one.startsWith(`ringdown.yaml:${line}: `) && one.includes(said)),
      message,
    ).toBe(true);
  });

  test('all of them at once, in the order of the lines, those of the form and those of meaning', () => {
    const text = changed('netops: [ana, bo]', 'netops: [ana, boo]')
      .replace('low: 1', 'low: 99')
      .replace('notify: [cy]', 'notify: [di]')
      .replace('limits:', 'limts:');
    expect(refusal(() => load(text)).split('\n')).toEqual([
      expect.stringMatching(/^ringdown\.yaml:19: groups\.netops\[1\]/),
      expect.stringMatching(/^ringdown\.yaml:24: approvals\.low/),
      expect.stringMatching(/^ringdown\.yaml:29: oncall\.policies\.network\.steps\[1\]\.notify\[0\]/),
      expect.stringMatching(/^ringdown\.yaml:34: limts: .*"limits"/),
    ]);
  });

  test.for([
    ['', 'found nothing'],
    ['- a', 'found a list'],
    ['hello', 'found a text'],
  ] as const)('a file that is %j says what it expected', ([text, said]) =>
    expect(refusal(() => load(text))).toBe(`ringdown.yaml:1: expected keys with values, ${said}`),
  );
});

describe('the file itself', () => {
  test('that others may write is refused with the remedy', () => {
    for (const mode of [0o620, 0o602, 0o666])
      expect(refusal(() => loadConfig(file('open.yaml', whole, mode), {}))).toContain(
        `Run: chmod go-w ${join(dir, 'open.yaml')}`,
      );
    expect(loadConfig(file('shown.yaml', whole, 0o644), {}).slack?.mode).toBe('socket');
  });

  test('that is not there names --config', () =>
    expect(refusal(() => loadConfig(join(dir, 'none.yaml'), {}))).toContain('--config FILE'));

  test('that is hostile is refused in short time and few words', () => {
    const hostile = [
      `a: &a [x,x,x,x,x]\n${[...'bcdefghij'].map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(9)}]`).join('\n')}`,
      `a: &a 1\nb: [${'*a,'.repeat(10_000)}]`,
      `store: "${'x'.repeat(1024 * 1024)}"`,
      Array.from({ length: 5_000 }, (_, i) => `key${i}: 1`).join('\n'),
      `store: ${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    ];
    for (const text of hostile) {
      const from = performance.now();
      const message = refusal(() => load(text));
      expect(performance.now() - from).toBeLessThan(5_000);
      expect(message.split('\n').length).toBeLessThanOrEqual(21);
      expect(message.length).toBeLessThan(6_000);
    }
  });
});
