import type { App } from '@slack/bolt';
import { pressButton } from './buttons.ts';
import { showHome } from './home.ts';
import { type AppParts, guarded, identify, inboxKeyOf } from './listening.ts';
import { openForm } from './open-form.ts';
import { personCause } from './ops/cause.ts';
import type { MessageView } from './slack/views/view.ts';
import { tell } from './tell.ts';

interface Pressed {
  user: { id: string };
  channel?: { id: string };
  trigger_id: string;
  response_url?: string;
}

/** Buttons in messages and in the Home tab. */
export function listenToButtons(app: App, parts: AppParts): void {
  app.action(/^act:/, async ({ body, action, context, ack, respond, client }) => {
    await ack();
    const { user, channel, trigger_id: trigger, response_url: url } = body as Pressed;
    const button = 'action_id' in action ? action.action_id.slice('act:'.length) : '';
    const key = inboxKeyOf(context);
    const at = { user: user.id, channel: channel?.id ?? '', threadTs: null };
    // A press in the Home tab has no message to answer beside.
    const say = (view: MessageView) =>
      url === undefined
        ? tell(client, at, view)
        : respond({ ...view, response_type: 'ephemeral', replace_original: false });
    await guarded(parts, key, say, async () => {
      const person = await identify(parts, user.id);
      const cause = personCause(person, 'button', key);
      const pressed = await pressButton(parts.deps, parts.commands, cause, person, button, channel?.id ?? null);
      const { reply, incident, isAway } = pressed;
      if (reply.form) return openForm(parts, trigger, reply.form, { ...at, incident });
      if (reply.show !== 'none' || isAway) await say(reply.view);
      if (url === undefined) await showHome(parts, user.id);
    });
  });
}
