import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../src/lib/safe-json.ts';

describe('readJson', () => {
  test('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 4 })), (value) => {
        const text = JSON.stringify(value, null, 2);
        if (/"(?:__proto__|constructor|prototype)"/.test(text)) return;
        const reading = readJson(text);
        expect(reading.kind).toBe('documents');
        if (reading.kind === 'documents')
          expect(
            JSON.stringify(reading.documents[0], (_key, one) => (typeof one === 'bigint' ? Number(one) : one)),
          ).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test('reads several documents and gives back the text behind the last', () => {
    expect(readJson(' {"a":1}\n{"b":[null,true,false]} {master}\n')).toEqual({
      kind: 'documents',
      documents: [{ a: 1 }, { b: [null, true, false] }],
      rest: '{master}\n',
    });
  });

  test('keeps every digit of a counter that a double cannot hold', () => {
    expect(readJson('{"octets":18446744073709551615,"small":9007199254740991}')).toEqual({
      kind: 'documents',
      documents: [{ octets: 18446744073709551615n, small: 9007199254740991 }],
      rest: '',
    });
  });

  test('accepts a line break inside a string, as Junos prints it', () => {
    expect(readJson('{"data":"\nge-0/0/0\n"}')).toMatchObject({ documents: [{ data: '\nge-0/0/0\n' }] });
  });

  test.each([
    ['line breaks', '\\n'.repeat(500_000)],
    ['quotes', '\\"'.repeat(500_000)],
  ])('reads a string of half a million escaped %s in linear time', (_what, inside) => {
    const from = performance.now();
    const reading = readJson(`["${inside}"]`);
    expect(reading.kind).toBe('documents');
    // Looking for the end of the string anew behind each of them would take minutes.
    expect(performance.now() - from).toBeLessThan(3_000);
  });

  test.each(['{"a":', '{"a":1', '[1,2', '{"a":"x', '{"a":tru', '{"a":1.', '{"a":"\\u00', '[12'])(
    'calls %s incomplete',
    (text) => {
      expect(readJson(text).kind).toBe('incomplete');
    },
  );

  test.each([
    ['{"__proto__":1}', 'not accepted'],
    ['{"__pro\\u0074o__":1}', 'not accepted'],
    ['{"x":{"constructor":1}}', 'not accepted'],
    ['{"a":1,"a":2}', 'twice'],
    [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'deeper than 64'],
    ['{"a" 1}', 'unexpected'],
    ['[1,]', 'unexpected'],
    ['[01]', 'unexpected'],
  ])('refuses %.30s', (text, why) => {
    const reading = readJson(text);
    expect(reading.kind).toBe('refused');
    if (reading.kind === 'refused') expect(reading.why).toContain(why);
  });

  test.each(['', 'Ethernet1 is up', '  % Invalid input', '{master:0}', '[edit]', '{a:1}'])(
    'sees no JSON in %j',
    (text) => {
      expect(readJson(text)).toEqual({ kind: 'none' });
    },
  );
});
