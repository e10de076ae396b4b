import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verbNames } from '../../src/cli/verbs.ts';
import { openDatabase } from '../../src/store/database.ts';
import { append, declare, event } from '../store/bench.ts';
import { type StoryWorld, startWorld } from '../support/story-world.ts';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'src/start.js');

function ringdown(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { cwd: root, maxBuffer: 1 << 24 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

describe('the terminal', () => {
  let world: StoryWorld;
  let config = '';
  beforeAll(async () => {
    world = await startWorld();
    config = world.files.config;
  }, 30_000);
  afterAll(() => world.stop());

  /** A copy of the config folder with one change. */
  let copies = 0;
  const changed = (file: 'ringdown.yaml' | 'inventory.yaml', from: string | RegExp, to: string) => {
    copies += 1;
    const dir = join(world.dir, `copy-${copies}`);
    mkdirSync(dir);
    for (const name of ['ringdown.yaml', 'inventory.yaml', 'secrets'])
      cpSync(join(world.dir, name), join(dir, name), { recursive: true });
    const path = join(dir, file);
    const text = readFileSync(path, 'utf8');
    const next = text.replace(from, to);
    if (next === text) throw new Error(`nothing to change: ${from}`);
    writeFileSync(path, next);
    return join(dir, 'ringdown.yaml');
  };

  test.for(verbNames)('%s --help says how and exits 0, without a config', async (verb) => {
    const { code, out } = await ringdown([verb, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`usage: ringdown ${verb}`);
  });

  test('an unknown verb exits 2 and names the nearest', async () =>
    expect(await ringdown(['serv'])).toMatchObject({ code: 2, err: expect.stringContaining('serve') }));

  test.for([
    [
      'an unknown key',
      'ringdown.yaml',
      'approvals:',
      'aprovals:',
      /ringdown\.yaml:\d+: aprovals: unknown key; did you mean "approvals"\?/,
    ],
    [
      'an unknown person in a rotation',
      'ringdown.yaml',
      /people:\n\s+- ana\n/,
      'people:\n          - anna\n',
      /ringdown\.yaml:\d+: oncall\.rotations\.net-primary\.people\[0\]: "anna" is not in people \(did you mean ana\?\)/,
    ],
    [
      'a bad time zone',
      'ringdown.yaml',
      'timeZone: Europe/London',
      'timeZone: Europe/Londn',
      /ringdown\.yaml:\d+: people\.cy\.timeZone: not a time zone/,
    ],
    [
      'a secret in clear text',
      'ringdown.yaml',
      'botToken: file:secrets/bot-token',
      'botToken: xoxb-123',
      /ringdown\.yaml:\d+: slack\.botToken: a secret comes as/,
    ],
    [
      'a switch as text',
      'ringdown.yaml',
      'private: false',
      'private: "false"',
      /ringdown\.yaml:\d+: incidents\.private/,
    ],
    [
      'a duration without a unit',
      'ringdown.yaml',
      'sev1: 30m',
      'sev1: "30"',
      /ringdown\.yaml:\d+: updates\.sev1: "30" is not a duration/,
    ],
    ['broken YAML', 'ringdown.yaml', 'approvals:', 'approvals: [', /ringdown\.yaml:\d+: not valid YAML/],
    [
      'an unknown platform',
      'inventory.yaml',
      'platform: frr',
      'platform: frrr',
      /inventory\.yaml:\d+: devices\.leaf1\.platform/,
    ],
  ] as const)('%s exits 2 with file, line and remedy', async ([, file, from, to, expected]) => {
    const { code, err } = await ringdown(['check', '--config', changed(file, from, to)]);
    expect(err).toMatch(expected);
    expect(code).toBe(2);
  });

  test('a config that others may write, and a secret that others may read, exit 2 with the chmod', async () => {
    const writable = changed('ringdown.yaml', 'low: 1', 'low: 2');
    chmodSync(writable, 0o666);
    expect(await ringdown(['check', '--config', writable])).toMatchObject({
      code: 2,
      err: expect.stringContaining('chmod go-w'),
    });
    const readable = changed('ringdown.yaml', 'low: 1', 'low: 2');
    chmodSync(join(readable, '../secrets/bot-token'), 0o644);
    expect(await ringdown(['serve', '--config', readable])).toMatchObject({
      code: 2,
      err: expect.stringContaining('chmod 600'),
    });
  });

  test('a secret that is not there is asked for only by who needs it', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the form that people write in the file
    const config = changed('ringdown.yaml', 'file:secrets/bot-token', '${NO_SUCH_VARIABLE}');
    expect(await ringdown(['check', '--config', config])).toMatchObject({ code: 0 });
    expect(await ringdown(['serve', '--config', config])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/ringdown\.yaml:\d+: slack\.botToken: .*NO_SUCH_VARIABLE/),
    });
  });

  test('net prints results, as a table or as the contract’s JSON, and exits by their outcomes', async () => {
    const table = await ringdown(['net', 'bgp-summary', 'spine1', '--config', config]);
    expect(table.code).toBe(0);
    expect(table.out).toContain('established');
    const json = await ringdown(['net', 'version', 'leaf1,edge1', '--json', '--config', config]);
    expect(Object.keys(JSON.parse(json.out)[0]).sort()).toEqual([
      'commands',
      'device',
      'diagnostic',
      'durationMs',
      'error',
      'outcome',
      'platform',
      'records',
      'startedAt',
      'truncated',
      'unparsed',
    ]);
    expect(await ringdown(['net', 'log', 'leaf1', '--config', config])).toMatchObject({ code: 1 });
    expect(await ringdown(['net', 'version', 'leaf9', '--config', config])).toMatchObject({
      code: 2,
      err: expect.stringContaining('leaf'),
    });
    expect((await ringdown(['net', 'version', 'edge1', '--raw', '--config', config])).out).toContain('junos');
  });

  test('answers from a device with legacyCrypto are headed LEGACY, and JSON stays JSON', async () => {
    const old = changed('inventory.yaml', /^( {2}leaf1:\n)/m, '$1    legacyCrypto: true\n');
    const table = await ringdown(['net', 'version', 'leaf1,leaf2', '--config', old]);
    expect(table.out).toMatch(/^LEGACY: SHA-1 and CBC are allowed for leaf1;/);
    const json = await ringdown(['net', 'version', 'leaf1', '--json', '--config', old]);
    expect(json.err).toMatch(/LEGACY/);
    expect(JSON.parse(json.out)).toMatchObject({ device: 'leaf1', outcome: 'ok' });
    expect((await ringdown(['net', 'version', 'leaf2', '--config', old])).out).not.toMatch(/LEGACY/);
  }, 60_000);

  test('parse reads a pasted output', async () => {
    const raw = readFileSync(join(root, 'test/platforms/frr/bgp-summary/lab-healthy.raw'), 'utf8');
    const good = await ringdown(['parse', 'frr', 'bgp-summary'], raw);
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({
      device: null,
      outcome: 'ok',
      records: [{ state: 'established' }, { state: 'established' }],
    });
    expect(await ringdown(['parse', 'frr', 'bgp-summary'], 'hello')).toMatchObject({ code: 1 });
    const unended =
      'Gateway of last resort is not set\n\nC    198.51.100.0/30 is directly connected, Vlan1\nS    192.0.2.0/24 [1/0] via 198.51.100.1';
    const cut = await ringdown(['parse', 'cisco_iosxe', 'route'], unended);
    expect(JSON.parse(cut.out)).toMatchObject({
      outcome: 'incomplete',
      error: expect.stringMatching(/put a line break behind its last line$/),
    });
    expect(await ringdown(['parse', 'ios', 'bgp-summary'])).toMatchObject({ code: 2 });
  });

  test('check --connect logs into every device and changes nothing', async () => {
    const { code, out } = await ringdown(['check', '--connect', '--config', config]);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(6);
    const lines = world.network.devices.flatMap(({ name }) => world.network.transcript(name));
    expect(lines.filter(({ account }) => account === 'ringdown-rw')).toEqual([]);
  });

  test('hostkeys enroll shows a changed key, pins it with --yes, and keeps the file’s comments', async () => {
    const inventory = changed('inventory.yaml', 'devices:', '# our devices\ndevices:');
    await world.network.setFault('leaf1', 'new-host-key');
    expect(await ringdown(['net', 'version', 'leaf1', '--config', inventory])).toMatchObject({
      code: 1,
      out: expect.stringContaining('host key'),
    });
    expect(await ringdown(['hostkeys', 'enroll', 'leaf1', '--config', inventory])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing was changed'),
    });
    const { code, out } = await ringdown(['hostkeys', 'enroll', 'leaf1', '--yes', '--config', inventory]);
    expect(out).toContain('CHANGED');
    expect(code).toBe(0);
    expect(readFileSync(join(inventory, '../inventory.yaml'), 'utf8')).toContain('# our devices');
    expect(await ringdown(['net', 'version', 'leaf1', '--config', inventory])).toMatchObject({ code: 0 });
    await world.network.setFault('leaf1', null);
  });

  test('a second serve exits 3; a person whom the config does not map is refused with 4', async () => {
    const serve = spawn(process.execPath, [main, 'serve', '--config', config], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(createInterface({ input: serve.stdout }), 'line');
    expect(await ringdown(['serve', '--config', config])).toMatchObject({
      code: 3,
      err: expect.stringContaining('holds'),
    });
    expect(await ringdown(['inc', 'list', '--config', config])).toMatchObject({
      code: 4,
      err: expect.stringContaining('osUser'),
    });
    serve.kill('SIGTERM');
    expect(await once(serve, 'exit')).toEqual([0, null]);
  });

  test('verify exits 2 for a head that it would not compare', async () => {
    const database = await openDatabase(join(world.dir, 'ringdown.db'));
    const declared = { title: 'witnessed', severity: 'sev3', commander: null } as const;
    await append(database, await declare(database), [event('incident.declared', declared)]);
    await database.close();
    const hash = 'a'.repeat(64);
    const verify = (...args: string[]) => ringdown(['verify', ...args, '--config', config]);
    for (const of of ['INC-2', '-'])
      expect(await verify('INC-1', '--head', `${of}:1:${hash}`)).toMatchObject({
        code: 2,
        err: expect.stringContaining('only INC-1 is verified'),
      });
    expect(await verify('--head', `INC-1:0:${hash}`)).toMatchObject({ code: 2 });
    expect(await verify('INC-1', '--head', `INC-1:1:${hash}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('was rebuilt'),
    });
    const file = join(world.dir, 'INC-1.json');
    await ringdown(['export', 'INC-1', '--format', 'json', '-o', file, '--config', config]);
    expect(await verify('--export', file, '--head', `INC-2:1:${hash}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('holds INC-1'),
    });
    expect(await verify('--export', file, '--head', `INC-1:1:${hash}`)).toMatchObject({ code: 1 });
    expect(await verify('--export', file)).toMatchObject({ code: 0 });
  });

  test('verify says what it checked; an export of what is not there exits 2', async () => {
    expect(await ringdown(['verify', '--config', config])).toMatchObject({ code: 0 });
    expect(await ringdown(['export', 'INC-9', '--config', config])).toMatchObject({ code: 2 });
    expect(await ringdown(['export', 'INC-9', '--by', '@nobody', '--config', config])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Nobody named "nobody" is known'),
    });
    expect(await ringdown(['verify', '--export', 'package.json'])).toMatchObject({ code: 1 });
  });

  test('stats prints figures as a table, CSV or JSON, and refuses what it cannot group by', async () => {
    const table = await ringdown(['stats', '--config', config]);
    expect(table).toMatchObject({ code: 0, out: expect.stringMatching(/^group +incidents +open[\s\S]*\nall /) });
    const csv = await ringdown(['stats', '--by', 'month', '--csv', '--config', config]);
    expect(csv.out).toMatch(/^group,incidents,open,acknowledgeCount/);
    const json = await ringdown(['stats', '--json', '--config', config]);
    expect(JSON.parse(json.out)[0]).toMatchObject({ group: 'all' });
    expect(await ringdown(['stats', '--by', 'moon', '--config', config])).toMatchObject({ code: 2 });
  });
});
