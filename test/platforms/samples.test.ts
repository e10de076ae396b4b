import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnosticNames, platformNames } from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { read, samples } from './samples.ts';

describe.each(samples)('$platform $diagnostic: $name', (sample) => {
  test('gives exactly these records', () => {
    expect(read(sample, sample.outputs)).toEqual(sample.expected);
  });
});

describe.each(platformNames)('%s', (platform) => {
  test.each(diagnosticNames)(
    'reads %s, with a sample that is ok and one that is not, or says what to use instead',
    (diagnostic) => {
      const reader = readerOf(platforms[platform], diagnostic);
      if ('unsupported' in reader) {
        expect(reader.unsupported).toMatch(/^[A-Z].{15,200}\.$/);
        expect(reader.unsupported).not.toMatch(/not read on this platform yet/);
        return;
      }
      const outcomes = samples
        .filter((sample) => sample.platform === platform && sample.diagnostic === diagnostic)
        .map(({ expected }) => expected.outcome);
      expect(outcomes).toContain('ok');
      expect(outcomes.some((outcome) => outcome !== 'ok')).toBe(true);
    },
  );

  test('every sample says where it comes from, and every recording has expectations', () => {
    for (const sample of samples) expect(sample.source, sample.name).not.toBe('');
    for (const diagnostic of diagnosticNames) {
      const folder = join(import.meta.dirname, platform, diagnostic);
      const files = existsSync(folder) ? readdirSync(folder) : [];
      const raws = files.filter((file) => file.endsWith('.raw') && !/\.\d\.raw$/.test(file));
      for (const raw of raws) expect(files, raw).toContain(raw.replace(/\.raw$/, '.json'));
    }
  });
});
