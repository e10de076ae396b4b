import type { Reply } from './command.ts';
import { plainMessage } from './slack/views/plain.ts';

/** One sentence for the writer alone. */
export function toYou(text: string, quoted: string | null = null): Reply {
  return { view: plainMessage(text, quoted), text: quoted === null ? text : `${text}\n${quoted}`, show: 'you' };
}

/** The bot's own messages in the channel are the answer; the terminal prints `text`. */
export function inChannel(text: string, data?: unknown): Reply {
  return { view: plainMessage(text, null), text, show: 'none', ...(data === undefined ? {} : { data }) };
}
