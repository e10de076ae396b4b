import type { Reply } from './command.ts';
import { context } from './slack/blocks.ts';
import { escaped } from './slack/text.ts';
import { plainMessage } from './slack/views/plain.ts';
import type { MessageView } from './slack/views/view.ts';

/** One sentence for the writer alone. */
export function toYou(text: string, quoted: string | null = null): Reply {
  return { view: plainMessage(text, quoted), text: quoted === null ? text : `${text}\n${quoted}`, show: 'you' };
}

/** A view with the line below it that could have been typed instead. */
export function withShortcut(view: MessageView, line: string): MessageView {
  const shown = `Shortcut: \`${escaped(line).replaceAll('`', "'")}\``;
  return { text: `${view.text}\n${shown}`, blocks: [...view.blocks, context(shown)] };
}

/** The bot's own messages in the channel are the answer; the terminal prints `text`. */
export function inChannel(text: string, data?: unknown): Reply {
  return { view: plainMessage(text, null), text, show: 'none', ...(data === undefined ? {} : { data }) };
}
