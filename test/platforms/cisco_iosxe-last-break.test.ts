import { describe, expect, test } from 'vitest';
import { read, type Sample, samples } from './samples.ts';

/** Samples whose last line says all that is read of it, whatever a recorder took from its end. */
const whole = [
  'bgp-peer slow-path-last',
  'bgp-route below-distinguishers',
  'bgp-route named-communities',
  'bgp-route usual',
  'bgp-summary link-local',
  'bgp-summary usual',
  'config-history free-last-number',
  'cpu-memory cores',
  'cpu-memory last-pool',
  'cpu-memory of-the-daemon',
  'environment fan-table',
  'environment industrial',
  'environment no-input-power',
  'environment no-redundant-supply',
  'environment redundant-supply',
  'environment slots-without-thresholds',
  'isis-adjacencies no-adjacency',
  'isis-adjacencies row-alone',
  'lag tabs',
  'log buffer-off',
  'mpls-lsps auto-tunnels',
  'ntp usual',
  'queue-drops marked-last',
];

/** Samples whose last line may go on behind its end. */
const open = [
  'arp usual',
  'environment three-supplies',
  'lag usual',
  'log empty',
  'log no-messages',
  'ospf-neighbors table',
  'queue-drops usual',
  'route subnets',
];

describe('an answer of IOS without its last line break', () => {
  test.each(whole)('is read whole: %s', (name) => {
    const sample = named(name);
    expect(read(sample, [withoutBreak(sample)])).toEqual(sample.expected);
  });

  test('is read whole where a class says its queue or its share last', () => {
    const sample = named('queue-drops marked-last');
    const text = withoutBreak(sample);
    for (const end of ['bandwidth 512 kbps', 'queue limit 16 packets'])
      expect(read(sample, [text.slice(0, text.indexOf(end) + end.length)]), end).toEqual(sample.expected);
  });

  test.each(open)('is not whole: %s', (name) => {
    const sample = named(name);
    expect(read(sample, [withoutBreak(sample)]).outcome).toBe('incomplete');
  });

  test('is not whole behind a reading whose limits are missing', () => {
    for (const [name, limits] of [
      ['stack-sensors', ' Celsius   0 - 56'],
      ['three-supplies', ' mV        90 - 264'],
    ] as const) {
      const sample = named(`environment ${name}`);
      const [text = ''] = sample.outputs;
      const at = text.indexOf(limits);
      expect(at, name).toBeGreaterThan(0);
      expect(read(sample, [text.slice(0, at + limits.indexOf('  '))]).outcome, name).toBe('incomplete');
    }
  });

  test('is not whole where the last letter is missing too', () => {
    for (const name of ['isis-adjacencies row-alone', 'bgp-summary link-local', 'ntp usual']) {
      const sample = named(name);
      expect(read(sample, [withoutBreak(sample).slice(0, -1)]).outcome, name).toBe('incomplete');
    }
  });
});

function named(name: string): Sample {
  const found = samples.find((one) => one.platform === 'cisco_iosxe' && `${one.diagnostic} ${one.name}` === name);
  if (!found) throw new Error(`there is no sample ${name}`);
  return found;
}

function withoutBreak({ outputs: [text = ''] }: Sample): string {
  return text.trimEnd();
}
