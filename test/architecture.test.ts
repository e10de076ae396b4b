import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Folder → floor (house.md section 2). The sandbox stands beside floor 4. */
const floors: [prefix: string, floor: number][] = [
  ['src/lib/', 0],
  ['src/domain/', 1],
  ['src/platforms/', 1],
  ['src/store/', 2],
  ['src/device/', 2],
  ['src/slack/', 2],
  ['src/intake/', 2],
  ['src/exports/', 2],
  ['src/pictures/', 2],
  ['src/ops/', 3],
  ['src/cli/', 4],
  ['src/sandbox/', 4],
  ['commands/', 4],
  // What the process is told. It knows the domain's words; every floor above may be told.
  ['src/config.ts', 1],
  ['src/config/', 1],
  ['src/log.ts', 0],
  ['src/', 4],
];

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

const sources = [...filesBelow('src'), ...filesBelow('commands')];

function floorOf(file: string): number {
  const found = floors.find(([prefix]) => file.startsWith(prefix));
  if (!found) throw new Error(`${file} stands on no floor`);
  return found[1];
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')),
  );
}

describe('the floors of the house', () => {
  test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(100));

  test('nobody imports from a floor above', () => {
    const broken = sources.flatMap((file) =>
      importsOf(file)
        .filter((imported) => imported.startsWith('src/') || imported.startsWith('commands/'))
        .filter((imported) => floorOf(imported) > floorOf(file))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(broken).toEqual([]);
  });

  test('the folders of floor 2 never meet', () => {
    const folderOf = (file: string) => file.split('/').slice(0, 2).join('/');
    const broken = sources
      .filter((file) => floorOf(file) === 2)
      .flatMap((file) =>
        importsOf(file)
          .filter((imported) => floorOf(imported) === 2 && folderOf(imported) !== folderOf(file))
          .map((imported) => `${file} imports ${imported}`),
      );
    expect(broken).toEqual([]);
  });

  test('only the demo, replay and tests know the sandbox', () => {
    const broken = sources
      .filter((file) => !file.startsWith('src/sandbox/') && !/^src\/cli\/(demo|replay)\.ts$/.test(file))
      .filter((file) => importsOf(file).some((imported) => imported.startsWith('src/sandbox/')));
    expect(broken).toEqual([]);
  });

  test('pure folders have no clock, no timer and no randomness of their own', () => {
    // The drawing thread has a time limit; what it draws has no clock.
    const banned = /Date\.now\b|new Date\(\)|Math\.random|randomUUID|\bsetTimeout\b/;
    const pure = ['src/domain/', 'src/platforms/', 'src/exports/', 'src/pictures/', 'src/slack/views/'];
    const broken = sources
      .filter((file) => pure.some((prefix) => file.startsWith(prefix)) && file !== 'src/pictures/draw.ts')
      .filter((file) => banned.test(readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')));
    expect(broken).toEqual([]);
  });

  test('one file makes SSH connections', () => {
    const makes = sources
      .filter((file) => !file.startsWith('src/sandbox/'))
      .filter((file) => /new (ssh2\.)?Client\(/.test(readFileSync(join(root, file), 'utf8')));
    expect(makes).toEqual(['src/device/ssh.ts']);
  });

  test('ops write entries one way, so that no hundredth one stays without a witness', () => {
    const writers = sources
      .filter((file) => file.startsWith('src/ops/'))
      .filter((file) => /\bappendEvents\(/.test(readFileSync(join(root, file), 'utf8')));
    expect(writers).toEqual(['src/ops/write-entries.ts']);
  });

  test('only the start reads the environment', () => {
    const readers = [...sources, 'src/start.js', 'src/cli/runtime.js']
      .filter((file) => !file.startsWith('src/sandbox/'))
      .filter((file) =>
        /process\.(env|argv)\b/.test(readFileSync(join(root, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')),
      );
    expect(readers).toEqual(['src/main.ts', 'src/start.js']);
  });
});
