/** A pattern with `g` or `y` would remember where it stood. */
export function withoutMemory(pattern: RegExp): RegExp {
  return pattern.global || pattern.sticky ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')) : pattern;
}

export function matchesLine(pattern: RegExp, line: string): boolean {
  const plain = withoutMemory(pattern);
  return plain.test(line) || plain.test(line.trimEnd());
}
