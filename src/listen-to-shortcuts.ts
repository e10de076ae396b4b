import type { App } from '@slack/bolt';
import type { OpenForm } from './command.ts';
import { dispatch } from './dispatch.ts';
import { type AppParts, guarded, identify, inboxKeyOf } from './listening.ts';
import { openForm, placeOf } from './open-form.ts';
import { personCause } from './ops/cause.ts';
import { incidentOfChannel } from './ops/open-incidents.ts';
import type { Pinned } from './ops/pin-message.ts';
import { addPushpin } from './pushpin.ts';
import { plainText } from './slack/plain-text.ts';
import { messageReader } from './slack/read-message.ts';
import { plainMessage } from './slack/views/plain.ts';
import { tell } from './tell.ts';

/** What stands in the menu of a message and behind the lightning bolt: where slash commands cannot be typed. */
export function listenToShortcuts(app: App, parts: AppParts): void {
  app.shortcut(
    /^(?:pin_message|declare_from_message|declare|diagnose)$/,
    async ({ shortcut, context, ack, client }) => {
      await ack();
      const user = shortcut.user.id;
      const key = inboxKeyOf(context);
      const isMessage = shortcut.type === 'message_action';
      const channel = isMessage ? shortcut.channel.id : '';
      const at = { user, channel, threadTs: null };
      await guarded(
        parts,
        key,
        (view) => tell(client, at, view),
        async () => {
          const person = await identify(parts, user);
          const cause = personCause(person, 'button', key);
          const incident = channel === '' ? null : await incidentOfChannel(parts.deps, channel);
          if (shortcut.callback_id === 'pin_message' && isMessage) {
            const { ts } = shortcut.message;
            const pinned = await addPushpin(parts.deps, { person, cause, channel, ts }, messageReader(client));
            return tell(client, at, plainMessage(pinnedWords(pinned), null));
          }
          const root = shortcut.callback_id === 'diagnose' ? 'net' : 'inc';
          const text = root === 'net' ? '' : 'declare';
          const reply = await dispatch(root, text, {
            deps: parts.deps,
            commands: parts.commands,
            person,
            place: await placeOf(parts, { channel, threadTs: null }),
            incident,
            cause,
          });
          const said = isMessage ? firstLine(plainText(shortcut.message.text ?? '', parts.deps.config.people)) : '';
          if (reply.form) return openForm(parts, shortcut.trigger_id, filledIn(reply.form, said), { ...at, incident });
          await tell(client, at, reply.view);
        },
      );
    },
  );
}

/** A menu shows nothing by itself, as a reaction does. */
function pinnedWords(pinned: Pinned | null): string {
  if (pinned === null) return 'Nothing was pinned: only messages in the channel of an incident go on its timeline.';
  const { incident, seq, isNew } = pinned;
  return isNew
    ? `The message is entry ${seq} of ${incident} now, at the time it was written.`
    : `The message is on the timeline of ${incident} already, as entry ${seq}.`;
}

/** The form with its title field filled in from a message. */
function filledIn(open: OpenForm, title: string): OpenForm {
  const fields = open.form.fields.map((field) =>
    field.name === 'title' && field.kind === 'text' && title !== '' ? { ...field, initial: title } : field,
  );
  return { ...open, form: { ...open.form, fields } };
}

const longestTitle = 200;

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').trim().slice(0, longestTitle).toWellFormed();
}
