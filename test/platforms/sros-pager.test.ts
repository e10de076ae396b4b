import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const table = (between: string) =>
  [
    '===============================================================================',
    'Rtr Base ISIS Instance 0 Adjacency',
    '===============================================================================',
    'System ID                Usage State Hold Interface                     MT-ID',
    '-------------------------------------------------------------------------------',
    'leaf1                    L2    Up    23   to_leaf1                      0',
    `${between}leaf2                    L1    Init  21   to_leaf2                      0`,
    '-------------------------------------------------------------------------------',
    'Adjacencies : 2',
    '===============================================================================',
    '',
  ].join('\n');

const classic = 'Press any key to continue (Q to quit)';
const modelDriven = 'Press Q to quit, Enter to print next line or any other key to print next page.';

test.each([
  ['on a line of its own', `${classic}\n`],
  ['on a line of its own, of the model-driven command line', `${modelDriven}\n`],
  ['wiped out with blanks', `${classic}\r${' '.repeat(37)}\r`],
  ['wiped out with blanks, of the model-driven command line', `${modelDriven}\r${' '.repeat(79)}\r`],
  ['wiped out backwards', `${classic}${'\b'.repeat(37)}${' '.repeat(37)}${'\b'.repeat(37)}`],
  ['wiped out by the terminal', `${modelDriven}\r\u001b[K`],
])('the question between two pages is no part of the answer: %s', (_how, between) => {
  const { outcome, records, unparsed } = parseOutput('nokia_sros', 'isis-adjacencies', table(between), { nowMs: null });
  expect({ outcome, names: records.map(({ hostname }) => hostname), unparsed }).toEqual({
    outcome: 'ok',
    names: ['leaf1', 'leaf2'],
    unparsed: [],
  });
});

test('other words that begin like it are handed back', () => {
  const { outcome } = parseOutput('nokia_sros', 'isis-adjacencies', table('Press any key to continue (Q to q'), {
    nowMs: null,
  });
  expect(outcome).toBe('partial');
});
