import { z } from 'zod';
import type { AsUser } from './as-user.ts';
import { findChannel } from './channels.ts';
import type { Outcome } from './interactions.ts';
import { pinMessage } from './marks.ts';
import { addEphemeral, findMessage } from './messages.ts';
import { markRead } from './page-state.ts';
import { SlackRefusal } from './refusal.ts';
import { type Trouble, troubles } from './trouble.ts';
import type { World } from './world.ts';

const raw = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const as = z.string();
const channel = z.string();
const ts = z.string();

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), as, channel, text: z.string().min(1), threadTs: ts.optional() }),
  z.strictObject({ kind: z.literal('command'), as, channel, text: z.string(), threadTs: ts.optional() }),
  z.strictObject({ kind: z.literal('click'), as, channel, ts, actionId: z.string(), blockId: z.string() }),
  z.strictObject({ kind: z.literal('select'), as, channel, ts, actionId: z.string(), blockId: z.string(), value: raw }),
  z.strictObject({
    kind: z.literal('viewClick'),
    as,
    view: z.string(),
    actionId: z.string(),
    blockId: z.string(),
    values: z.record(z.string(), raw),
  }),
  z.strictObject({
    kind: z.literal('viewSelect'),
    as,
    view: z.string(),
    actionId: z.string(),
    blockId: z.string(),
    value: raw,
    values: z.record(z.string(), raw),
  }),
  z.strictObject({ kind: z.literal('messageShortcut'), as, channel, ts, callbackId: z.string() }),
  z.strictObject({ kind: z.literal('globalShortcut'), as, callbackId: z.string() }),
  z.strictObject({ kind: z.literal('openHome'), as }),
  z.strictObject({ kind: z.literal('openMessages'), as }),
  z.strictObject({ kind: z.literal('trouble'), as, what: z.enum(troubles) }),
  z.strictObject({ kind: z.literal('submit'), as, view: z.string(), values: z.record(z.string(), raw) }),
  z.strictObject({ kind: z.literal('close'), as, view: z.string() }),
  z.strictObject({ kind: z.literal('react'), as, channel, ts, name: z.string() }),
  z.strictObject({ kind: z.literal('unreact'), as, channel, ts, name: z.string() }),
  z.strictObject({ kind: z.literal('pin'), as, channel, ts }),
  z.strictObject({ kind: z.literal('join'), as, channel }),
  z.strictObject({ kind: z.literal('read'), as, channel }),
  z.strictObject({ kind: z.literal('dismiss'), as, ts }),
]);

export type PageParts = { world: World; asUser: (id: string) => AsUser; trouble: Trouble };

/** Does what a person did on the page. Slack's refusals come back as `{ok:false, error}`; a body that is no act throws ZodError. */
export async function performAct(parts: PageParts, body: unknown): Promise<Outcome> {
  const given = act.parse(body);
  try {
    return (await perform(parts, parts.asUser(given.as), given)) ?? { ok: true };
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.error };
    throw error;
  }
}

async function perform(
  { world, trouble }: PageParts,
  person: AsUser,
  given: z.infer<typeof act>,
): Promise<Outcome | undefined> {
  switch (given.kind) {
    case 'message':
      person.post(given.channel, given.text, given.threadTs);
      return undefined;
    case 'command': {
      if (given.threadTs === undefined) return person.command(given.channel, given.text);
      const place = findChannel(world, given.channel, given.as);
      const text = `${given.text.split(/\s/)[0]} is not supported in threads. Sorry!`;
      addEphemeral(world, place, given.as, { text, threadTs: given.threadTs, from: 'slackbot' });
      return { ok: false, error: 'not_in_threads' };
    }
    case 'click':
      return person.click(given.channel, given.ts, given.actionId, given.blockId);
    case 'select':
      return person.selectOption(given.channel, given.ts, given.actionId, given.value, given.blockId);
    case 'viewClick':
      return person.clickInView(given.view, given.actionId, given.values, given.blockId);
    case 'viewSelect':
      return person.selectInView(given.view, given.actionId, given.value, given.values, given.blockId);
    case 'messageShortcut':
      return person.messageShortcut(given.channel, given.ts, given.callbackId);
    case 'globalShortcut':
      return person.globalShortcut(given.callbackId);
    case 'openHome':
      person.openHome();
      return undefined;
    case 'openMessages':
      person.openMessages();
      return undefined;
    case 'trouble':
      trouble.make(given.what);
      return undefined;
    case 'submit':
      return person.submit(given.view, given.values);
    case 'close':
      return person.closeView(given.view);
    case 'react':
      person.react(given.channel, given.ts, given.name);
      return undefined;
    case 'unreact':
      person.unreact(given.channel, given.ts, given.name);
      return undefined;
    case 'pin': {
      const place = findChannel(world, given.channel, given.as);
      pinMessage(world, place, findMessage(place, given.ts), given.as);
      return undefined;
    }
    case 'join':
      person.join(given.channel);
      return undefined;
    case 'read':
      if (markRead(findChannel(world, given.channel, given.as), given.as)) world.changed();
      return undefined;
    case 'dismiss':
      world.ephemerals = world.ephemerals.filter((entry) => entry.ts !== given.ts || entry.user !== given.as);
      world.changed();
      return undefined;
  }
}
