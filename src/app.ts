import type { App } from '@slack/bolt';
import { pressButton } from './buttons.ts';
import type { Command, Place } from './command.ts';
import { dispatch } from './dispatch.ts';
import type { Origin } from './domain/timeline.ts';
import { UserError } from './lib/errors.ts';
import { personCause } from './ops/cause.ts';
import type { Deps } from './ops/deps.ts';
import { incidentTypedIn } from './ops/open-incidents.ts';
import { pinMessage, unpinMessage } from './ops/pin-message.ts';
import { personOfSlack } from './people.ts';
import { plainText } from './slack/plain-text.ts';
import { messageReader } from './slack/read-message.ts';
import { problemView } from './slack/views/error.ts';
import type { MessageView } from './slack/views/view.ts';

export interface AppParts {
  deps: Deps;
  commands: readonly Command[];
  /** What Slack must look up to trust an identity: guests, bots and deactivated people are refused. */
  isMember: (slackUser: string) => Promise<boolean>;
}

/**
 * Registers commands, mentions, buttons and reactions on a Bolt app. Opens nothing and listens to nothing.
 * What comes in is in the inbox already and comes once (slack/inbox-app.ts); `inboxKey` names it.
 */
export function buildApp(app: App, parts: AppParts): void {
  const roots = Object.entries(parts.deps.config.slack?.commands ?? {});
  for (const [root, name] of roots)
    app.command(name, async ({ command, context, ack, respond }) => {
      await ack();
      await answer(parts, {
        root,
        text: command.text,
        user: command.user_id,
        place: { kind: 'slack', channel: command.channel_id, threadTs: null },
        origin: 'slash',
        inboxKey: inboxKeyOf(context),
        say: (view, visible) =>
          respond({ ...view, response_type: visible === 'channel' ? 'in_channel' : 'ephemeral', unfurl_links: false }),
      });
    });

  app.event('app_mention', async ({ event, context, client }) => {
    const { user } = event;
    if (!user || context['inboxKey'] === null) return;
    const words = event.text.replace(/<@[A-Z0-9]+(\|[^>]*)?>/, '').trim();
    const [root = 'inc', ...rest] = words === '' ? ['inc', 'help'] : words.split(' ');
    const threadTs = event.thread_ts ?? event.ts;
    await answer(parts, {
      root: root.replace(/^\//, ''),
      text: rest.join(' '),
      user,
      place: { kind: 'slack', channel: event.channel, threadTs },
      origin: 'mention',
      inboxKey: inboxKeyOf(context),
      say: (view, visible) =>
        visible === 'channel'
          ? client.chat.postMessage({ channel: event.channel, thread_ts: threadTs, ...view, unfurl_links: false })
          : client.chat.postEphemeral({ channel: event.channel, user, thread_ts: threadTs, ...view }),
    });
  });

  app.action(/^act:/, async ({ body, action, context, ack, respond }) => {
    await ack();
    const { user, channel } = body as { user: { id: string }; channel?: { id: string } };
    const button = 'action_id' in action ? action.action_id.slice('act:'.length) : '';
    const key = inboxKeyOf(context);
    await guarded(
      parts,
      key,
      (view) => respond({ ...view, response_type: 'ephemeral', replace_original: false }),
      async () => {
        const person = await identify(parts, user.id);
        const cause = personCause(person, 'button', key);
        const reply = await pressButton(parts.deps, parts.commands, cause, person, button, channel?.id ?? null);
        if (reply !== null && reply.show !== 'none')
          await respond({ ...reply.view, response_type: 'ephemeral', replace_original: false });
      },
    );
  });

  app.event('reaction_added', async ({ event, context, client }) => {
    if (context['inboxKey'] === null) return;
    const { channel, ts } = event.item;
    const key = inboxKeyOf(context);
    await quietly(parts, key, async () => {
      const person = await identify(parts, event.user);
      await pinMessage(parts.deps, personCause(person, 'reaction', key), { channel, ts }, messageReader(client));
    });
  });

  app.event('reaction_removed', async ({ event, context }) => {
    if (context['inboxKey'] === null) return;
    const { channel, ts } = event.item;
    const key = inboxKeyOf(context);
    await quietly(parts, key, async () => {
      const person = await identify(parts, event.user);
      await unpinMessage(parts.deps, personCause(person, 'reaction', key), { channel, ts });
    });
  });

  app.error(async (error) => {
    parts.deps.log.error('a Slack listener failed', { error });
  });
}

/** Bolt's context is untyped; slack/inbox-app.ts puts the key there. */
function inboxKeyOf(context: Record<string, unknown>): string {
  return String(context['inboxKey']);
}

interface Asked {
  root: string;
  text: string;
  user: string;
  place: Place & { kind: 'slack' };
  origin: Origin;
  inboxKey: string;
  say: (view: MessageView, visible: 'you' | 'channel') => Promise<unknown>;
}

/** One line of words from Slack → one reply. Identity comes from the envelope alone. */
async function answer(parts: AppParts, asked: Asked): Promise<void> {
  await guarded(
    parts,
    asked.inboxKey,
    (view) => asked.say(view, 'you'),
    async () => {
      const person = await identify(parts, asked.user);
      const incident = await incidentTypedIn(parts.deps, asked.place.channel);
      const reply = await dispatch(asked.root, plainText(asked.text, parts.deps.config.people), {
        deps: parts.deps,
        commands: parts.commands,
        person,
        place: asked.place,
        incident,
        cause: personCause(person, asked.origin, asked.inboxKey),
      });
      if (reply.show !== 'none' || incident === null)
        await asked.say(reply.view, reply.show === 'channel' ? 'channel' : 'you');
    },
  );
}

async function identify(parts: AppParts, slackUser: string): Promise<string> {
  const person = personOfSlack(parts.deps.config, slackUser);
  if (person === null)
    throw new UserError(
      'refused',
      `ringdown does not know you (${slackUser}). An operator adds you under people in ringdown.yaml.`,
    );
  if (!(await parts.isMember(slackUser)))
    throw new UserError(
      'refused',
      'Guests, bots, people of other workspaces and deactivated accounts may not use ringdown.',
    );
  return person;
}

/** Shows a person's mistake plainly and a bug of ours with a reference. */
async function guarded(
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
async function quietly(parts: AppParts, inboxKey: string, work: () => Promise<void>): Promise<void> {
  await guarded(
    parts,
    inboxKey,
    async (view) => parts.deps.log.warn('a reaction was not taken in', { why: view.text }),
    work,
  );
}
