import { context, message, quote, section } from '../blocks.ts';
import { escaped, sentence } from '../text.ts';
import type { MessageView } from './view.ts';

/** One sentence of ours, and below it, word for word, what a person or a device wrote. */
export function plainMessage(said: string, quoted: string | null): MessageView {
  const own = sentence(said);
  if (quoted === null || quoted === '') return message(own, [section(own)]);
  return message(`${own}\n${escaped(quoted)}`, [section(own), quote(quoted)]);
}

/** A message of an incident in the channel that stands in for its own: says first whose it is. */
export function inPlaceOf({ id, title }: { id: string; title: string }, view: MessageView): MessageView {
  return message(`${id}: ${view.text}`, [context(`${id} · ${escaped(title)}`), ...view.blocks]);
}
