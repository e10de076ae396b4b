import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

test('blanks above the failures of a traceroute of Junos are passed over at once', () => {
  const text = `${' '.repeat(1_000_000)}\ntraceroute: sendto: No route to host\n`;
  const times = [1, 2, 3].map(() => {
    const from = performance.now();
    parseOutput('juniper_junos', 'traceroute', text, { nowMs: null });
    return performance.now() - from;
  });
  expect(Math.min(...times)).toBeLessThan(100);
});
