import { actions, context, message, section } from '../blocks.ts';
import { escaped, sentence } from '../text.ts';
import type { MessageView } from './view.ts';

/** A question with its answers as buttons; below it the line that can be typed instead. */
export function choicesView(
  said: string,
  choices: readonly { label: string; id: string }[],
  shortcut: string | null,
): MessageView {
  const text = [sentence(said), ...choices.map(({ label }) => `• ${escaped(label)}`)];
  const typed = shortcut === null ? null : `Next time: \`${escaped(shortcut).replaceAll('`', "'")}\``;
  return message([...text, ...(typed === null ? [] : [typed])].join('\n'), [
    section(sentence(said)),
    ...actions(choices),
    ...(typed === null ? [] : [context(typed)]),
  ]);
}
