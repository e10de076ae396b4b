import { UserError } from './lib/errors.ts';

/** A line taken apart into words and flags. Quotes are not special: nothing of ours needs an argument with a space. */
export interface Words {
  words: string[];
  flags: Record<string, string>;
}

/** Splits at white space; `--name value` are flags, and only the known ones. Throws UserError for others. */
export function splitWords(text: string, knownFlags: readonly string[], switches: readonly string[] = []): Words {
  const tokens = text.split(/\s+/).filter((token) => token !== '');
  const words: string[] = [];
  const flags: Record<string, string> = {};
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] ?? '';
    if (!token.startsWith('--')) {
      words.push(token);
      continue;
    }
    const name = token.slice(2);
    if (switches.includes(name)) {
      flags[name] = 'yes';
      continue;
    }
    if (!knownFlags.includes(name))
      throw new UserError(
        'usage',
        `Unknown flag ${token}. Known here: ${[...knownFlags, ...switches].map((flag) => `--${flag}`).join(' ') || 'none'}.`,
      );
    const value = tokens[i + 1];
    if (value === undefined || value.startsWith('--')) throw new UserError('usage', `${token} needs a value.`);
    if (name in flags) throw new UserError('usage', `${token} is given twice.`);
    flags[name] = value;
    i += 1;
  }
  return { words, flags };
}

/** The first word and the rest of the line as it was typed. */
export function firstWord(text: string): { word: string; rest: string } {
  const trimmed = text.trimStart();
  const end = trimmed.search(/\s/);
  return end === -1 ? { word: trimmed, rest: '' } : { word: trimmed.slice(0, end), rest: trimmed.slice(end).trim() };
}

/** Takes `--name value` out of a line; null when it is not there. Throws UserError when the value is missing or it stands twice. */
export function takeFlag(text: string, name: string): { rest: string; value: string | null } {
  const tokens = text.split(/\s+/);
  const at = tokens.indexOf(`--${name}`);
  if (at === -1) return { rest: text, value: null };
  const value = tokens[at + 1];
  if (value === undefined || value.startsWith('--')) throw new UserError('usage', `--${name} needs a value.`);
  const others = [...tokens.slice(0, at), ...tokens.slice(at + 2)];
  if (others.includes(`--${name}`)) throw new UserError('usage', `--${name} is given twice.`);
  return { rest: others.join(' '), value };
}
