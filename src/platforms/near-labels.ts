import { isDamaged } from './damaged-label.ts';

/** One word of a label, and how a line looks that has any other in its place. */
interface Place {
  pattern: RegExp;
  word: string;
  /** The others do not say enough: only a word that differs in one letter is taken for this one. */
  isStrict: boolean;
  /** A word of the label that is there whatever stands in this place, and the how manieth; null where there is none. */
  key: { word: string; at: number } | null;
}

/** Keys are looked for among the first words of a label, and those in as many pieces of a line between single blanks. */
const mostKeys = 4;
const mostWords = 12;

/** Of fewer words those that are left stand in lines of other labels as well. */
const tellingWords = 4;

/**
 * Tells the lines that say all words of a label but one: that one is bent, and what the line says would be lost. A label
 * is written as the device prints it, with `#` for each word that is another one every time; more may stand behind it.
 * Words with other characters than letters and hyphens in them, and `#`, have to be there as they are.
 */
export function nearLabels(labels: readonly string[]): (line: string) => boolean {
  const places = labels.flatMap(placesOf);
  const exact = new RegExp(`^(?:${labels.map((label) => patternOf(label.split(' '))).join('|')})`);
  // Most lines have none of the words that have to be there: they are told without a pattern.
  const byWord = Array.from({ length: mostKeys }, (_, at) =>
    Map.groupBy(
      places.filter(({ key }) => key?.at === at),
      ({ key }) => key?.word ?? '',
    ),
  );
  const others = places.filter(({ key }) => key === null);
  const isBent = (line: string, among: readonly Place[]) => among.some((place) => isBentAt(place, line));
  return (line) => {
    const words = line.split(' ', mostWords).filter((word) => word !== '');
    const isNear = words.some((word, at) => isBent(line, byWord[at]?.get(word) ?? [])) || isBent(line, others);
    return isNear && !exact.test(line);
  };
}

function isBentAt({ pattern, word, isStrict }: Place, line: string): boolean {
  const found = pattern.exec(line)?.[1]?.toLowerCase();
  // Releases write some labels with other capitals.
  if (found === undefined || found === word.toLowerCase()) return false;
  return !isStrict || isDamaged(found, new Set([word.toLowerCase()]));
}

/** A mark may stand behind it, and a figure behind that without a blank. */
const ownWord = /^[A-Za-z-]+(?=(?:'s)?[,:;=]?#?$)/;

function placesOf(label: string): Place[] {
  const words = label.split(' ');
  const isStrict = words.filter((word) => ownWord.test(word)).length < tellingWords;
  return words.flatMap((whole, at) => {
    const word = ownWord.exec(whole)?.[0];
    if (word === undefined) return [];
    const pattern = new RegExp(`^${patternOf(words.with(at, whole.replace(word, anyWord)))}`);
    const keyAt = words.findIndex((one, place) => place !== at && place < mostKeys && !one.includes('#'));
    const key = keyAt === -1 ? null : { word: words[keyAt] ?? '', at: keyAt };
    return [{ pattern, word, isStrict, key }];
  });
}

/** Stands for any word while a pattern is put together; no label has it in it. */
const anyWord = '@';

function patternOf(words: readonly string[]): string {
  const parts = words.map((word) =>
    word
      .replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
      .replace('#', String.raw`\S{1,80}`)
      .replace(anyWord, '([A-Za-z][A-Za-z-]{0,30})'),
  );
  return `${parts.join(' +')}(?![A-Za-z-])`;
}
