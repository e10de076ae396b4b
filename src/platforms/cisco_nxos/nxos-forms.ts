import { type Forms, parseForms } from '../parsed.ts';
import type { Parsed } from '../platform.ts';
import { meaningful, type TextLines } from '../text-lines.ts';
import { saysNothing } from './json-tables.ts';
import { rejectedByNxos } from './rejected.ts';

/** Reads an output as JSON or text. A bare `""` is how NX-OS says in JSON that there is nothing. */
export function parseNxos<R>(output: string, { json, text }: Required<Pick<Forms<R>, 'json' | 'text'>>): Parsed<R> {
  return parseForms<R>(output, {
    rejected: rejectedByNxos,
    json,
    text: (lines) => (isBareNothing(lines) ? { records: [], unparsed: [] } : text(lines)),
  });
}

/** With an echo or a prompt around it, too. */
function isBareNothing({ lines, cut }: TextLines): boolean {
  const said = meaningful(cut === null ? lines : [...lines, cut]);
  return said.length === 1 && saysNothing(said[0]?.slice(0, 100) ?? '');
}
