import { expect, test } from 'vitest';
import { platformNames } from '../../src/domain/diagnostics.ts';
import { read, type Sample, samples } from './samples.ts';

/** The network of a route in the sample's text, and the text with a bit behind its length. A heading of subnets stays. */
function withHostBit(sample: Sample): { network: string; outputs: string[] } | null {
  for (const { prefix } of sample.expected.records as { prefix?: string | null }[]) {
    if (!prefix?.endsWith('.0/24')) continue;
    const printed = new RegExp(`(^| |")${prefix.replaceAll('.', '\\.')}(?! is (?:variably )?subnetted)`, 'gm');
    const damaged = `$1${prefix.replace('.0/24', '.9/24')}`;
    const outputs = sample.outputs.map((output) => output.replace(printed, damaged));
    if (outputs.some((output, i) => output !== sample.outputs[i])) return { network: prefix, outputs };
  }
  return null;
}

const networks = samples.flatMap((sample) => {
  if (sample.expected.outcome !== 'ok' || !/^(?:bgp-)?route$/.test(sample.diagnostic)) return [];
  const damaged = withHostBit(sample);
  return damaged ? [{ sample, ...damaged }] : [];
});

test.each(platformNames)(
  '%s: a network with bits behind its length is handed back, not cut to another one',
  (platform) => {
    const own = networks.filter(({ sample }) => sample.platform === platform);
    expect(own.length).toBeGreaterThan(0);
    for (const { sample, network, outputs } of own) {
      const { outcome, records } = read(sample, outputs);
      const what = `${sample.diagnostic} ${sample.name}`;
      expect(outcome, what).not.toMatch(/^(?:ok|empty)$/);
      expect(records, what).not.toContainEqual(expect.objectContaining({ prefix: network }));
    }
  },
);
