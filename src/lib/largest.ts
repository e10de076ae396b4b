/** -Infinity for none. `Math.max` of a spread list throws when the list is longer than V8 takes arguments. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
}
