import { UserError } from './lib/errors.ts';
import { firstWord } from './words.ts';

/** "<seq> <rest>" → the number of an entry and what follows it. Throws UserError with the usage. */
export function entryNumber(text: string, usage: string): { seq: number; rest: string } {
  const { word, rest } = firstWord(text);
  if (!/^[1-9]\d{0,8}$/.test(word))
    throw new UserError(
      'usage',
      `${JSON.stringify(word)} is not the number of an entry (/inc timeline shows them). Usage: ${usage}`,
    );
  return { seq: Number(word), rest };
}
