import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

/** Below the hop that answered stand the labels that its packet carried. */
const trace = (entry: string) => {
  const text = [
    'traceroute to 203.0.113.9, 20 hops max, 40 byte packets',
    '  1  198.51.100.1 (198.51.100.1)    2.28 ms  1.18 ms  1.20 ms',
    '       returned MPLS Label Stack Object',
    '           entry  1:  MPLS Label = 524284, Exp = 7, TTL =   1, S = 0',
    entry,
    '  2  203.0.113.9 (203.0.113.9)    4.28 ms  4.18 ms  4.20 ms',
    '',
  ].join('\n');
  const { outcome, records, unparsed } = parseOutput('nokia_sros', 'traceroute', text, { nowMs: null });
  return { outcome, labels: records.map(({ replies }) => replies.map(({ mplsLabels }) => mplsLabels)), unparsed };
};

test('the labels below a hop are those of the router that answered', () => {
  const entry = '           entry  2:  MPLS Label =  30017, Exp = 7, TTL =   1, S = 1';
  expect(trace(entry)).toEqual({ outcome: 'ok', labels: [[[524284, 30017]], [[]]], unparsed: [] });
});

test('a label with a letter in it is handed back', () => {
  const entry = '           entry  2:  MPLS Label =  30x17, Exp = 7, TTL =   1, S = 1';
  expect(trace(entry)).toEqual({ outcome: 'partial', labels: [[[524284]], [[]]], unparsed: [entry] });
});
