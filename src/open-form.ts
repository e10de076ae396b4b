import { SlackError } from '@slack/web-api';
import type { CommandContext, OpenForm } from './command.ts';
import { type FormPlace, formModal } from './forms.ts';
import { UserError } from './lib/errors.ts';
import type { AppParts } from './listening.ts';
import { incidentOfChannel } from './ops/open-incidents.ts';

/** The place of a form as the rights see it. */
export async function placeOf(
  parts: AppParts,
  { channel, threadTs }: Pick<FormPlace, 'channel' | 'threadTs'>,
): Promise<CommandContext['place']> {
  const isIncident = channel !== '' && (await incidentOfChannel(parts.deps, channel)) !== null;
  return { kind: 'slack', channel, threadTs, isIncident };
}

/**
 * Opens a form on the screen of whoever gave the trigger. A trigger is good for three seconds, once: throws UserError when
 * it is too late.
 */
export async function openForm(parts: AppParts, trigger: string, open: OpenForm, place: FormPlace): Promise<void> {
  const { incident, channel, threadTs } = place;
  try {
    await parts.openView(trigger, await formModal(parts.deps, open, { incident, channel, threadTs }));
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const line = open.form.shortcut;
    throw new UserError('failed', `Slack did not open the form (${error.message}). Press again, or type it: ${line}`);
  }
}
