import { actions, context, header, message, preformatted, section } from '../blocks.ts';
import { dateIn, escaped, utcIn } from '../text.ts';
import type { MessageView } from './view.ts';

export interface TimelineShown {
  incident: string;
  /** The entry it goes on from, where it does not begin with the newest. */
  before: number | null;
  page: number;
  /** The words behind /inc that show what is older; null when nothing is. */
  older: string | null;
  /** In Slack: what follows as buttons; null where there is none. */
  buttons: { older: { id: string } | null; picture: { id: string } | null };
  entries: readonly TimelineEntryShown[];
}

interface TimelineEntryShown {
  seq: number;
  at: string;
  who: string;
  type: string;
  sentence: string;
  marked?: boolean;
  /** The entry that corrected it last. */
  correctedBy?: number | null;
}

/** Longer entries are cut here; the export has them whole. */
const longestSentence = 400;

/** One page of the record, newest first. */
export function timelineView({ incident, before, page, older, entries, buttons }: TimelineShown): MessageView {
  const from = before === null ? '' : `, before entry ${before}`;
  const title = `Timeline of ${incident}${from}${from === '' || page > 1 ? `, page ${page}` : ''}`;
  const next = older === null ? 'These are the oldest entries.' : `Older entries: \`/inc ${escaped(older)}\``;
  const last = `${next} · As a picture: \`/inc timeline as:picture\``;
  if (entries.length === 0) {
    const none = `${title}: no entry fits.`;
    return message(none, [section(none)]);
  }
  const row = actions([
    buttons.older && { label: 'Older', id: buttons.older.id },
    buttons.picture && { label: 'As a picture', id: buttons.picture.id },
  ]);
  const plain = entries.map(
    (entry) =>
      `${entry.seq} · ${utcIn(entry.at)} · ${escaped(entry.who)}${knownOf(entry)}: ${escaped(shortened(entry.sentence))}`,
  );
  const blocks = entries.flatMap((entry) => [
    context(`${entry.seq} · ${dateIn(entry.at)} · ${escaped(entry.who)} · ${escaped(entry.type)}${knownOf(entry)}`),
    preformatted(shortened(entry.sentence)),
  ]);
  return message([title, ...plain, last].join('\n'), [header(title), ...blocks, context(last), ...row]);
}

/** What later entries say about it. */
function knownOf({ marked, correctedBy }: TimelineEntryShown): string {
  return `${marked ? ' · marked' : ''}${correctedBy ? ` · corrected by entry ${correctedBy}` : ''}`;
}

function shortened(sentence: string): string {
  const whole = sentence.toWellFormed();
  return whole.length <= longestSentence
    ? whole
    : `${whole.slice(0, longestSentence).toWellFormed()}… (cut; the export has all of it)`;
}
