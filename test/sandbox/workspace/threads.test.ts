import { expect, test } from 'vitest';
import { addMessage, deleteMessage, describeMessage, findMessage } from '../../../src/sandbox/workspace/messages.ts';
import { createWorld } from '../../../src/sandbox/workspace/world.ts';

const [ana, bo] = ['U0ANA00001', 'U0BO000001'];
const place = 'C0NETOPS';

function setUp() {
  const world = createWorld({
    team: { id: 'T0', name: 'Team', domain: 'team' },
    bot: { userId: 'U0BOT', botId: 'B0BOT', name: 'ringdown' },
    commands: [],
    shortcuts: [],
    people: [ana, bo].map((id) => ({ id, name: id, realName: id, timeZone: 'UTC' })),
    channels: [{ id: place, name: 'netops' }],
    userGroups: [],
    nowMs: () => Date.parse('2026-11-23T03:00:00.000Z'),
  });
  const channel = world.channels.get(place);
  if (!channel) throw new Error('there is no channel');
  const parent = addMessage(world, channel, ana, { text: 'leaf1 is down' });
  const [first, second, third] = [bo, ana, bo].map((user) =>
    addMessage(world, channel, user, { text: `${user} looks`, threadTs: parent.ts }),
  );
  if (!first || !second || !third) throw new Error('there is no reply');
  return { world, channel, parent, first, second, third };
}

test('a message shows how many replied, who, in the order of their first reply, and when last', () => {
  const { world, channel, parent, third } = setUp();
  const shown = { thread_ts: parent.ts, reply_count: 3, reply_users: [bo, ana], latest_reply: third.ts };
  expect(describeMessage(world, channel, parent)).toMatchObject(shown);
  expect(describeMessage(world, channel, third)).not.toHaveProperty('reply_count');
});

test('a reply that was deleted counts no more, and nobody finds it', () => {
  const { world, channel, parent, first, second, third } = setUp();
  deleteMessage(world, channel, first);
  const left = { reply_count: 2, reply_users: [ana, bo], latest_reply: third.ts };
  expect(describeMessage(world, channel, parent)).toMatchObject(left);
  expect(() => findMessage(channel, first.ts)).toThrow('message_not_found');
  deleteMessage(world, channel, third);
  deleteMessage(world, channel, second);
  expect(describeMessage(world, channel, parent)).not.toHaveProperty('reply_count');
  expect(channel.messages.all).toEqual([parent]);
});
