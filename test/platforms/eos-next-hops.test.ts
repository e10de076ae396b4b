import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const legend =
  'VRF: default\nCodes: C - connected, S - static, K - kernel,\n       I L1 - IS-IS level 1, B I - iBGP\n\n';
const read = (lines: string) => parseOutput('arista_eos', 'route', `${legend}${lines}\n`, { nowMs: null });

test('a next hop further in than one that leads to a port is not how that one is resolved', () => {
  const row = ' I L1     192.0.2.32/28 [115/30] via 198.51.100.6, Ethernet3\n';
  const below = '                                 via 198.51.100.8, Ethernet4\n';
  expect(read(row + below)).toMatchObject({ outcome: 'ok', records: [{ nextHops: [{}, {}] }] });
  expect(read(row.replace(' L1', '') + below)).toMatchObject({ outcome: 'partial', unparsed: [below.trimEnd()] });
});
