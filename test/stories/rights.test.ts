import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { EventType } from '../../src/domain/timeline.ts';
import type { Person } from '../../src/sandbox/workspace/world.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel, pressIn } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const cy = 'U01CY00003';
const dee = 'U04DEE0004';
const group = 'S01LEADS01';

const strangers: (Person & { what: string })[] = [
  { id: 'U05GONE005', name: 'gone', what: 'a deactivated account', deleted: true },
  { id: 'U06BOT0006', name: 'robot', what: 'another bot', isBot: true },
  { id: 'U07GUEST07', name: 'guest', what: 'a guest', isRestricted: true },
  { id: 'U08CONNECT', name: 'connect', what: 'somebody of another workspace', teamId: 'T0OTHER000' },
].map((person) => ({ ...person, realName: person.name, timeZone: 'UTC' }));

describe('rights', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  const clock = createStoryClock();
  let channel = '';
  let mitigation = { id: '', hash: '' };

  beforeAll(async () => {
    const deeToo = { id: dee, name: 'dee', realName: 'Dee', timeZone: 'UTC' };
    world = await startWorld({ alsoPeople: [...strangers, deeToo] });
    world.workspace.faults.setUserGroup(group, [dee, cy]);
    grant(world.files.config);
    bot = await startStoryBot(world, { clock });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 leaf1 loses its uplinks');
    channel = await incidentChannel(world.workspace, ana);
    for (const { id, members } of world.workspace.channels().filter((found) => found.id === channel))
      for (const { id: who } of [...strangers, { id: dee }, { id: bo }, { id: cy }])
        if (id === channel && !members.includes(who)) members.push(who);
    await world.workspace.asUser(ana).command(channel, '/mitigate interface-shutdown leaf1 eth1 loses packets');
    const proposed = await until(async () => (await events('mitigation.proposed'))[0]);
    const body = proposed.body as unknown as { mitigation: string; planHash: string };
    mitigation = { id: body.mitigation, hash: body.planHash.slice(0, 12) };
    await world.workspace.waitFor(
      () => world.workspace.messages(channel).find(({ text }) => /interface-shutdown/.test(text)),
      10_000,
    );
  }, 60_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  /** Everybody is in the config, with every right; what Slack says of them decides. */
  function grant(file: string): void {
    const config = parse(readFileSync(file, 'utf8')) as {
      people: Record<string, { slack: string }>;
      groups: Record<string, string[]>;
      access: { who: string; may: string[]; where: string | string[] }[];
    };
    for (const { id, name } of strangers) config.people[name] = { slack: id };
    config.people['dee'] = { slack: dee };
    config.groups['netops'] = ['ana', 'bo', ...strangers.map(({ name }) => name)];
    config.groups['leads'] = [group];
    config.access = [
      ...config.access.filter(({ where }) => where !== 'terminal'),
      { who: 'leads', may: ['read', 'note'], where: 'any' },
      { who: 'leads', may: ['approve'], where: 'incident-channels' },
      { who: 'ana', may: ['export'], where: ['C0ELSEWHERE'] },
    ];
    writeFileSync(file, stringify(config), { mode: 0o600 });
  }

  const events = (type: EventType) => readEvents(bot.deps.database.db, 'INC-1', { types: [type] });
  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (let i = 0; i < 200; i += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('not within 10 s');
  }
  /** What the person alone is told of a command. */
  async function told(user: string, line: string, where = channel): Promise<string> {
    const before = world.workspace.ephemerals(user).length;
    await world.workspace.asUser(user).command(where, line);
    return (await world.workspace.waitFor(() => world.workspace.ephemerals(user)[before], 10_000)).text;
  }

  test.each(strangers)('$what may nothing, though the config grants it: no word, no button', async ({ id }) => {
    expect(await told(id, '/inc note hello')).toMatch(/Guests, bots, people of other workspaces and deactivated/);
    const before = world.workspace.ephemerals(id).length;
    await pressIn(world.workspace, id, /^Approve/);
    const said = await world.workspace.waitFor(() => world.workspace.ephemerals(id)[before], 10_000);
    expect(said.text).toMatch(/Guests, bots/);
    expect(await events('note.added')).toEqual([]);
    expect(await events('mitigation.voted')).toEqual([]);
  });

  test('whoever the config does not know may nothing, and hears who can change that', async () => {
    expect(await told('U09EVE0009', '/inc list', 'C0NETOPS')).toMatch(/does not know you.*operator/);
  });

  test('a Slack user group gives its members their rights, and nothing beyond', async () => {
    await world.workspace.asUser(dee).command(channel, '/inc note from dee');
    await until(async () => (await events('note.added'))[0]);
    expect(await told(dee, '/inc severity sev1')).toMatch(/do not have the right "update"/);
  });

  test('who left the group a moment ago cannot approve; who is in it can', async () => {
    world.workspace.faults.setUserGroup(group, [cy]);
    expect(await told(dee, `/mitigate approve ${mitigation.id} ${mitigation.hash}`)).toMatch(/right "approve"/);
    await world.workspace.asUser(cy).command(channel, `/mitigate approve ${mitigation.id} ${mitigation.hash}`);
    const vote = await until(async () => (await events('mitigation.voted'))[0]);
    expect(vote.actor.id).toBe('cy');
  });

  test('a pushpin is a note: whoever may write none puts nothing on the record and takes nothing off', async () => {
    const message = world.workspace.asUser(cy).post(channel, 'the optic is dirty');
    world.workspace.asUser(dee).react(channel, message.ts, 'pushpin');
    const refused = await until(async () =>
      (await events('access.refused')).find(({ body }) => JSON.stringify(body).includes('pushpin')),
    );
    expect(refused.body).toMatchObject({ person: 'dee', right: 'note' });
    expect(await events('pin.added')).toEqual([]);
    world.workspace.asUser(cy).react(channel, message.ts, 'pushpin');
    await until(async () => (await events('pin.added'))[0]);
    world.workspace.asUser(dee).unreact(channel, message.ts, 'pushpin');
    await until(
      async () => (await events('access.refused')).filter(({ body }) => JSON.stringify(body).includes('pushpin'))[1],
    );
    expect(await events('pin.removed')).toEqual([]);
  });

  test('who was deactivated a moment ago cannot approve, though looked up before', async () => {
    expect(await told(bo, '/inc list')).toMatch(/INC-1/);
    world.workspace.faults.deactivate(bo);
    expect(await told(bo, `/mitigate approve ${mitigation.id} ${mitigation.hash}`)).toMatch(/not confirm/);
    expect(await events('mitigation.voted')).toHaveLength(1);
  });

  test('when Slack cannot say who is in the group, nobody is', async () => {
    world.workspace.faults.withoutScopes(['usergroups:read']);
    clock.forward(60_000);
    expect(await told(cy, '/inc note from cy')).toMatch(/do not have the right/);
    world.workspace.faults.withoutScopes([]);
  });

  test('a right that holds in one channel does not hold in another', async () => {
    expect(await told(cy, '/inc export markdown')).toMatch(/do not have the right "export"/);
  });

  test('in a channel that is shared with another organisation nothing is said and nothing is done', async () => {
    world.workspace.faults.shareChannel('C0NETOPS', true);
    clock.forward(10 * 60_000);
    const before = world.workspace.messages('C0NETOPS').length;
    expect(await told(ana, '/inc declare sev3 something else', 'C0NETOPS')).toMatch(/shared with another organisation/);
    await bot.tick();
    expect(world.workspace.messages('C0NETOPS')).toHaveLength(before);
    expect(await events('incident.declared')).toHaveLength(1);
  });

  test('an incident channel that somebody shares takes no more messages', async () => {
    world.workspace.faults.shareChannel(channel, true);
    clock.forward(10 * 60_000);
    const count = () => world.workspace.messages(channel).length;
    await bot.tick();
    const before = count();
    await bot.forward('61m');
    expect(count()).toBe(before);
    const { degraded } = (await fetch(`http://127.0.0.1:${bot.httpPort}/readyz`).then((answer) => answer.json())) as {
      degraded: string[];
    };
    expect(degraded.join('\n')).toMatch(/shared with another organisation/);
  });
});
