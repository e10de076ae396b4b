/** The value behind `name : ` in a report of `show`; null when it is absent. */
export function fieldOf(lines: readonly string[], name: string): string | null {
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).trim() === name) return line.slice(colon + 1).trim() || null;
  }
  return null;
}
