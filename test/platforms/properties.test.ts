import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosticNames, platformNames } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { read, type Sample, samples } from './samples.ts';

const outcomes = ['ok', 'empty', 'rejected', 'partial', 'incomplete'];
const single = samples.filter(({ outputs }) => outputs.length === 1);
const anySample = fc.constantFrom(...single);

/** Linux' ping and traceroute are the same program on both. */
const sameProgram = new Set(['ping arista_eos frr', 'traceroute arista_eos frr']);

describe('every parser', () => {
  test('gives of a text that is cut anywhere a prefix of the records of the whole', () => {
    for (const sample of single) {
      const [text = ''] = sample.outputs;
      const whole = read(sample, [text]).records;
      const step = Math.max(1, Math.floor(text.length / 400));
      for (let end = 0; end < text.length; end += step) {
        const { records } = read(sample, [text.slice(0, end)]);
        // Between two lines of addresses of one unit nothing shows that more were to come.
        if (sample.name === 'terse') keepOnlyAddressesOf(records.at(-1), whole[records.length - 1]);
        expect(records, `${sample.platform} ${sample.diagnostic} ${sample.name} cut at ${end}`).toEqual(
          whole.slice(0, records.length),
        );
      }
    }
  });

  test('never calls a cut document whole', () => {
    for (const sample of single.filter(
      ({ outputs, expected }) => expected.outcome === 'ok' && outputs[0]?.startsWith('{'),
    )) {
      const [text = ''] = sample.outputs;
      const end = text.lastIndexOf('\n}');
      fc.assert(
        fc.property(fc.integer({ min: 1, max: end }), (at) => {
          expect(read(sample, [text.slice(0, at)]).outcome).toBe('incomplete');
        }),
        { numRuns: 10 },
      );
    }
  });

  test('never throws and always has one of the five outcomes, whatever the bytes', () => {
    fc.assert(
      fc.property(
        anySample,
        fc.nat(),
        fc.nat({ max: 6 }),
        fc.string({ unit: 'binary', maxLength: 8 }),
        (sample, at, drop, insert) => {
          const [text = ''] = sample.outputs;
          const place = text.length === 0 ? 0 : at % text.length;
          const result = read(sample, [text.slice(0, place) + insert + text.slice(place + drop)]);
          expect(outcomes).toContain(result.outcome);
          expect(result.outcome === 'ok' && result.records.length === 0).toBe(false);
          expect(result.outcome === 'partial' && result.unparsed.length === 0).toBe(false);
          if (result.outcome === 'ok' || result.outcome === 'empty') expect(result.error).toBeNull();
          else expect(result.error).not.toBeNull();
        },
      ),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(anySample, fc.string({ unit: 'binary', maxLength: 300 }), (sample, text) => {
        expect(outcomes).toContain(read(sample, [text]).outcome);
      }),
      { numRuns: 500 },
    );
    expect(outcomes).toContain(read(single[0] as Sample, []).outcome);
  });

  test('hands back a row in which a letter was put into a number, and keeps the others', () => {
    const tables = single.filter(
      ({ diagnostic, expected, outputs }) =>
        diagnostic === 'bgp-summary' && expected.outcome === 'ok' && !outputs[0]?.startsWith('{'),
    );
    expect(tables.length).toBeGreaterThan(4);
    for (const sample of tables) {
      const [text = ''] = sample.outputs;
      const peers = (sample.expected.records as { peer: string }[]).map(({ peer }) => peer);
      for (const peer of new Set(peers)) {
        const lines = text.split('\n');
        const row = lines.findIndex((line) => line.includes(`${peer} `));
        const broken = lines
          .map((line, index) => (index === row ? line.replace(/ (\d+)( +\d+)/, ' $1x$2') : line))
          .join('\n');
        const result = read(sample, [broken]);
        expect(result.outcome, `${sample.platform} ${sample.name} ${peer}`).toBe('partial');
        expect(result.unparsed.join('\n')).toContain(peer);
        expect((result.records as { peer: string }[]).map((record) => record.peer)).not.toContain(peer);
      }
    }
  });

  test('never makes records of the output of another platform', () => {
    for (const sample of single) {
      for (const platform of platformNames) {
        if (platform === sample.platform || sample.expected.records.length === 0) continue;
        if (sameProgram.has([sample.diagnostic, ...[platform, sample.platform].sort()].join(' '))) continue;
        const result = read({ ...sample, platform }, sample.outputs);
        const what = `${sample.platform} ${sample.diagnostic} ${sample.name} as ${platform}`;
        expect(result.records, what).toEqual([]);
        expect(['rejected', 'partial', 'incomplete'], what).toContain(result.outcome);
      }
    }
  });

  test('never makes records of the answer to another diagnostic, but for the two views of an interface', () => {
    const kinds = { interfaces: 'interface', 'interface-detail': 'interface' } as Record<string, string>;
    for (const sample of single) {
      for (const diagnostic of diagnosticNames) {
        const same = (kinds[diagnostic] ?? diagnostic) === (kinds[sample.diagnostic] ?? sample.diagnostic);
        if (same || sample.expected.records.length === 0) continue;
        const result = read({ ...sample, diagnostic }, sample.outputs);
        expect(result.records, `${sample.platform} ${sample.diagnostic} ${sample.name} as ${diagnostic}`).toEqual([]);
      }
    }
  });

  test('takes linear time: at most three seconds for a megabyte on a busy machine, whatever it is filled with', () => {
    const size = 1_000_000;
    const fillers = [
      ' ',
      '\r',
      '\n',
      '(',
      '"',
      '{',
      '[',
      'a ',
      '1 ',
      '10.0.0.1 4 ',
      'Interface a is up, line protocol is up\n',
      '* ',
      ' 1  * * *\n',
      'a,',
      '\\',
    ];
    const texts = [
      ...fillers.map((filler) => filler.repeat(Math.ceil(size / filler.length))),
      ...fillers.map((filler) => `{"a":"${filler.repeat(Math.ceil(size / filler.length))}`),
    ];
    for (const sample of uniqueReaders()) {
      for (const text of texts) {
        const from = performance.now();
        read(sample, [text]);
        expect(
          performance.now() - from,
          `${sample.platform} ${sample.diagnostic} ${JSON.stringify(text.slice(0, 20))}`,
        ).toBeLessThan(3000);
      }
      const [first = ''] = sample.outputs;
      const from = performance.now();
      read(sample, [first.repeat(Math.ceil(size / Math.max(1, first.length)))]);
      expect(performance.now() - from, `${sample.platform} ${sample.diagnostic} repeated`).toBeLessThan(3000);
    }
  }, 120_000);

  test('refuses keys that reach a prototype, a key given twice, and 10,000 levels', () => {
    for (const sample of uniqueReaders().filter(({ args }) => args.source === undefined)) {
      for (const text of [
        '{"__proto__":{"polluted":1}}',
        '{"constructor":{}}',
        '{"a":1,"a":2}',
        '['.repeat(10_000),
        '{"a":'.repeat(10_000),
      ]) {
        const result = read(sample, [text]);
        expect(result.records).toEqual([]);
        expect(['partial', 'incomplete']).toContain(result.outcome);
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

test('a pasted output gives the same as a read one, with the echo, the prompt and carriage returns around it', () => {
  for (const sample of single) {
    if (sample.expected.outcome !== 'ok' || sample.diagnostic === 'ping' || sample.diagnostic === 'traceroute')
      continue;
    const [text = ''] = sample.outputs;
    const pasted = text.startsWith('{')
      ? `${text}leaf1#`
      : `leaf1#${sample.command}\r\n${text.replaceAll('\n', '\r\n')}leaf1# `;
    const result = parseOutput(sample.platform, sample.diagnostic, pasted, { nowMs: sample.nowMs });
    expect(result.records, `${sample.platform} ${sample.diagnostic} ${sample.name}`).toEqual(sample.expected.records);
  }
});

/** Checks that the addresses are the first ones of the whole, then lets them be equal. */
function keepOnlyAddressesOf(last: unknown, whole: unknown): void {
  if (last === undefined) return;
  const [some, all] = [last, whole] as [{ ipAddresses: string[] }, { ipAddresses: string[] }];
  expect(some.ipAddresses).toEqual(all.ipAddresses.slice(0, some.ipAddresses.length));
  some.ipAddresses = all.ipAddresses;
}

function uniqueReaders(): Sample[] {
  const seen = new Map(single.map((sample) => [`${sample.platform} ${sample.diagnostic}`, sample]));
  return [...seen.values()];
}
