import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const usual = readFileSync(join(import.meta.dirname, 'nokia_srlinux/environment/usual.raw'), 'utf8');
const parse = (text: string) => parseOutput('nokia_srlinux', 'environment', text, { nowMs: null });

describe('the keys of SR Linux', () => {
  test('mean the same with the names of their modules, at every level', () => {
    const qualified = usual.replace(/"([a-z-]+)":/g, '"srl_nokia-platform:$1":');
    expect(qualified).not.toBe(usual);
    expect(parse(usual).records.length).toBeGreaterThan(0);
    expect(parse(qualified)).toEqual(parse(usual));
  });

  test('one that would be there twice without its module keeps it', () => {
    const twice = usual.replace('"platform":', '"other:platform": {}, "srl_nokia-platform:platform":');
    expect(parse(twice).records).toEqual([]);
  });
});
