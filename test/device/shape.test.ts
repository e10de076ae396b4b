import { describe, expect, test } from 'vitest';
import { slots } from '../../src/device/shape.ts';

describe('the gate knows by itself what a value looks like', () => {
  test.for(['0', '-1', '4294967295', '4294967296', '1e3', '65000.1', '\u0663', '', ' 1', '007'])(
    '%j is no AS number in a line',
    (word) => expect(slots.asn(word)).toBe(false),
  );

  test.for(['1', '65000', '4200000000', '4294967294'])('%s is one', (word) => expect(slots.asn(word)).toBe(true));

  test.for(['-h', 'default;', 'x'.repeat(300), '', 'a b', 'a|b', '__proto__;'])('%j is no VRF', (word) =>
    expect(slots.vrf(word)).toBe(false),
  );

  test.for(['fe80::1%eth0', '010.0.0.1', '10.1', '1.2.3.4/24', '\uff11.2.3.4', ''])('%j is no address', (word) =>
    expect(slots.address(word)).toBe(false),
  );
});
