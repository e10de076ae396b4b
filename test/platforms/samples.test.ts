import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnosticNames, platformNames } from '../../src/domain/diagnostics.ts';
import { mitigationNames } from '../../src/domain/mitigation.ts';
import { platforms } from '../../src/platforms/index.ts';
import { read, samples } from './samples.ts';

describe.each(samples)('$platform $diagnostic: $name', (sample) => {
  test('gives exactly these records', () => {
    expect(read(sample, sample.outputs)).toEqual(sample.expected);
  });
});

describe.each(platformNames)('%s', (platform) => {
  test.each(diagnosticNames)('has a parser for %s, a sample that is ok and one that is not', (diagnostic) => {
    expect(platforms[platform].diagnostics[diagnostic].parse).toBeTypeOf('function');
    const outcomes = samples
      .filter((sample) => sample.platform === platform && sample.diagnostic === diagnostic)
      .map(({ expected }) => expected.outcome);
    expect(outcomes).toContain('ok');
    expect(outcomes.some((outcome) => outcome !== 'ok')).toBe(true);
  });

  test.each(mitigationNames)('renders %s', (mitigation) => {
    expect(platforms[platform].mitigations[mitigation].render).toBeTypeOf('function');
  });

  test('every sample says where it comes from, and every recording has expectations', () => {
    for (const sample of samples) expect(sample.source, sample.name).not.toBe('');
    for (const diagnostic of diagnosticNames) {
      const files = readdirSync(join(import.meta.dirname, platform, diagnostic));
      const raws = files.filter((file) => file.endsWith('.raw') && !file.endsWith('.2.raw'));
      for (const raw of raws) expect(files, raw).toContain(raw.replace(/\.raw$/, '.json'));
    }
  });
});
