import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

/** The lines below a hop that `show-mpls-hops` adds: one for each probe. */
const labelsOf = (text: string) => {
  const { outcome, records, unparsed } = parseOutput('cisco_nxos', 'traceroute', text, { nowMs: null });
  return {
    outcome,
    labels: records.map(({ replies }) => replies.map(({ mplsLabels }) => mplsLabels)),
    unparsed,
  };
};

test('the label below a hop belongs to the router that answered the probe', () => {
  const text = [
    ' 1  198.51.100.1 (198.51.100.1)  1.1 ms 198.51.100.3 (198.51.100.3)  1.2 ms 198.51.100.5 (198.51.100.5)  1.3 ms',
    '      [Label=24001 E=4 TTL=1 S=1]',
    '      [No MPLS labels]',
    '      [Label=24003 E=4 TTL=1 S=1]',
    ' 2  198.51.100.9 (198.51.100.9)  2.1 ms  2.2 ms  2.3 ms',
    '      [Label=17 E=0 TTL=1 S=1]',
    '      [Label=17 E=0 TTL=1 S=1]',
    '      [Label=17 E=0 TTL=1 S=1]',
    '',
  ].join('\n');
  expect(labelsOf(text)).toEqual({ outcome: 'ok', labels: [[[24001], [], [24003]], [[17]]], unparsed: [] });
});

test('labels of which nobody knows whose they are, are handed back', () => {
  const text = [
    ' 1  198.51.100.1 (198.51.100.1)  1.1 ms 198.51.100.3 (198.51.100.3)  1.2 ms  1.3 ms',
    '      [Label=24001 E=4 TTL=1 S=1]',
    '',
  ].join('\n');
  expect(labelsOf(text)).toEqual({ outcome: 'partial', labels: [[[], []]], unparsed: ['hop 1: labels 24001'] });
});
