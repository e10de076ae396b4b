import { describe, expect, test } from 'vitest';
import type { LldpNeighborRecord } from '../../src/domain/device-records.ts';
import type { PlatformName } from '../../src/domain/diagnostics.ts';
import { read, type Sample, samples } from './samples.ts';

/** What a neighbour sends as its description, in place of one word in a text that the device printed. */
interface Forgery {
  platform: PlatformName;
  sample: string;
  /** The word of the sample that stands in the description. */
  word: string;
}

const targets: Forgery[] = [
  { platform: 'cisco_iosxe', sample: 'usual', word: 'Example OS, Version 1' },
  { platform: 'cisco_iosxr', sample: 'usual', word: ' 7.9.2, 8000' },
  { platform: 'cisco_nxos', sample: 'detail', word: 'Copyright (c) 1986-2018 by Cisco Systems, Inc.' },
  { platform: 'arista_eos', sample: 'text-one-line', word: 'Example OS 1.2' },
  { platform: 'juniper_junos', sample: 'text-detail', word: 'Example OS 1.2' },
];

const strange = 'fake.example.net';

/** Beginnings of the device's own text with strange values, each of which a neighbour can send. */
const bodies: Record<string, Partial<Record<PlatformName, string>>> = {
  'a name': {
    cisco_iosxe: `x\nSystem Name: ${strange}`,
    cisco_iosxr: `x\nSystem Name: ${strange}`,
    cisco_nxos: `x\nSystem Name: ${strange}`,
    arista_eos: `x"\n    - System Name: "${strange}"\n    - Port Description: "y`,
    juniper_junos: `x\nSystem name        : ${strange}`,
  },
  'a heading': {
    cisco_iosxe: 'x\nLocal Intf: Gi9/9/9',
    cisco_iosxr: 'x\nLocal Interface: TenGigE0/9/9/9',
    cisco_nxos: 'x\nLocal Port id: Eth9/9',
    arista_eos: 'x\nInterface Ethernet99 detected 1 LLDP neighbors:',
    juniper_junos: 'x\n\nLLDP Neighbor Information:\nLocal Interface    : xe-9/9/9',
  },
  'a whole block': {
    cisco_iosxe: `x\nTime remaining: 9 seconds\nManagement Addresses - not advertised\nVlan ID: 1\n${'-'.repeat(48)}\nLocal Intf: Gi9/9/9\nChassis id: 0053.00ff.0009\nPort id: 1\nSystem Name: ${strange}`,
    cisco_iosxr: `x\nTime remaining: 9 seconds\nManagement Addresses - not advertised\n${'-'.repeat(48)}\nLocal Interface: TenGigE0/9/9/9\nChassis id: 0053.00ff.0009\nPort id: 1\nSystem Name: ${strange}`,
    cisco_nxos: `x\nTime remaining: 9 seconds\nVlan ID: 1\n\nChassis id: 0053.00ff.0009\nPort id: 1\nLocal Port id: Eth9/9\nSystem Name: ${strange}`,
    arista_eos: `x"\n\nInterface Ethernet2 detected 1 LLDP neighbors:\n\n  Neighbor 0053.00ff.0009/1, age 1 seconds\n    - System Name: "${strange}"\n    - Port Description: "y`,
  },
  'a total and a block': {
    cisco_iosxe: `x\nTime remaining: 9 seconds\nVlan ID: 1\n${'-'.repeat(48)}\nLocal Intf: Gi9/9/9\nChassis id: 0053.00ff.0009\nTotal entries displayed: 3`,
    cisco_iosxr: `x\nTime remaining: 9 seconds\n${'-'.repeat(48)}\nLocal Interface: TenGigE0/9/9/9\nChassis id: 0053.00ff.0009\nTotal entries displayed: 3`,
    cisco_nxos: `x\nVlan ID: 1\n\nChassis id: 0053.00ff.0009\nLocal Port id: Eth9/9\nTotal entries displayed: 3`,
  },
};

const forged = targets.flatMap((target) =>
  Object.entries(bodies).flatMap(([what, body]) => {
    const lines = body[target.platform];
    return lines === undefined ? [] : [{ ...target, what, lines }];
  }),
);

test.for(forged)('a description of several lines forges no neighbour: $platform, $what', (one) => {
  const sample = sampleOf(one.platform, 'lldp-neighbors', one.sample);
  const [text = ''] = sample.outputs;
  expect(text).toContain(one.word);
  const real = (sample.expected.records as LldpNeighborRecord[]).map((record) => record.interface);
  const { outcome, records } = read(sample, [text.replace(one.word, one.lines)]);
  expect(outcome).toBe('partial');
  for (const record of records as LldpNeighborRecord[]) {
    expect(real).toContain(record.interface);
    expect(record.neighborName).not.toBe(strange);
  }
});

const written = /^(\s*(?:Description|Interface Description|If Description|description) ?(?::|is) *)\S.*$/;
/** Comments of checkpoints are the words themselves. */
const described = samples.filter(
  ({ outputs: [text = '', ...more], expected, diagnostic }) =>
    expected.outcome === 'ok' &&
    more.length === 0 &&
    diagnostic !== 'config-history' &&
    !/^\s*[{[]/.test(text) &&
    text.split('\n').some((line) => written.test(line)),
);

describe('what somebody wrote in one line', () => {
  test('there are such texts of most platforms', () => {
    expect(new Set(described.map(({ platform }) => platform)).size).toBeGreaterThan(4);
  });

  test.for(described)('a description of one line changes nothing but itself: $platform $diagnostic $name', (sample) => {
    const [text = ''] = sample.outputs;
    const lines = text.split('\n');
    const before = withoutWords(sample.expected.records);
    for (const [at, line] of lines.entries()) {
      const label = written.exec(line)?.[1];
      if (label === undefined) continue;
      for (const other of new Set(lines.map((words) => words.trim()).filter(Boolean))) {
        const { outcome, records } = read(sample, [lines.with(at, `${label}${other}`).join('\n')]);
        if (outcome === 'ok') expect(withoutWords(records), other).toEqual(before);
      }
    }
  });
});

function withoutWords(records: readonly unknown[]): unknown[] {
  return records.map((record) => ({ ...(record as object), description: null, neighborDescription: null }));
}

function sampleOf(platform: PlatformName, diagnostic: string, name: string): Sample {
  const sample = samples.find((one) => one.platform === platform && one.diagnostic === diagnostic && one.name === name);
  if (!sample) throw new Error(`${platform} ${diagnostic} ${name}: no such sample`);
  return sample;
}
