import { expect, test } from 'vitest';
import { nearLabels } from '../../src/platforms/near-labels.ts';

const isNear = nearLabels(['System Name:', 'Inbound route map is #', 'Outbound route map is #', '# input,# bytes']);

test.each([
  'Sqstem Name: leaf1',
  'System Nme: leaf1',
  'Inbound route mop is RM-IN',
  'Inbound prefix map is RM-IN',
  '12 input,34 bqtes',
])('%j is a label with one word bent', (line) => {
  expect(isNear(line)).toBe(true);
});

test.each([
  'System Name: leaf1',
  'System name: leaf1',
  'System Capabilities: B',
  'Inbound route map is RM-IN',
  'Outbound route map is RM-OUT',
  'Inbound prefix list is PL-IN',
  'the Inbound route mop is RM-IN',
  '12 output,34 bytes',
  '',
])('%j is a label as it is, or another one', (line) => {
  expect(isNear(line)).toBe(false);
});
