import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { isNoise } from '../../../src/platforms/text-lines.ts';

/**
 * What is done to a line: the last digit of a figure becomes "#" or a letter; a figure is wiped out and leaves its
 * place blank; it is taken out and the rest moves up; two words of which one is a figure lose the blank between them;
 * the line ends behind a figure.
 */
type Damage = 'bent' | 'blanked' | 'removed' | 'glued' | 'cut';

export interface DamagedText {
  damage: Damage;
  /** The damaged line alone. */
  line: string;
  text: string;
}

/** Damage that leaves a line which the device could have printed, and why. All parts that are given must fit. */
export interface InsideGrammar {
  diagnostic: DiagnosticName;
  damage?: Damage[];
  /** The line after the damage. */
  line?: RegExp;
  /** The fields of the record that may differ; "records" is the number of records. */
  fields?: string[];
  why: string;
}

const mostWordsOfALine = 20;

/** Every text that one damage to one line makes of this one, but for lines that now look like a prompt or an echo. */
export function* damagedOnce(output: string): Generator<DamagedText> {
  const lines = output.split('\n');
  for (const [index, whole] of lines.entries()) {
    const seen = new Set([whole, whole.trimEnd()]);
    for (const { damage, line } of damagesOf(whole)) {
      if (seen.has(line) || isNoise(line)) continue;
      seen.add(line);
      yield { damage, line, text: lines.with(index, line).join('\n') };
    }
  }
}

function* damagesOf(whole: string): Generator<{ damage: Damage; line: string }> {
  const words = [...whole.matchAll(/\S+/g)].slice(0, mostWordsOfALine);
  for (const [place, { 0: word, index: at }] of words.entries()) {
    const end = at + word.length;
    const next = words[place + 1];
    const last = at + word.search(/\d\D*$/);
    const isFigure = last >= at;
    if (isFigure) {
      yield { damage: 'bent', line: `${whole.slice(0, last)}#${whole.slice(last + 1)}` };
      if (!/[A-Za-z]/.test(word)) yield { damage: 'bent', line: `${whole.slice(0, last)}x${whole.slice(last + 1)}` };
      yield { damage: 'blanked', line: `${whole.slice(0, at)}${' '.repeat(word.length)}${whole.slice(end)}`.trimEnd() };
      yield { damage: 'removed', line: `${whole.slice(0, at)}${whole.slice(end + 1)}`.trimEnd() };
      if (next !== undefined) yield { damage: 'cut', line: whole.slice(0, end) };
    }
    if (next !== undefined && (isFigure || /\d/.test(next[0])))
      yield { damage: 'glued', line: `${whole.slice(0, end)}${whole.slice(next.index)}` };
  }
}
