import { expect, test } from 'vitest';
import { platformNames } from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readOutputs } from '../../src/platforms/read-outputs.ts';
import { type Sample, samples } from './samples.ts';

const whole = samples.filter(({ expected: { outcome } }) => outcome === 'ok' || outcome === 'empty');

/** What a session makes of a sample that lacks its last line breaks, where each channel ended with `exitCode`. */
function unended({ platform, diagnostic, args, nowMs, outputs }: Sample, exitCode: number | null) {
  const texts = outputs.map((text) => text.replace(/\n+$/, ''));
  return readOutputs(platforms[platform], diagnostic, args, { texts, exitCodes: texts.map(() => exitCode), nowMs });
}

test.each(whole)(
  '$platform $diagnostic, $name: is whole without its last line breaks where the device told the end',
  (sample) => {
    const { outcome, records } = unended(sample, 0);
    expect({ outcome, records }).toEqual({ outcome: sample.expected.outcome, records: sample.expected.records });
  },
);

test.each(platformNames.filter((name) => platforms[name].session === 'shell'))(
  '%s: a prompt below the last line tells the end, one behind an unended line does not',
  (platform) => {
    const asked = whole.filter((sample) => sample.platform === platform);
    const below = asked.map(({ outputs, ...sample }) => {
      const texts = outputs.map((text) => text.replace(/\n*$/, '\n'));
      const { diagnostic, args, nowMs } = sample;
      return readOutputs(platforms[platform], diagnostic, args, { texts, exitCodes: texts.map(() => null), nowMs });
    });
    expect(below.map(({ outcome }) => outcome)).toEqual(asked.map(({ expected }) => expected.outcome));
    expect(asked.map((sample) => unended(sample, null).outcome)).toContain('incomplete');
  },
);

test.each(platformNames.filter((name) => platforms[name].session === 'exec'))(
  '%s: a channel that ended without a word proves nothing',
  (platform) => {
    const outcomes = whole
      .filter((sample) => sample.platform === platform)
      .map((sample) => unended(sample, null).outcome);
    expect(outcomes).toContain('incomplete');
  },
);
