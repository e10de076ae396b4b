import type { ModalView } from '@slack/types';
import type { Command, CommandContext, OpenForm } from './command.ts';
import { isoTime } from './lib/clock.ts';
import { UserError } from './lib/errors.ts';
import type { Deps } from './ops/deps.ts';
import { forgetLater } from './ops/forget-words.ts';
import { type FormValues, formView } from './slack/views/form.ts';
import { getButton, insertButton } from './store/buttons.ts';
import { inTransaction } from './store/database.ts';

/** What is stored about a form on somebody's screen. */
interface StoredForm {
  root: string;
  word: string;
  rest: string;
  incident: string | null;
  channel: string;
  threadTs: string | null;
}

export interface FormPlace {
  incident: string | null;
  /** "" for the Home tab. */
  channel: string;
  threadTs: string | null;
}

/** The modal of a form. What it is about is stored under an id of its own, and nothing of it is in the view. */
export async function formModal(deps: Deps, open: OpenForm, place: FormPlace): Promise<ModalView> {
  const { form, root, word, rest, problem } = open;
  const id = deps.ids.next();
  const body: StoredForm = { root, word, rest, ...place };
  const createdAt = isoTime(deps.clock.nowMs());
  await inTransaction(deps.database, async (trx) => {
    await insertButton(trx, { id, action: `form ${id}`, incident: place.incident, body, createdAt });
    await forgetLater(trx, deps, id);
  });
  return formView({ ...form, intro: problem }, id);
}

export interface Submitted extends FormPlace {
  root: string;
  /** The whole line behind the root, as it could be typed. */
  text: string;
}

/**
 * What a submitted form means. Its fields are built anew for whoever submitted it, so that nothing in the view is believed
 * but the values. Throws UserError for a form that we never gave out.
 */
export async function readSubmission(
  context: Omit<CommandContext, 'incident' | 'place'>,
  id: string,
  values: FormValues,
  placeOf: (stored: FormPlace) => Promise<CommandContext['place']>,
): Promise<Submitted | { errors: Record<string, string> } | { next: ModalView }> {
  const row = await getButton(context.deps.database.db, id);
  if (!row?.body || !('word' in (row.body as object)))
    throw new UserError('refused', 'This form is not known any more. Type the command instead.');
  const stored = row.body as StoredForm;
  const command = commandOf(context.commands, stored);
  const place = await placeOf(stored);
  const asked = { ...context, incident: stored.incident, place };
  const form = await command?.form?.build(asked, stored.rest);
  if (!form) throw new UserError('refused', 'This form can be used no more. Type the command instead.');
  const line = form.line(values);
  if (!line.ok) return { errors: line.errors };
  const { root, word, incident, channel, threadTs } = stored;
  const next = form.isStep ? await command?.form?.build(asked, line.text) : null;
  if (next) {
    const open = { form: next, root, word, rest: line.text, problem: null };
    return { next: await formModal(context.deps, open, { incident, channel, threadTs }) };
  }
  return { root, text: `${word} ${line.text}`.trim(), incident, channel, threadTs };
}

function commandOf(commands: readonly Command[], { root, word }: StoredForm): Command | undefined {
  return commands.find(({ words }) => words[0] === root && (words[1] ?? '') === word);
}
