import { describe, expect, test } from 'vitest';
import type { LldpNeighborRecord, LogRecord } from '../../src/domain/device-records.ts';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
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
  { platform: 'nokia_sros', sample: 'remote-info', word: '1/1/5, 10-Gig Ethernet' },
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
    nokia_sros: `x"\nSystem Name           : "${strange}`,
  },
  'a heading': {
    cisco_iosxe: 'x\nLocal Intf: Gi9/9/9',
    cisco_iosxr: 'x\nLocal Interface: TenGigE0/9/9/9',
    cisco_nxos: 'x\nLocal Port id: Eth9/9',
    arista_eos: 'x\nInterface Ethernet99 detected 1 LLDP neighbors:',
    juniper_junos: 'x\n\nLLDP Neighbor Information:\nLocal Interface    : xe-9/9/9',
    nokia_sros: 'x"\nPort 1/1/9 Bridge nearest-bridge Remote Peer Information',
  },
  'a whole block': {
    cisco_iosxe: `x\nTime remaining: 9 seconds\nManagement Addresses - not advertised\nVlan ID: 1\n${'-'.repeat(48)}\nLocal Intf: Gi9/9/9\nChassis id: 0053.00ff.0009\nPort id: 1\nSystem Name: ${strange}`,
    cisco_iosxr: `x\nTime remaining: 9 seconds\nManagement Addresses - not advertised\n${'-'.repeat(48)}\nLocal Interface: TenGigE0/9/9/9\nChassis id: 0053.00ff.0009\nPort id: 1\nSystem Name: ${strange}`,
    cisco_nxos: `x\nTime remaining: 9 seconds\nVlan ID: 1\n\nChassis id: 0053.00ff.0009\nPort id: 1\nLocal Port id: Eth9/9\nSystem Name: ${strange}`,
    nokia_sros: `x"\nSystem Name           : "core-2"\nPort 1/1/9 Bridge nearest-bridge Remote Peer Information\n${'-'.repeat(79)}\nChassis Id            : 00:53:00:ff:00:09\nPort Id               : "1"\nPort Description      : "y`,
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

/** Words that somebody wrote, a neighbour sent, or a maker put into a module, one line each, and the fields that hold them. */
const strangers: { diagnostic: DiagnosticName; sample: string; word: string; fields: string[] }[] = [
  { diagnostic: 'bgp-summary', sample: 'usual', word: 'transit north 1', fields: ['description'] },
  { diagnostic: 'interface-detail', sample: 'usual', word: 'to customer: red  10G', fields: ['description'] },
  { diagnostic: 'interfaces', sample: 'descriptions', word: 'to customer: red', fields: ['description'] },
  { diagnostic: 'optics', sample: 'usual', word: 'LABOPTIC', fields: ['vendor'] },
  { diagnostic: 'optics', sample: 'usual', word: 'LAB0001', fields: ['serial'] },
  { diagnostic: 'version', sample: 'usual', word: 'lab: row 3', fields: [] },
  { diagnostic: 'version', sample: 'usual', word: 'pe-1', fields: ['hostname'] },
  { diagnostic: 'lldp-neighbors', sample: 'usual', word: 'core-2', fields: ['neighborName'] },
  { diagnostic: 'lldp-neighbors', sample: 'remote-info', word: 'core-2', fields: ['neighborName'] },
  { diagnostic: 'lldp-neighbors', sample: 'remote-info', word: '35979264', fields: ['neighborInterface'] },
];

describe('what others wrote into one line of SR OS', () => {
  test.for(strangers)(
    'changes nothing but itself: $diagnostic $sample, $word',
    ({ diagnostic, sample, word, fields }) => {
      const one = sampleOf('nokia_sros', diagnostic, sample);
      const [text = ''] = one.outputs;
      expect(text.split(word)).toHaveLength(2);
      const without = (records: readonly unknown[]) =>
        records.map((record) => ({
          ...(record as object),
          ...Object.fromEntries(fields.map((field) => [field, null])),
        }));
      const others = [...new Set(text.split('\n').map((words) => words.trim()))].filter(Boolean);
      expect(others.length).toBeGreaterThan(4);
      for (const other of [...others, `x   ${others.at(-2)}`, ...others.map((line) => `x  ${line}`)]) {
        const { outcome, records } = read(one, [text.replace(word, other)]);
        if (outcome === 'ok') expect(without(records), other).toEqual(without(one.expected.records));
      }
    },
  );
});

describe('the text of an event in the log of SR OS', () => {
  const log = sampleOf('nokia_sros', 'log', 'several-lines');
  const [text = ''] = log.outputs;
  const real = (log.expected.records as LogRecord[]).map(({ atText, mnemonic }) => `${atText} ${mnemonic}`);
  const heading = (number: number) => `${number} 2026/11/23 09:09:09.999 UTC CRITICAL: CHASSIS #2016 Base forged`;
  const events = [0, 1, 112, 113, 114, 115, 116, 9_999_999].flatMap((number) => [
    { number, lines: `x"\n\n${heading(number)}\n"forged` },
    { number, lines: `x\n${heading(number)}\nforged` },
    { number, lines: `x"\n${heading(number)}\n"forged"\n\n${heading(number - 1)}\n"forged` },
  ]);
  const words = ['Processing of an access port', 'Key file', 'Incoming OSPF packet'];

  // Nothing shows where the oldest event ends, so an older one may be added behind it.
  const isBehindAll = ({ number, word }: { number: number; word: string }) => word === words.at(-1) && number < 113;
  const cases = events.flatMap((event) => words.map((word) => ({ ...event, word })));

  test.for(cases.filter((one) => !isBehindAll(one)))(
    'forges no event: $number in "$word", $lines',
    ({ lines, word }) => {
      expect(text).toContain(word);
      const { outcome, records } = read(log, [text.replace(word, lines)]);
      expect(outcome).toBe('partial');
      for (const { atText, mnemonic } of records as LogRecord[]) expect(real).toContain(`${atText} ${mnemonic}`);
    },
  );
});

/** What somebody else decides: the other end of a link, the maker of a module, a colleague, a daemon with a log. */
const foreign = new Set(
  'description neighborName neighborDescription hostname vendor partNumber serial message comment'.split(' '),
);

/** No command line takes a line break into a description or a comment, and a line of a log is a record, whoever wrote it. */
const mayBreak = new Set('neighborName neighborDescription hostname vendor partNumber serial'.split(' '));

/** Where such words stand in a text, with no letter beside them. */
interface Place {
  output: number;
  at: number;
  from: number;
  words: string;
}

const texts = samples.filter(
  ({ platform, expected }) => platform !== 'nokia_sros' && expected.outcome === 'ok' && expected.records.length > 0,
);
const placed = texts.filter((sample) => placesOf(sample, foreign).length > 0);
const broken = placed.filter((sample) => placesOf(sample, mayBreak).length > 0);

describe('what somebody else wrote', () => {
  test('there are such texts of every platform that prints any', () => {
    expect(new Set(placed.map(({ platform }) => platform)).size).toBe(7);
    expect(new Set(broken.map(({ platform }) => platform)).size).toBeGreaterThan(4);
  });

  test.for(placed)(
    'any other words of the text in its place change nothing but that value: $platform $diagnostic $name',
    (sample) => {
      const wrong = placesOf(sample, foreign).flatMap(({ output, at, from, words }) => {
        const lines = linesOf(sample, output);
        const line = lines[at] ?? '';
        const rest = line.slice(from + words.length);
        return [...new Set(lines.map((other) => other.trim()).filter(saysSomething))].flatMap((other) => {
          // A column of a table is as wide as before.
          const put = rest.trim() === '' ? other : other.padEnd(words.length).slice(0, words.length);
          const forged = `${line.slice(0, from)}${put}${rest}`;
          const { outcome, records } = readWith(sample, output, at, forged);
          const changed = outcome === 'ok' ? changedBut(words, sample.expected.records, records) : [];
          return changed.length === 0 ? [] : [`${forged}: ${changed.join(', ')}`];
        });
      });
      expect(wrong).toEqual([]);
    },
  );

  test.for(broken)(
    'a line break and a line of the text behind it make no record and change no other one: $platform $diagnostic $name',
    (sample) => {
      const wrong = placesOf(sample, mayBreak).flatMap(({ output, at, from, words }) => {
        const lines = linesOf(sample, output);
        const line = lines[at] ?? '';
        const others = sample.expected.records.map(jsonOf).filter((record) => !record.includes(jsonOf(words)));
        return [...new Set(lines.filter(saysSomething))].flatMap((other) => {
          const forged = `${line.slice(0, from)}x\n${other}\ny${line.slice(from + words.length)}`;
          const { outcome, records } = readWith(sample, output, at, forged);
          const now = new Set(records.map(jsonOf));
          const isKept = records.length === sample.expected.records.length && others.every((record) => now.has(record));
          return outcome !== 'ok' || isKept ? [] : [forged];
        });
      });
      expect(wrong).toEqual([]);
    },
  );
});

function placesOf(sample: Sample, keys: ReadonlySet<string>): Place[] {
  const values = new Set(valuesOf(sample.expected.records, keys));
  return sample.outputs.flatMap((text, output) =>
    /^\s*[{[]/.test(text)
      ? []
      : text.split('\n').flatMap((line, at) =>
          [...values].flatMap((words) => {
            const from = line.indexOf(words);
            if (from === -1 || /\w$/.test(line.slice(0, from)) || /^\w/.test(line.slice(from + words.length)))
              return [];
            return [{ output, at, from, words }];
          }),
        ),
  );
}

function valuesOf(of: unknown, keys: ReadonlySet<string>, key = ''): string[] {
  if (typeof of === 'string') return keys.has(key) && of.length > 2 ? [of] : [];
  if (typeof of !== 'object' || of === null) return [];
  return Object.entries(of).flatMap(([name, value]) => valuesOf(value, keys, Array.isArray(of) ? key : name));
}

function linesOf(sample: Sample, output: number): string[] {
  return (sample.outputs[output] ?? '').split('\n');
}

function saysSomething(line: string): boolean {
  return line.trim().length > 2;
}

function readWith(sample: Sample, output: number, at: number, line: string) {
  return read(sample, sample.outputs.with(output, linesOf(sample, output).with(at, line).join('\n')));
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value);
}

/** The values that are others than before, but for those in which the words stood. */
function changedBut(words: string, from: unknown, to: unknown, path = ''): string[] {
  if (jsonOf(from) === jsonOf(to) || (typeof from === 'string' && from.includes(words))) return [];
  if (typeof from !== 'object' || from === null || typeof to !== 'object' || to === null)
    return [`${path} ${jsonOf(from)} → ${jsonOf(to)}`];
  const [before, after] = [from as Record<string, unknown>, to as Record<string, unknown>];
  if (Object.keys(before).length !== Object.keys(after).length) return [`${path} is another list`];
  // A neighbour writes its name and its interface, both.
  const isOwn = (key: string) => key === 'neighborInterface' && jsonOf(from).includes(words);
  return Object.keys(before).flatMap((key) =>
    isOwn(key) ? [] : changedBut(words, before[key], after[key], `${path}.${key}`),
  );
}

function withoutWords(records: readonly unknown[]): unknown[] {
  return records.map((record) => ({ ...(record as object), description: null, neighborDescription: null }));
}

function sampleOf(platform: PlatformName, diagnostic: string, name: string): Sample {
  const sample = samples.find((one) => one.platform === platform && one.diagnostic === diagnostic && one.name === name);
  if (!sample) throw new Error(`${platform} ${diagnostic} ${name}: no such sample`);
  return sample;
}
