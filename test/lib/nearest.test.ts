import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/lib/nearest.ts';

describe('nearest', () => {
  test('a slip of the fingers finds its word, best first', () => {
    expect(nearest('interfaes', ['interfaces', 'interface-detail', 'ping'])).toEqual(['interfaces']);
    expect(nearest('bob', ['ana', 'bo'])).toEqual(['bo']);
  });

  test.for([
    ['x', ['bo', 'cy']],
    ['zz', ['bo', 'cy']],
    ['traceroute', ['ping', 'log']],
    ['', ['bo']],
  ] as const)('"%s" is near to none of %j', ([word, known]) => expect(nearest(word, known)).toEqual([]));

  test('at most three, and a very long word ends soon', () => {
    expect(nearest('spine', ['spine1', 'spine2', 'spine3', 'spine4'])).toEqual(['spine1', 'spine2', 'spine3']);
    expect(nearest('a'.repeat(1_000_000), ['ping'])).toEqual([]);
  });
});
