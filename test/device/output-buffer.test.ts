import { StringDecoder } from 'node:string_decoder';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutputBuffer } from '../../src/device/output-buffer.ts';

const roomy = { outputBytes: 10_000, outputLines: 1_000 };

function filled(packets: readonly (string | Uint8Array)[], limits = roomy) {
  const buffer = createOutputBuffer(limits);
  for (const packet of packets) buffer.add(Buffer.from(packet as string));
  return { text: buffer.text(), full: buffer.full(), plain: buffer.plain() };
}

describe('what is kept of these packets', () => {
  test.for<[string, (string | Uint8Array)[], string, boolean]>([
    ['line ends of a terminal', ['one\r\ntwo\r\n'], 'one\ntwo\n', true],
    ['a line end over two packets', ['one\r', '\ntwo'], 'one\ntwo', true],
    ['a carriage return before a line end', ['one\r\r\ntwo'], 'one\r\ntwo', false],
    ['the same over two packets', ['one\r', '\r\ntwo'], 'one\r\ntwo', false],
    ['a carriage return inside a line', ['--More--\r        \rone'], '--More--\r        \rone', false],
    ['a carriage return at the end says nothing yet', ['one\r'], 'one', true],
    ['one that does not end a line comes with the next packet', ['one\r', 'two'], 'one\rtwo', false],
    ['an empty packet changes nothing', ['one\r', '', '\ntwo'], 'one\ntwo', true],
    ['a character over two packets', [Uint8Array.of(0xc3), Uint8Array.of(0xbc)], 'ü', false],
    ['bytes that are no character', [Uint8Array.of(0x41, 0xff, 0x42)], 'A\ufffdB', false],
    ['colours', ['\x1b[1mone'], '\x1b[1mone', false],
    ['tabs', ['one\ttwo'], 'one\ttwo', true],
  ])('%s', ([, packets, text, plain]) => {
    expect(filled(packets)).toEqual({ text, full: false, plain });
  });
});

test('however the bytes are cut into packets, the text is what they decode to, with plain line ends', () => {
  const byte = fc.oneof(
    fc.constantFrom(...Buffer.from('\r\r\r\n\n\tab \x1b\b')),
    fc.constantFrom(...Buffer.from('é東\u{1f600}')),
    fc.nat(255),
  );
  const packets = fc.array(fc.array(byte, { maxLength: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(packets, (cut) => {
      const buffer = createOutputBuffer(roomy);
      // What came before is forgotten, half a character and half a line end included.
      buffer.add(Buffer.from([0x41, 0xe6, 0x9d]));
      buffer.add(Buffer.from('\r'));
      buffer.clear();
      // With a letter at the end, nothing is held back: neither half a character nor a carriage return.
      const all = [...cut, [0x41]].map((packet) => Buffer.from(packet));
      for (const packet of all) expect(buffer.add(packet)).toBe(true);
      const decoder = new StringDecoder('utf8');
      const text = all
        .map((packet) => decoder.write(packet))
        .join('')
        .replaceAll('\r\n', '\n');
      expect([buffer.text(), buffer.tail(), buffer.length()]).toEqual([text, text, text.length]);
      if (buffer.plain()) expect(text).toMatch(/^[\n\t\x20-\x7e]*$/);
    }),
    { numRuns: 3_000, seed: 11 },
  );
});

test('the tail is the end of the text', () => {
  const buffer = createOutputBuffer(roomy);
  for (let packet = 0; packet < 40; packet += 1) {
    buffer.add(Buffer.from(`line ${packet} of an answer that is longer than a tail\r\n`));
    expect(buffer.tail()).toBe(buffer.text().slice(-1_024));
  }
});

describe('a full buffer', () => {
  test('keeps no byte more than it may', () => {
    const limits = { outputBytes: 5, outputLines: 1_000 };
    expect(filled(['abc', 'de'], limits)).toEqual({ text: 'abcde', full: false, plain: true });
    expect(filled(['abc', 'def', 'g'], limits)).toEqual({ text: 'abcde', full: true, plain: true });
    expect(filled(['abc\r\nd'], limits)).toEqual({ text: 'abc\n', full: true, plain: true });
  });

  test('nor a line more, but for the prompt in a packet of its own', () => {
    const limits = { outputBytes: 1_000, outputLines: 2 };
    expect(filled(['a\r\nb\r\n'], limits)).toEqual({ text: 'a\nb\n', full: false, plain: true });
    expect(filled(['a\r\nb\r\n', 'r1# '], limits)).toEqual({ text: 'a\nb\nr1# ', full: false, plain: true });
    expect(filled(['a\r\nb\r\nc'], limits)).toEqual({ text: 'a\nb\n', full: true, plain: true });
    expect(filled(['a\r\nb\r\n', 'c\r\nd', 'e'], limits)).toEqual({ text: 'a\nb\nc\n', full: true, plain: true });
  });

  test('is empty again when it is cleared', () => {
    const buffer = createOutputBuffer({ outputBytes: 3, outputLines: 1 });
    expect(buffer.add(Buffer.from('é\r\n\r\n'))).toBe(false);
    buffer.clear();
    expect(buffer.add(Buffer.from('ok'))).toBe(true);
    expect([buffer.text(), buffer.tail(), buffer.length(), buffer.plain()]).toEqual(['ok', 'ok', 2, true]);
  });
});
