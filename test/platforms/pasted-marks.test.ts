import { describe, expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { omissionIn } from '../../src/platforms/pasted-omission.ts';
import { type Sample, samples } from './samples.ts';

const texts = samples
  .filter(({ outputs, expected }) => outputs.length === 1 && expected.outcome === 'ok')
  .filter(({ outputs }) => !/^\s*[{[]/.test(outputs[0] ?? ''))
  .filter(
    (sample) =>
      wrongIn(sample, sample.outputs[0] ?? '') === null && read(sample, sample.outputs[0] ?? '').outcome === 'ok',
  );

/** Every line of a short answer, some of a long one. */
const mostLines = 6;

function linesOf({ outputs }: Sample): { lines: string[]; places: number[] } {
  const lines = (outputs[0] ?? '').replace(/\n$/, '').split('\n');
  const said = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
  const stride = Math.max(1, said.length / mostLines);
  const places = Array.from({ length: Math.min(said.length, mostLines) }, (_, n) => said[Math.floor(n * stride)] ?? 0);
  return { lines, places };
}

function read({ platform, diagnostic, command, nowMs }: Sample, text: string) {
  return parseOutput(platform, diagnostic, text, { command, nowMs });
}

/** What is another value under `ok`, or null. */
function wrongIn(sample: Sample, text: string): string | null {
  const { outcome, records } = read(sample, text);
  if (outcome !== 'ok' && outcome !== 'empty') return null;
  return difference(sample.expected.records, records);
}

/** Words of people: what stands beside them may be theirs. */
const free = new Set(['description', 'neighborDescription', 'message', 'comment']);

function difference(one: unknown, other: unknown, path = ''): string | null {
  if (one === other) return null;
  const key = /\.(\w+)$/.exec(path)?.[1] ?? '';
  if (
    typeof one === 'string' &&
    typeof other === 'string' &&
    free.has(key) &&
    lettersOf(other).includes(lettersOf(one))
  )
    return null;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return `${path} ${JSON.stringify(one)} → ${JSON.stringify(other)}`;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  if (Object.keys(left).length !== Object.keys(right).length) return `${path} is another list`;
  return (
    Object.keys(left)
      .map((name) => difference(left[name], right[name], Array.isArray(one) ? path : `${path}.${name}`))
      .find((found) => found !== null) ?? null
  );
}

function lettersOf(words: string): string {
  return words.replace(/[^\p{L}\d]/gu, '');
}

/** Each sample with some of its lines changed, one after the other; different ones of a list of changes at each. */
function wrongWith(changes: readonly ((line: string) => string[])[], but: ReadonlySet<string> = new Set()): string[] {
  return texts.flatMap((sample, nth) => {
    const name = `${sample.platform} ${sample.diagnostic} ${sample.name}`;
    if (but.has(name)) return [];
    const { lines, places } = linesOf(sample);
    return places.flatMap((at, place) => {
      const change = changes[(nth + place) % changes.length] ?? (() => []);
      const changed = change(lines[at] ?? '');
      const wrong = wrongIn(sample, `${lines.toSpliced(at, 1, ...changed).join('\n')}\n`);
      return wrong === null ? [] : [`${name}: ${JSON.stringify(changed)}: ${wrong}`];
    });
  });
}

test('most samples of text are there', () => {
  expect(texts.length).toBeGreaterThan(900);
});

describe('a line that an author marked changes no value', () => {
  /** A star or a plus says in it what it says of a row, or a description is nothing but the mark. */
  const own = new Set([
    'frr bgp-route lab-table-text',
    'cisco_iosxe interfaces description-spoofing',
    'cisco_nxos config-history usual',
    'cisco_iosxe ntp not-configured',
  ]);

  test.each<[string, readonly string[]]>([
    ['> or *', ['> ', '* ']],
    ['an arrow', ['--> ', '-> ', '=> ']],
    ['the sign of a comment', ['!! ', '# ', '// ']],
    ['the sign of a diff', ['+ ', '- ']],
  ])('%s before it', (_what, marks) => {
    expect(
      wrongWith(
        marks.flatMap((mark) => [
          (line: string) => [`${mark}${line}`],
          (line: string) => [line.replace(/^\s*/, `$&${mark}`)],
        ]),
        own,
      ),
    ).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['an arrow', [' <--- here', ' <-- this one', '    <<<', ' ← here']],
    ['a comment', [' # comment', '  !! comment', ' // why?']],
    ['a bar', [' |', '          |']],
  ])('%s behind it', (_what, marks) => {
    expect(wrongWith(marks.map((mark) => (line) => [`${line}${mark}`]))).toEqual([]);
  });

  test('bold type or the type of code around it, or around a word of it', () => {
    const word = /\S+(?=\s*$)/;
    expect(
      wrongWith(
        [
          (line) => [`**${line}**`],
          (line) => [`\`${line}\``],
          (line) => [line.replace(/\S+/, '**$&**')],
          (line) => [line.replace(word, '`$&`')],
          (line) => [line.replace(word, '**$&**')],
          (line) => [line.replace(/[A-Za-z]\S+/, '_$&_')],
        ],
        own,
      ),
    ).toEqual([]);
  });
});

describe('what an author puts between the lines or behind the last one', () => {
  const omissions = [
    '<output omitted>',
    '...',
    '[snip]',
    '-- snip --',
    '!--- Output suppressed.',
    '(output truncated)',
  ];

  test('lines that were left out are missed, in their place or beside it', () => {
    const whole = texts
      .filter(({ diagnostic }) => diagnostic !== 'ping')
      .flatMap((sample) => {
        const { lines, places } = linesOf(sample);
        return places.flatMap((at, place) => {
          const omission = omissions[place % omissions.length] ?? '';
          const put = place % 2 === 0 ? [omission] : [omission, lines[at] ?? ''];
          const { outcome } = read(sample, `${lines.toSpliced(at, 1, ...put).join('\n')}\n`);
          return outcome === 'incomplete'
            ? []
            : [`${sample.platform} ${sample.diagnostic} ${sample.name}: ${put[0]}: ${outcome}`];
        });
      });
    expect(whole).toEqual([]);
  });

  test('a remark changes no value', () => {
    expect(
      wrongWith([
        (line) => ['# note', line],
        (line) => ['!! note', line],
        (line) => ['// note', line],
        (line) => ['<--- here', line],
        (line) => ['^^^ look', line],
        (line) => ['```', line],
      ]),
    ).toEqual([]);
  });

  test.each(['Thanks, Ana', '*** end ***', '-- \nAna', 'Is it normal that this goes up?', '[1] https://example.net/x'])(
    '%j behind the answer changes no value',
    (footer) => {
      const wrong = texts.flatMap((sample) => {
        const text = (sample.outputs[0] ?? '').replace(/\n*$/, '\n');
        const found = wrongIn(sample, `${text}\n${footer}\n`);
        return found === null ? [] : [`${sample.platform} ${sample.diagnostic} ${sample.name}: ${found}`];
      });
      expect(wrong).toEqual([]);
    },
  );
});

test('a marked line is handed back with its place and the mark, and nothing else is read', () => {
  const sample = texts.find(
    ({ platform, diagnostic, name }) => `${platform} ${diagnostic} ${name}` === 'arista_eos version text',
  );
  const lines = (sample?.outputs[0] ?? '').split('\n');
  const at = lines.findIndex((line) => line.startsWith('Serial number:'));
  const marked = `leaf1#show version\n${lines.with(at, `--> ${lines[at]}`).join('\n')}`;
  expect(sample && read(sample, marked)).toEqual({
    outcome: 'partial',
    records: [],
    unparsed: [`--> ${lines[at]}`],
    error: `line ${at + 2}: "-->" before a line would change what is read: paste the text as the device printed it`,
  });
});

describe('lines that say that others were left out', () => {
  test.each([
    '...',
    '…',
    '. . .',
    '[...]',
    '(…)',
    '<snip>',
    '--snip--',
    '< output omitted >',
    'Output omitted',
    '### output truncated ###',
    '[12 lines removed]',
    'omitted for brevity',
  ])('%s', (line) => {
    expect(omissionIn(`a\n  ${line}  \nb\n`, 'route')).toBe(line);
  });

  test.each([
    '..',
    '.....!',
    '* indicates that the corresponding row element may have been truncated.',
    'Status codes: s suppressed, d damped',
    '3 duplicates suppressed',
    'Interface removed',
    '          Suppress LDP signaling protocol',
    '  ... Ethernet49 , Full-duplex, 10Gb/s',
  ])('%s does not', (line) => {
    expect(omissionIn(`a\n${line}\nb\n`, 'route')).toBeNull();
  });

  test('a run of dots is an answer of ping', () => {
    expect(omissionIn('Sending 5\n.....\n', 'ping')).toBeNull();
    expect(omissionIn('Sending 5\n[...]\n', 'ping')).toBe('[...]');
  });
});
