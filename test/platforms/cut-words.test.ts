import { expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import { read, type Sample, samples } from './samples.ts';

/**
 * A last line without its break may be whole where its form shows it; then nothing says that rows are missing below it,
 * as nothing does where a text is cut between two lines. Of these a shorter one is a whole line as well.
 */
const alsoWhole: { platform: PlatformName; diagnostic: DiagnosticName; end: RegExp; why: string }[] = [
  {
    platform: 'cisco_nxos',
    diagnostic: 'route',
    end: /^ *\*via .*, static$/,
    why: 'the tag is not read, and answers of routes without one end so',
  },
  {
    platform: 'cisco_iosxe',
    diagnostic: 'queue-drops',
    end: /^ *target shape rate \d+$/,
    why: 'the rate is not read, and answers end so',
  },
  {
    platform: 'cisco_iosxe',
    diagnostic: 'bfd-sessions',
    end: /^ *Min Echo interval: \d+$/,
    why: 'the interval is not read, and answers end so',
  },
  {
    platform: 'cisco_nxos',
    diagnostic: 'route',
    end: /, direct$/,
    why: 'the tag behind the protocol is not read',
  },
  {
    platform: 'cisco_iosxr',
    diagnostic: 'interfaces',
    end: /^ *[0-9a-f]{1,4}:[0-9a-f:]*$/,
    why: 'an address is complete; none is read there',
  },
  {
    platform: 'cisco_iosxr',
    diagnostic: 'route',
    end: /^ *No advertising protos$/,
    why: 'older releases print no full stop',
  },
];

const cutPlaces = 150;

test('a text that ends inside of a word is not called whole when rows are missing below it', () => {
  let cuts = 0;
  const used = new Set<unknown>();
  const wrong = samples.filter(isTable).flatMap((sample) => {
    const [text = ''] = sample.outputs;
    const whole = sample.expected.records;
    for (const end of insideWords(text.trimEnd())) {
      cuts += 1;
      const { outcome, records } = read(sample, [text.slice(0, end)]);
      if ((outcome !== 'ok' && outcome !== 'empty') || JSON.stringify(records) === JSON.stringify(whole)) continue;
      const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
      // A ruler that stands above in the same length is whole.
      if (/^ *[-=+]{3,}$/.test(line) && text.slice(0, end - line.length).includes(`\n${line}\n`)) continue;
      const known = alsoWhole.find(
        ({ platform, diagnostic, end: form }) =>
          platform === sample.platform && diagnostic === sample.diagnostic && form.test(line),
      );
      if (known) used.add(known);
      else return [`${sample.platform} ${sample.diagnostic} ${sample.name}: ${outcome} at ${JSON.stringify(line)}`];
    }
    return [];
  });
  expect(wrong).toEqual([]);
  expect(
    alsoWhole.filter((one) => !used.has(one)),
    'exceptions that nothing needs',
  ).toEqual([]);
  expect(cuts).toBeGreaterThan(10_000);
}, 120_000);

function isTable({ outputs, expected }: Sample): boolean {
  return expected.outcome === 'ok' && outputs.length === 1 && !/^\s*[{[]/.test(outputs[0] ?? '');
}

/** Places with a character that is no blank on both sides: at most so many, spread over the text, and all of the last line. */
function insideWords(text: string): number[] {
  const lastLine = text.lastIndexOf('\n') + 1;
  const every = Math.max(1, Math.floor(lastLine / cutPlaces));
  const places = [...Array(text.length).keys()].filter(
    (at) => at > 0 && /\S/.test(text[at] ?? '') && /\S/.test(text[at - 1] ?? ''),
  );
  return places.filter((at, i) => at > lastLine || i % every === 0);
}
