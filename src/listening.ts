import type { HomeView, ModalView } from '@slack/types';
import type { Command } from './command.ts';
import { UserError } from './lib/errors.ts';
import type { Deps } from './ops/deps.ts';
import { personOfSlack } from './people.ts';
import { problemView } from './slack/views/error.ts';
import type { MessageView } from './slack/views/view.ts';

export interface AppParts {
  deps: Deps;
  commands: readonly Command[];
  /** Opens a modal. */
  openView: (trigger: string, view: ModalView) => Promise<void>;
  publishHome: (slackUser: string, view: HomeView) => Promise<void>;
}

/** Bolt's context is untyped; slack/inbox-app.ts puts the key there. */
export function inboxKeyOf(context: Record<string, unknown>): string {
  return String(context['inboxKey']);
}

/** The people key behind a verified envelope. Throws UserError for strangers, guests, bots and deactivated people. */
export async function identify({ deps }: AppParts, slackUser: string): Promise<string> {
  const person = personOfSlack(deps.config, slackUser);
  if (person !== null && (await deps.directory.isMember(slackUser))) return person;
  deps.log.warn('access refused', { slackUser, person });
  throw new UserError(
    'refused',
    person === null
      ? `ringdown does not know you (${slackUser}). An operator adds you under people in ringdown.yaml.`
      : 'Guests, bots, people of other workspaces and deactivated accounts may not use ringdown.',
  );
}

/** Shows a person's mistake plainly and a bug of ours with a reference. */
export async function guarded(
  parts: AppParts,
  inboxKey: string,
  say: (view: MessageView) => Promise<unknown>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reference = inboxKey.slice(-8);
    if (!(error instanceof UserError)) parts.deps.log.error('a command failed', { reference, error });
    const message =
      error instanceof UserError
        ? error.message
        : `Something in ringdown broke (reference ${reference}); it is in the log. Nothing more was done.`;
    await say(problemView(message, []));
  }
}

/** For what nobody waits for an answer to. */
export async function quietly(parts: AppParts, inboxKey: string, work: () => Promise<void>): Promise<void> {
  await guarded(
    parts,
    inboxKey,
    async (view) => parts.deps.log.warn('a reaction was not taken in', { why: view.text }),
    work,
  );
}
