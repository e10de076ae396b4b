import { describeMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import type { Channel, Message, World } from './world.ts';

const PIN_LIMIT = 100;

/** Throws `already_pinned` or `too_many_pins`. */
export function pinMessage(world: World, channel: Channel, message: Message, user: string): void {
  if (channel.pins.some((pin) => pin.ts === message.ts)) throw new SlackRefusal('already_pinned');
  if (channel.pins.length >= PIN_LIMIT) throw new SlackRefusal('too_many_pins');
  channel.pins.push({ ts: message.ts, createdBy: user, createdSeconds: Math.floor(world.nowMs() / 1000) });
  world.raise(
    {
      type: 'pin_added',
      user,
      channel_id: channel.id,
      item: { type: 'message', channel: channel.id, message: describeMessage(world, channel, message, false) },
      event_ts: world.nextTs(),
    },
    channel,
  );
}

/** `name` without colons. Throws `invalid_name` or `already_reacted`. */
export function addReaction(world: World, channel: Channel, message: Message, user: string, name: string): void {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackRefusal('invalid_name');
  const reaction = message.reactions.find((candidate) => candidate.name === name);
  if (reaction?.users.includes(user)) throw new SlackRefusal('already_reacted');
  if (reaction === undefined) message.reactions.push({ name, users: [user] });
  else reaction.users.push(user);
  raiseReaction(world, 'reaction_added', channel, message, user, name);
}

/** Throws `no_reaction`. */
export function removeReaction(world: World, channel: Channel, message: Message, user: string, name: string): void {
  const reaction = message.reactions.find((candidate) => candidate.name === name);
  if (reaction === undefined || !reaction.users.includes(user)) throw new SlackRefusal('no_reaction');
  reaction.users = reaction.users.filter((id) => id !== user);
  message.reactions = message.reactions.filter((candidate) => candidate.users.length > 0);
  raiseReaction(world, 'reaction_removed', channel, message, user, name);
}

function raiseReaction(world: World, type: string, channel: Channel, message: Message, user: string, name: string) {
  world.raise(
    {
      type,
      user,
      reaction: name,
      item: { type: 'message', channel: channel.id, ts: message.ts },
      ...(message.user === null ? {} : { item_user: message.user }),
      event_ts: world.nextTs(),
    },
    channel,
  );
}
