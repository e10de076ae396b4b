/**
 * Tells the lines that say all words of a label but one: that one is bent, and what the line counts would be lost. A label
 * is written as the device prints it, with `#` for each word that is another one every time; more may stand behind it.
 * A word of a label with other ones than letters and hyphens in it, and `#`, have to be there as they are.
 */
export function nearLabels(labels: readonly string[]): (line: string) => boolean {
  const exact = new RegExp(`^(?:${labels.map((label) => patternOf(label.split(' '))).join('|')})`);
  const near = new RegExp(`^(?:${labels.flatMap(bentOnce).join('|')})`);
  return (line) => near.test(line) && !exact.test(line);
}

/** The label once for each of its words, with any other in the place of that. */
function bentOnce(label: string): string[] {
  const words = label.split(' ');
  return words.flatMap((word, place) =>
    /^[A-Za-z-]+[,:;=]?$/.test(word) ? [patternOf(words.with(place, word.replace(/^[A-Za-z-]+/, anyWord)))] : [],
  );
}

/** Stands for any word while a pattern is put together; no label has it in it. */
const anyWord = '@';

function patternOf(words: readonly string[]): string {
  const parts = words.map((word) =>
    word
      .replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
      .replace('#', String.raw`\S{1,80}`)
      .replace(anyWord, '[A-Za-z][A-Za-z-]{0,30}'),
  );
  return `${parts.join(' +')}(?![A-Za-z-])`;
}
