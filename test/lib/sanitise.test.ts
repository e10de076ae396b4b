import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitise } from '../../src/lib/sanitise.ts';

describe('shows what a terminal would show at the end', () => {
  test.for([
    ['plain text\n\twith a tab\n', 'plain text\n\twith a tab\n'],
    ['Ethernet1\r\nEthernet2\r\r\n', 'Ethernet1\nEthernet2\n'],
    ['--More--\r        \rEthernet3', 'Ethernet3'],
    ['--More--\x1b[8D\x1b[KEthernet3', '--More--Ethernet3'],
    ['--More--\r\x1b[KEthernet3', 'Ethernet3'],
    ['abc\b\b\bxyz', 'xyz'],
    ['secret\rpublic', 'public'],
    ['pass\b\b\b\bwordy', 'wordy'],
    ['\b\b\rx', 'x'],
    ['\x1b[1;31mdown\x1b[0m', 'down'],
    ['\x1b]52;c;ZXZpbA==\x07after', 'after'],
    ['\x1b]8;;http://192.0.2.1\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['\x9b31mred\x9d0;title\x9cdone', 'reddone'],
    ['\x1bP1$r0m\x1b\\x\x1b_app\x1b\\y\x1b^pm\x1b\\z\x1bXsos\x1b\\', 'xyz'],
    ['\x1b]0;never ends\nnext line stays', '\nnext line stays'],
    ['\x1b[2J\x1b[Hx\x1b(By\x1b=z\x1b', 'xyz'],
    ['\x1b[?2004hr1#', 'r1#'],
    ['r\u200b1\u202e#\ufeff\u00ad\u2066\u{e0041}', 'r1#'],
    ['a\0b\x7fc\vd\fe\u2028f\u0085g', 'abcdefg'],
    ['Zürich 東京 \u{1f600}', 'Zürich 東京 \u{1f600}'],
    ['\ud800lone', '\ufffdlone'],
  ] as const)('%j', ([raw, shown]) => {
    expect(sanitise(raw)).toBe(shown);
  });
});

test('whatever comes in, nothing that steers a screen comes out, and a second time changes nothing', () => {
  const pieces = fc.constantFrom(
    '\x1b',
    '[',
    ']',
    '\x9b',
    '\x9d',
    '\r',
    '\b',
    '\n',
    '\t',
    '\x07',
    '\x9c',
    '\\',
    'K',
    '2',
    'a',
    ' ',
    '\0',
    '\u202e',
    '\ud800',
    'é',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.string({ unit: 'binary', maxLength: 100 }),
  );
  fc.assert(
    fc.property(text, (raw) => {
      const shown = sanitise(raw);
      expect(shown).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/);
      expect(sanitise(shown)).toBe(shown);
      expect(shown.isWellFormed()).toBe(true);
    }),
    { numRuns: 5_000, seed: 7 },
  );
});

test.for([
  ['plain', 'Ethernet1 is up, line protocol is up\n'],
  ['escape openers', '\x1b]'],
  ['unfinished controls', '\x1b[0;'],
  ['carriage returns', 'ab\r'],
  ['backspaces', 'ab\b\b'],
] as const)('takes linear time over a long run of %s', ([, piece]) => {
  const timeOf = (size: number) => {
    const text = piece.repeat(Math.ceil(size / piece.length));
    const from = performance.now();
    sanitise(text);
    return performance.now() - from;
  };
  timeOf(100_000);
  const [short, long] = [timeOf(200_000), timeOf(1_600_000)];
  expect(long).toBeLessThan(Math.max(short, 10) * 8 * 4);
});
