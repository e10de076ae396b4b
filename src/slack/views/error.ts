import { context, message, section } from '../blocks.ts';
import { sentence } from '../text.ts';
import type { MessageView } from './view.ts';

/** What went wrong, and below it what to do about it. */
export function problemView(said: string, hints: readonly string[]): MessageView {
  const lines = hints.map(sentence);
  return message([`:warning: ${sentence(said)}`, ...lines].join('\n'), [
    section(`:warning: ${sentence(said)}`),
    ...lines.map((line) => context(line)),
  ]);
}
