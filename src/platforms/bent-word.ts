/**
 * Whether the word is one of the known ones with a single other letter. Of lists that nobody has in full an unknown word
 * may be a real one; such a word is a damaged one.
 */
export function isBentWord(word: string, known: readonly string[]): boolean {
  return known.some((one) => one.length === word.length && differences(one.toLowerCase(), word.toLowerCase()) === 1);
}

function differences(one: string, other: string): number {
  return [...one].filter((letter, at) => letter !== other[at]).length;
}
