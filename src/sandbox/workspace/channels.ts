import type { JsonObject } from './block-kit.ts';
import { addMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import { addChannel, type Channel, type World } from './world.ts';

/** Throws SlackRefusal `channel_not_found`, also for a private channel the viewer is not in. */
export function findChannel(world: World, id: string, viewer: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined || !canSee(channel, viewer)) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** A public channel is seen by everybody, anything else by its members. */
export function canSee(channel: Channel, viewer: string): boolean {
  return (channel.kind === 'channel' && !channel.isPrivate) || channel.members.includes(viewer);
}

/** The channel for somebody who wants to write there. Throws `not_in_channel` or `is_archived`. */
export function findWritableChannel(world: World, id: string, writer: string): Channel {
  const channel = findChannel(world, id, writer);
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  if (!channel.members.includes(writer)) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** Slack's rules for a name; archived channels keep theirs. Throws `invalid_name_…` or `name_taken`. */
export function checkChannelName(world: World, name: string): void {
  if (name === '') throw new SlackRefusal('invalid_name_required');
  if (name.length > 80) throw new SlackRefusal('invalid_name_maxlength');
  if (/^[-_]+$/.test(name)) throw new SlackRefusal('invalid_name_punctuation');
  if (/[^\p{Ll}\p{Lo}\p{N}\-_]/u.test(name)) throw new SlackRefusal('invalid_name_specials');
  for (const channel of world.channels.values()) {
    if (channel.kind === 'channel' && channel.name === name) throw new SlackRefusal('name_taken');
  }
}

/** Makes a channel with its creator in it. */
export function createChannel(world: World, name: string, creator: string, isPrivate: boolean): Channel {
  checkChannelName(world, name);
  const id = world.newId('C');
  const channel = addChannel(world, { id, name, creator, members: [creator], isPrivate });
  if (!isPrivate) {
    const created = { id, name, created: channel.createdSeconds, creator };
    world.raise({ type: 'channel_created', channel: created, event_ts: world.nextTs() }, null);
  }
  raiseJoined(world, channel, creator, null);
  return channel;
}

/** Adds a person with Slack's join line and event. */
export function addMember(world: World, channel: Channel, user: string, inviter: string | null): void {
  channel.members.push(user);
  const name = `<@${user}>`;
  addMessage(world, channel, user, { text: `${name} has joined the channel`, subtype: 'channel_join' });
  raiseJoined(world, channel, user, inviter);
}

/** The direct message channel of these people, made when there is none. */
export function openConversation(world: World, people: readonly string[]): { channel: Channel; isNew: boolean } {
  const wanted = [...new Set(people)].sort();
  for (const channel of world.channels.values()) {
    if (channel.kind !== 'channel' && [...channel.members].sort().join() === wanted.join()) {
      return { channel, isNew: false };
    }
  }
  const kind = wanted.length > 2 ? 'mpim' : 'im';
  const id = world.newId(kind === 'im' ? 'D' : 'G');
  const name = kind === 'im' ? id : `mpdm-${wanted.map((user) => world.people.get(user)?.name ?? user).join('--')}-1`;
  const channel = addChannel(world, { id, name, creator: wanted[0] ?? '', members: wanted, isPrivate: true, kind });
  world.changed();
  return { channel, isNew: true };
}

export function describeChannel(world: World, channel: Channel, viewer: string): JsonObject {
  const note = (value: Channel['topic']) => ({ value: value.value, creator: value.creator, last_set: value.lastSet });
  const common = { id: channel.id, created: channel.createdSeconds, is_archived: channel.isArchived };
  if (channel.kind === 'im') {
    return { ...common, is_im: true, user: channel.members.find((member) => member !== viewer) ?? viewer };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    creator: channel.creator,
    is_channel: channel.kind === 'channel' && !channel.isPrivate,
    is_group: channel.isPrivate && channel.kind === 'channel',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.isPrivate,
    is_general: channel.isGeneral,
    is_member: channel.members.includes(viewer),
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    context_team_id: world.team.id,
    topic: note(channel.topic),
    purpose: note(channel.purpose),
    num_members: channel.members.length,
  };
}

function raiseJoined(world: World, channel: Channel, user: string, inviter: string | null): void {
  world.raise(
    {
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: channel.isPrivate ? 'G' : 'C',
      team: world.team.id,
      ...(inviter === null ? {} : { inviter }),
      event_ts: world.nextTs(),
    },
    channel,
  );
}
