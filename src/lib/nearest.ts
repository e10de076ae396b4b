/** The known words closest to a mistyped one, best first, at most three; none when nothing is near. */
export function nearest(word: string, known: readonly string[]): string[] {
  const given = word.slice(0, 64).toLowerCase();
  // Where every letter would have to change, nothing was mistyped.
  const limit = Math.min(Math.max(2, Math.floor(given.length / 3)), given.length - 1);
  return known
    .map((name) => ({ name, distance: editDistance(given, name) }))
    .filter(({ distance }) => distance <= limit)
    .sort((one, other) => one.distance - other.distance || one.name.localeCompare(other.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
