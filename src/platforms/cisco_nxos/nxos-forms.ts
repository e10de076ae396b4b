import { withoutMargin } from '../margin.ts';
import { type Forms, parseForms } from '../parsed.ts';
import type { Parsed } from '../platform.ts';
import { meaningful, type TextLines } from '../text-lines.ts';
import { saysNothing } from './json-tables.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { rejectedByNxos } from './rejected.ts';
import { unwrapped } from './unwrapped.ts';

type BothForms<R> = Required<Pick<Forms<R>, 'json' | 'text'>>;

/**
 * Reads an output as JSON or text. A text that a narrow terminal wrapped is put together again, where it is not understood
 * as it stands and is whole then. The margin of a text that somebody moved to the right is no part of a line that goes on.
 */
export function parseNxos<R>(output: string, forms: BothForms<R>): Parsed<R> {
  const parsed = parseOnce(output, forms);
  if (parsed.outcome !== 'partial' || /^\s*[[{]/.test(output.slice(0, 200))) return parsed;
  const whole = unwrapped(withoutMargin(output) ?? output);
  const again = whole === null ? parsed : parseOnce(whole, forms);
  return again.outcome === 'ok' || again.outcome === 'empty' ? again : parsed;
}

/** A bare `""` is how NX-OS says in JSON that there is nothing. */
function parseOnce<R>(output: string, { json, text }: BothForms<R>): Parsed<R> {
  return parseForms<R>(output, {
    rejected: rejectedByNxos,
    json: inEnvelope(json),
    text: (lines) => (isBareNothing(lines) ? { records: [], unparsed: [] } : text(lines)),
  });
}

/** With an echo or a prompt around it, too. */
function isBareNothing({ lines, cut }: TextLines): boolean {
  const said = meaningful(cut === null ? lines : [...lines, cut]);
  return said.length === 1 && saysNothing(said[0]?.slice(0, 100) ?? '');
}
