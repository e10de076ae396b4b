/**
 * A text without the blanks (or the one tab) that stand before each of its lines, as before a block of code that somebody
 * pasted. Null when one line has none.
 */
export function withoutMargin(text: string): string | null {
  const first = /^(?:[^\S\n]*\n)*( +|\t)\S/.exec(text.slice(0, widest))?.[1];
  if (first === undefined) return null;
  const lines = text.split('\n');
  let margin = first;
  for (const line of lines) {
    if (line.startsWith(margin)) continue;
    if (line.trim() === '') continue;
    const own = /^ */.exec(line.slice(0, margin.length))?.[0] ?? '';
    if (own === '' || margin === '\t') return null;
    margin = own;
  }
  return lines.map((line) => (line.startsWith(margin) ? line.slice(margin.length) : '')).join('\n');
}

/** The first line that says something begins within so many characters. */
const widest = 1_000;
