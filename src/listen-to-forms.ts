import type { App } from '@slack/bolt';
import { dispatch } from './dispatch.ts';
import { readSubmission } from './forms.ts';
import { showHome } from './home.ts';
import { type AppParts, guarded, identify, inboxKeyOf } from './listening.ts';
import { placeOf } from './open-form.ts';
import { personCause } from './ops/cause.ts';
import { forgetNow } from './ops/forget-words.ts';
import { withShortcut } from './reply.ts';
import { formCallback, formValues } from './slack/views/form.ts';
import type { MessageView } from './slack/views/view.ts';
import { type Listener, tell } from './tell.ts';

/** Submitted forms: the same words, rights and record as the line that they stand for. */
export function listenToForms(app: App, parts: AppParts): void {
  app.view(formCallback, async ({ body, view, context, ack, client }) => {
    const user = body.user.id;
    const key = inboxKeyOf(context);
    let at: Listener = { user, channel: '', threadTs: null };
    let isAcknowledged = false;
    const say = async (shown: MessageView) => {
      if (!isAcknowledged) await ack();
      await tell(client, at, shown);
    };
    await guarded(parts, key, say, async () => {
      const person = await identify(parts, user);
      const cause = personCause(person, 'form', key);
      const base = { deps: parts.deps, commands: parts.commands, person, cause };
      const values = formValues(view.state.values);
      const read = await readSubmission(base, view.private_metadata, values, (stored) => placeOf(parts, stored));
      if ('errors' in read) {
        await ack({ response_action: 'errors', errors: read.errors });
        return;
      }
      if ('next' in read) {
        await ack({ response_action: 'update', view: read.next });
        return;
      }
      await ack();
      isAcknowledged = true;
      await forgetNow(parts.deps, view.private_metadata);
      at = { user, channel: read.channel, threadTs: read.threadTs };
      const place = await placeOf(parts, read);
      const reply = await dispatch(read.root, read.text, { ...base, place, incident: read.incident });
      if (read.channel === '') await showHome(parts, user);
      // Elsewhere nobody sees what the bot says in the incident's channel.
      const isThere = place.kind === 'slack' && place.isIncident;
      if (reply.show === 'none' && read.incident !== null && isThere) return;
      await say(withShortcut(reply.view, `/${read.root} ${read.text}`));
    });
  });
}
