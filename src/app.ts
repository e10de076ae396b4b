import type { App } from '@slack/bolt';
import type { OpenForm, Reply } from './command.ts';
import { dispatch } from './dispatch.ts';
import type { Origin } from './domain/timeline.ts';
import { showHome } from './home.ts';
import { listenToButtons } from './listen-to-buttons.ts';
import { listenToForms } from './listen-to-forms.ts';
import { listenToShortcuts } from './listen-to-shortcuts.ts';
import { type AppParts, guarded, identify, inboxKeyOf, quietly } from './listening.ts';
import { openForm } from './open-form.ts';
import { buttonForWords } from './ops/buttons.ts';
import { personCause } from './ops/cause.ts';
import type { Deps } from './ops/deps.ts';
import { incidentTypedIn } from './ops/open-incidents.ts';
import { addPushpin, removePushpin } from './pushpin.ts';
import { plainText } from './slack/plain-text.ts';
import { messageReader } from './slack/read-message.ts';
import { choicesView } from './slack/views/choices.ts';
import { refreshAction } from './slack/views/home.ts';
import { plainMessage } from './slack/views/plain.ts';
import type { MessageView } from './slack/views/view.ts';
import { inTransaction } from './store/database.ts';

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
        place: { channel: command.channel_id, threadTs: null },
        origin: 'slash',
        inboxKey: inboxKeyOf(context),
        trigger: command.trigger_id,
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
      place: { channel: event.channel, threadTs },
      origin: 'mention',
      inboxKey: inboxKeyOf(context),
      trigger: null,
      say: (view, visible) =>
        visible === 'channel'
          ? client.chat.postMessage({ channel: event.channel, thread_ts: threadTs, ...view, unfurl_links: false })
          : client.chat.postEphemeral({ channel: event.channel, user, thread_ts: threadTs, ...view }),
    });
  });

  app.event('reaction_added', async ({ event, context, client }) => {
    if (context['inboxKey'] === null) return;
    const { channel, ts } = event.item;
    const key = inboxKeyOf(context);
    await quietly(parts, key, async () => {
      const person = await identify(parts, event.user);
      const cause = personCause(person, 'reaction', key);
      await addPushpin(parts.deps, { person, cause, channel, ts }, messageReader(client));
    });
  });

  app.event('reaction_removed', async ({ event, context, client }) => {
    if (context['inboxKey'] === null) return;
    const { channel, ts } = event.item;
    const key = inboxKeyOf(context);
    await quietly(parts, key, async () => {
      const person = await identify(parts, event.user);
      const cause = personCause(person, 'reaction', key);
      await removePushpin(parts.deps, { person, cause, channel, ts }, messageReader(client));
    });
  });

  listenToButtons(app, parts);
  listenToForms(app, parts);
  listenToShortcuts(app, parts);

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await showHome(parts, event.user);
  });

  app.action(refreshAction, async ({ body, ack }) => {
    await ack();
    await showHome(parts, body.user.id);
  });

  app.error(async (error) => {
    parts.deps.log.error('a Slack listener failed', { error });
  });
}

interface Asked {
  root: string;
  text: string;
  user: string;
  place: { channel: string; threadTs: string | null };
  origin: Origin;
  inboxKey: string;
  /** With it a form can be opened, within three seconds and once. */
  trigger: string | null;
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
      const { channel, threadTs } = asked.place;
      const words = plainText(asked.text, parts.deps.config.people);
      const late = incident === null ? sayWhenLate(parts, asked, `/${asked.root} ${words}`) : undefined;
      const reply = await dispatch(asked.root, words, {
        deps: parts.deps,
        commands: parts.commands,
        person,
        place: { kind: 'slack', channel, threadTs, isIncident: incident !== null },
        incident,
        cause: personCause(person, asked.origin, asked.inboxKey),
      }).finally(() => clearTimeout(late));
      if (reply.form && asked.trigger !== null && reply.form.problem === null)
        return openForm(parts, asked.trigger, reply.form, { incident, channel, threadTs });
      if (reply.form) {
        await asked.say(await formButton(parts.deps, reply, reply.form, incident), 'you');
        return;
      }
      if (reply.show !== 'none' || incident === null)
        await asked.say(reply.view, reply.show === 'channel' ? 'channel' : 'you');
    },
  );
}

const lateMs = 2_000;

/** Outside an incident nothing stands in the channel while devices are read: whoever asked hears that it is under way. */
function sayWhenLate({ deps }: AppParts, asked: Asked, line: string): NodeJS.Timeout {
  return setTimeout(() => {
    asked
      .say(plainMessage('Under way; the answer follows.', line), 'you')
      .catch((error: unknown) => deps.log.warn('it could not be said that something is under way', { error }));
  }, lateMs).unref();
}

/** The words of the reply, and a button that opens the form: for a mention, which brings no trigger, and for a line with a mistake. */
async function formButton(deps: Deps, reply: Reply, open: OpenForm, incident: string | null): Promise<MessageView> {
  const text = `${open.word} ${open.rest}`.trim();
  const { id } = await inTransaction(deps.database, (trx) =>
    buttonForWords(trx, deps, { incident, root: open.root, text, isAnywhere: true }),
  );
  return choicesView(reply.text, [{ label: 'Fill in a form', id }], open.form.shortcut);
}
