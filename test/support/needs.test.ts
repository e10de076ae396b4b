import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Need, together } from './needs.ts';

describe('a test whose need is absent', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ringdown-needs-'));
    symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
    const lines = [
      "import { expect, test } from 'vitest';",
      `import { describeWith } from '${join(import.meta.dirname, 'needs.ts')}';`,
      "const gone = { ok: false, reason: 'skipped: needs a pony' } as const;",
      "describeWith([{ ok: true }], 'present', () => { test('runs', () => expect(1).toBe(1)); });",
      "describeWith([{ ok: true }, gone], 'absent', () => { test('would fail', () => expect(1).toBe(2)); });",
    ];
    writeFileSync(join(folder, 'one.test.ts'), lines.join('\n'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const vitest = (required: string) =>
    spawnSync(join(import.meta.dirname, '../../node_modules/.bin/vitest'), ['run', '--root', folder, '--no-color'], {
      encoding: 'utf8',
      env: { ...process.env, RINGDOWN_REQUIRE: required, VITEST: '' },
    });

  test('is skipped, and the screen says why', () => {
    const { status, stdout, stderr } = vitest('');
    expect(stdout + stderr).toContain('absent: skipped: needs a pony');
    expect(stdout).toMatch(/1 passed \| 1 skipped/);
    expect(status).toBe(0);
  }, 60_000);

  test('fails where everything is required', () => {
    const { status, stdout, stderr } = vitest('all');
    expect(stdout + stderr).toContain('absent: needs a pony. RINGDOWN_REQUIRE=all allows no skipping');
    expect(stdout).toMatch(/1 failed \| 1 passed/);
    expect(status).toBe(1);
  }, 60_000);
});

test('several absent needs make one reason', () => {
  const needs: Need[] = [
    { ok: false, reason: 'skipped: needs root' },
    { ok: true },
    { ok: false, reason: 'skipped: needs FRR' },
  ];
  expect(together(needs)).toBe('skipped: needs root and FRR');
  expect(together([{ ok: true }])).toBeNull();
});
