import { actions, context, message, section } from '../blocks.ts';
import { dateIn, escaped, sentence, utcIn } from '../text.ts';
import type { MessageView } from './view.ts';

export interface ReminderData {
  id: string;
  severity: string;
  status: string;
  commander: string | null;
  lastUpdateAt: string | null;
  declaredAt: string;
  verdict: string | null;
  /** Opens the drafted update; lets the reminder wait. */
  buttons: { update: { id: string }; snooze: { id: string } };
}

/** Asks the commander, or whoever is there, for an update. */
export function statusReminder(data: ReminderData): MessageView {
  const whom = data.commander === null ? 'Nobody commands this incident' : sentence(data.commander);
  const since = (render: (iso: string) => string) =>
    data.lastUpdateAt === null
      ? `there was no update since it was declared (${render(data.declaredAt)})`
      : `the last update was ${render(data.lastUpdateAt)}`;
  const ask = 'Post one with `/inc update <what is known>`'.replace('<', '&lt;').replace('>', '&gt;');
  const said = (render: (iso: string) => string) =>
    `:hourglass: ${whom}: ${data.id} (${data.severity}, ${data.status}) needs an update; ${since(render)}. ${ask}.`;
  const known = data.verdict === null ? null : `What is known: ${escaped(data.verdict)}`;
  return message([said(utcIn), ...(known ? [known] : [])].join('\n'), [
    section(said(dateIn)),
    ...(known ? [context(known)] : []),
    ...actions([
      { label: 'Write it from a draft', id: data.buttons.update.id, style: 'primary' },
      { label: 'In 30 min', id: data.buttons.snooze.id },
    ]),
  ]);
}
