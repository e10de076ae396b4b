import { describe, expect, test } from 'vitest';
import { platforms } from '../../src/platforms/index.ts';
import { refusalIn } from '../../src/platforms/read-outputs.ts';

const eos = platforms.arista_eos;
const words = '% Invalid input (at token 1)';

describe('the words of a refusal', () => {
  test.for<[string, string[], string | null]>([
    ['alone', [`${words}\n`], words],
    ['without a line end', [words], words],
    ['below an echo, a caret and blank lines', [`\n \nshow versoin\n     ^\n\n${words}\n`], words],
    ['as the tenth line that is not blank', [`${'line\n\n'.repeat(9)}${words}\n`], words],
    ['of the second output', ['all is well\n', `${words}\n`], words],
    ['as the eleventh line are no refusal', [`${'line\n\n'.repeat(10)}${words}\n`], null],
    ['of nothing', ['', '\n\n'], null],
  ])('%s', ([, outputs, found]) => {
    expect(refusalIn(eos, outputs)).toBe(found);
  });
});
