import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosticNames, platformNames } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { hasBoth, isSameProgram } from './same-program.ts';
import { read, type Sample, samples } from './samples.ts';

const outcomes = ['ok', 'empty', 'rejected', 'partial', 'incomplete'];
const single = samples.filter(({ outputs }) => outputs.length === 1);
const anySample = fc.constantFrom(...single);

describe('every parser', () => {
  test('gives of a text that is cut anywhere a prefix of the records of the whole', () => {
    const wrong = single.flatMap((sample) => {
      const [text = ''] = sample.outputs;
      const whole = read(sample, [text]).records;
      for (const end of cutsOf(text)) {
        const { records } = read(sample, [text.slice(0, end)]);
        // Between two lines of addresses of one unit nothing shows that more were to come.
        if (sample.name === 'terse') keepOnlyAddressesOf(records.at(-1), whole[records.length - 1]);
        // BFD's word is the last line of a peer in FRR's text, and many peers have none.
        if (isTextOfFrrPeers(sample)) keepUnknownBfd(records as PeerFamily[], whole as PeerFamily[]);
        const isPrefix = JSON.stringify(records) === JSON.stringify(whole.slice(0, records.length));
        if (!isPrefix)
          return [`${nameOf(sample)} cut at ${end}: …${JSON.stringify(text.slice(Math.max(0, end - 30), end))}`];
      }
      return [];
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  test('never calls a cut document whole', () => {
    for (const sample of single.filter(
      ({ outputs, expected }) => expected.outcome === 'ok' && outputs[0]?.startsWith('{'),
    )) {
      const [text = ''] = sample.outputs;
      // A prompt with braces may stand behind the document.
      const end = text.includes('\n}') ? text.lastIndexOf('\n}') : text.lastIndexOf('}');
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
        diagnostic === 'bgp-summary' && expected.outcome === 'ok' && !/^[[{]/.test(outputs[0]?.trimStart() ?? ''),
    );
    expect(tables.length).toBeGreaterThan(4);
    const wrong = tables.flatMap((sample) => {
      const [text = ''] = sample.outputs;
      const peers = (sample.expected.records as { peer: string }[]).map(({ peer }) => peer);
      return [...new Set(peers)].flatMap((peer) => {
        const lines = text.split('\n');
        const row = lines.findIndex((line) => line.includes(`${peer} `));
        const bent = lines[row]?.replace(/ (\d+)( +\d+)/, ' $1x$2');
        // A peer that has a line of its own has no number beside it.
        if (bent === undefined || bent === lines[row]) return [];
        const result = read(sample, [lines.map((line, index) => (index === row ? bent : line)).join('\n')]);
        const isKept = (result.records as { peer: string }[]).some((record) => record.peer === peer);
        const isHandedBack = result.outcome === 'partial' && result.unparsed.join('\n').includes(peer);
        return isKept || !isHandedBack
          ? [`${nameOf(sample)} ${peer}: ${result.outcome}${isKept ? ', a record' : ''}`]
          : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('never makes records of the output of another platform', () => {
    const wrong = single.flatMap((sample) =>
      platformNames.flatMap((platform) => {
        if (platform === sample.platform || sample.expected.records.length === 0) return [];
        if (isSameProgram(sample.diagnostic, platform, sample.platform)) return [];
        const { records, outcome } = read({ ...sample, platform }, sample.outputs);
        const isWrong = records.length > 0 || outcome === 'ok' || outcome === 'empty';
        return isWrong ? [`${nameOf(sample)} as ${platform}: ${outcome}, ${records.length} records`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('never makes records of the answer to another diagnostic, but for the two views of an interface', () => {
    const kinds = { interfaces: 'interface', 'interface-detail': 'interface' } as Record<string, string>;
    const wrong = single.flatMap((sample) =>
      diagnosticNames.flatMap((diagnostic) => {
        const kindOf = (name: string) => kinds[name] ?? name;
        const same = kindOf(diagnostic) === kindOf(sample.diagnostic) || hasBoth(sample, diagnostic);
        if (same || sample.expected.records.length === 0) return [];
        const { records } = read({ ...sample, diagnostic }, sample.outputs);
        return records.length > 0 ? [`${nameOf(sample)} as ${diagnostic}: ${records.length} records`] : [];
      }),
    );
    expect(wrong).toEqual([]);
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
    const slow = uniqueReaders().flatMap((sample) => {
      const [first = ''] = sample.outputs;
      return [...texts, first.repeat(Math.ceil(size / Math.max(1, first.length)))].flatMap((text) => {
        const from = performance.now();
        read(sample, [text]);
        const tookMs = performance.now() - from;
        return tookMs > 3_000
          ? [`${nameOf(sample)} ${JSON.stringify(text.slice(0, 20))}: ${Math.round(tookMs)} ms`]
          : [];
      });
    });
    expect(slow).toEqual([]);
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
  const wrong: string[] = [];
  for (const sample of single) {
    if (sample.expected.outcome !== 'ok' || sample.diagnostic === 'ping' || sample.diagnostic === 'traceroute')
      continue;
    const [given = ''] = sample.outputs;
    // The prompt has a line of its own.
    const text = given.replace(/[^\n}]$/, '$&\n');
    const pasted = text.startsWith('{')
      ? `${text}leaf1#`
      : `leaf1#${sample.command}\r\n${text.replaceAll('\n', '\r\n')}leaf1# `;
    const result = parseOutput(sample.platform, sample.diagnostic, pasted, { nowMs: sample.nowMs });
    if (JSON.stringify(result.records) !== JSON.stringify(sample.expected.records)) wrong.push(nameOf(sample));
  }
  expect(wrong).toEqual([]);
});

function nameOf({ platform, diagnostic, name }: Sample): string {
  return `${platform} ${diagnostic} ${name}`;
}

/** Every place of a short text; of a longer one each end of a line, before and behind the break, and 120 places more. */
function cutsOf(text: string): number[] {
  const most = 300;
  if (text.length <= most) return Array.from(text, (_, index) => index);
  const ends = [...text.matchAll(/\n/g)].flatMap(({ index }) => [index, index + 1]);
  const within = fc.sample(fc.nat({ max: text.length - 1 }), { numRuns: 120, seed: text.length });
  return [...new Set([...ends, ...within])].filter((end) => end < text.length);
}

/** Checks that the addresses are the first ones of the whole, then lets them be equal. */
function keepOnlyAddressesOf(last: unknown, whole: unknown): void {
  if (last === undefined) return;
  const [some, all] = [last, whole] as [{ ipAddresses: string[] }, { ipAddresses: string[] }];
  expect(some.ipAddresses).toEqual(all.ipAddresses.slice(0, some.ipAddresses.length));
  some.ipAddresses = all.ipAddresses;
}

function isTextOfFrrPeers({ platform, diagnostic, outputs }: Sample): boolean {
  return platform === 'frr' && diagnostic === 'bgp-peer' && !outputs[0]?.trimStart().startsWith('{');
}

/** Where BFD's word on the last peer is unknown, lets it be that of the whole. */
function keepUnknownBfd(some: PeerFamily[], all: PeerFamily[]): void {
  const last = some.at(-1);
  for (const [index, record] of some.entries()) {
    const bfd = all[index]?.bfd;
    if (record.bfd === null && record.peer === last?.peer && bfd !== undefined) record.bfd = bfd;
  }
}

/** Each address family of a peer has BFD's word. */
interface PeerFamily {
  peer?: string;
  bfd?: string | null;
}

function uniqueReaders(): Sample[] {
  const seen = new Map(single.map((sample) => [`${sample.platform} ${sample.diagnostic}`, sample]));
  return [...seen.values()];
}
