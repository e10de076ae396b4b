import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { readLogins } from '../../src/device/read-credentials.ts';
import { writeLogins } from '../../src/device/write-credentials.ts';
import { Secret } from '../../src/lib/secret.ts';

const device = resolve(import.meta.dirname, '../../src/device');

test.for(['pool.ts', 'read.ts', 'fan-out.ts', 'lane.ts', 'hostkeys.ts', 'read-credentials.ts'])(
  'nothing that %s imports, directly or not, is able to load a write credential',
  (entry) => {
    const graph = importsOf(join(device, entry));
    expect(graph.has(join(device, 'credentials.ts')) || entry === 'hostkeys.ts').toBe(true);
    expect([...graph].filter((file) => /write-credentials|change\.ts|devices\.ts/.test(file))).toEqual([]);
  },
);

test('the read road loads the read secret only, the write road the write secret only', () => {
  const loaded: string[] = [];
  const account = (name: string) => ({
    username: name,
    password: () => {
      loaded.push(name);
      return new Secret(name);
    },
  });
  const sets = { default: { read: account('ro'), write: account('rw') } };
  expect(readLogins(sets)('default')).toMatchObject({ ok: true, right: 'read', login: { username: 'ro' } });
  expect(loaded).toEqual(['ro']);
  expect(writeLogins(sets)('default')).toMatchObject({ ok: true, right: 'write', login: { username: 'rw' } });
  expect(loaded).toEqual(['ro', 'rw']);
});

test('a set without a write account gives no write login, and no set has inherited names', () => {
  const sets = { default: { read: { username: 'ro', password: () => new Secret('x') } } };
  expect(writeLogins(sets)('default')).toEqual({
    ok: false,
    problem: 'there is no credentials.default.write in ringdown.yaml',
  });
  expect(readLogins(sets)('constructor').ok).toBe(false);
});

test('a secret shows itself nowhere', () => {
  const secret = new Secret('s3cr3t');
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: 9, showHidden: true }),
    Object.values(secret).join(),
  ];
  expect(shown.join()).not.toContain('s3cr3t');
  expect(secret.reveal()).toBe('s3cr3t');
});

/** Every file that the entry imports at run time or for types, itself included. */
function importsOf(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, path = ''] of readFileSync(entry, 'utf8').matchAll(/from '(\.[^']+)'/g))
    importsOf(resolve(dirname(entry), path), seen);
  return seen;
}

test('only one file of the sources makes an SSH client', () => {
  const sources = readdirSync(resolve(device, '..'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('sandbox'),
  );
  const making = sources.filter((file) =>
    /new (?:ssh2\.)?Client\(/.test(readFileSync(resolve(device, '..', file), 'utf8')),
  );
  expect(making).toEqual(['device/ssh.ts']);
});
