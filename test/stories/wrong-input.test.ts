import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { loadCommands } from '../../src/load-commands.ts';
import { inboxOf } from '../../src/ops/inbox.ts';
import { InboxApp } from '../../src/slack/inbox-app.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { pressIn } from '../support/slack-hands.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const cy = 'U01CY00003';
const eve = 'U09EVE0009';
const devices = ['leaf1', 'leaf2', 'spine1', 'spine2', 'edge1', 'edge2'];

describe('wrong input gets a plain answer and touches no device', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    world = await startWorld({
      alsoPeople: [
        { ...asPerson(guest, 'gil'), isRestricted: true },
        { ...asPerson(otherBot, 'rob'), isBot: true },
      ],
    });
    writeFileSync(world.files.config, narrowed(readFileSync(world.files.config, 'utf8')));
    bot = await startStoryBot(world);
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 something is odd');
    channel = await world.workspace.waitFor(
      () => world.workspace.channels().find(({ name }) => name.startsWith('inc-1'))?.id,
      10_000,
    );
    await world.workspace.waitFor(
      () =>
        world.workspace
          .channels()
          .find(({ id }) => id === channel)
          ?.members.includes(ana),
      10_000,
    );
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  /** The devices saw it or they did not; what people are told is another matter. */
  const touched = () => devices.reduce((sum, device) => sum + world.network.transcript(device).length, 0);
  /** Types a line and returns what only the writer sees. */
  const answer = async (user: string, line: string, where = channel) => {
    const before = world.workspace.ephemerals(user).length;
    await world.workspace.asUser(user).command(where, line);
    return (await world.workspace.waitFor(() => world.workspace.ephemerals(user)[before], 5_000)).text;
  };

  /** The same words behind a mention in a thread, where slash commands do not work. */
  const answerToMention = async (user: string, words: string) => {
    const before = world.workspace.ephemerals(user).length;
    const thread = world.workspace.asUser(user).post(channel, 'what is this?');
    world.workspace.asUser(user).mention(channel, words, thread.ts);
    const reply = await world.workspace.waitFor(() => world.workspace.ephemerals(user)[before], 5_000);
    expect(reply.threadTs).toBe(thread.ts);
    return reply.text;
  };

  test.for([
    ['/net bgp-summary leaf9', /Did you mean leaf1 or leaf2/],
    ['/net bgp-sumary leaf1', /bgp-summary/],
    ['/net bgp-summary 192.0.2.11', /address|device/i],
    ['/net bgp-summary all', /every device/],
    ['/net bgp-summary *', /every device/],
    ['/net bgp-summary', /device/i],
    ['/net interface-detail leaf1', /interface/],
    ['/net interface-detail leaf1 eth1|reload', /eth1\|reload/],
    ['/net interface-detail leaf1 eth1;reload', /eth1;reload/],
    ['/net interface-detail leaf1 eth1`id`', /eth1/],
    ['/net interface-detail leaf1 $(id)', /\$\(id\)/],
    ['/net interface-detail leaf1 eth1&&reload', /eth1/],
    ['/net interface-detail leaf1 eth1 && reload', /one too many/],
    ['/net interface-detail leaf1 eth\u200b1', /invisible character \(U\+200B at position 27\)/],
    ['/net version le\u200baf1', /invisible character/],
    ['/net interface-detail leaf1 eth1\u0000', /control character/],
    ['/net version leaf1 --frob x', /Unknown flag --frob/],
    ['/net version leaf1 --vrf', /needs a value/],
    ['/net version leaf1,leaf9', /leaf9/],
    ['/net ping leaf1 203.0.113.9', /not an allowed destination.*192\.0\.2\.0\/24/],
    ['/net ping leaf1 192.0.2.1/0', /received "192\.0\.2\.1\/0"/],
    ['/net bgp-peer leaf1 /0', /received "\/0"/],
    ['/net bgp-summary 2001:db8::1', /never an address/],
    ['/net log leaf1 \uff12\uff10', /1 to 200/],
    ['/net interface-detail leaf1 eth1?', /eth1\?/],
    ['/net version “leaf1”', /“leaf1”/],
    ["/net interface-detail leaf1 'eth1'", /'eth1'/],
    ['/net interface-detail leaf1 ‘eth1’', /eth1/],
    ['/net ping leaf1 "192.0.2.1"', /address/],
    ['/net ping leaf1 <http://10.0.0.1|10.0.0.1>', /10\.0\.0\.1.* not an allowed destination/],
    ['/net ping leaf1 <http://192.0.2.1|10.0.0.1>', /10\.0\.0\.1.* not an allowed destination/],
    [`/net version <@${eve}>`, /There is no device "@U09EVE0009"/],
    ['/net interface-detail leaf1 eth1\nreload', /control character/],
    ['/net interface-detail leaf1 eth1\rreload', /control character/],
    ['/net interface-detail leaf1 eth1\u2028reload', /control character/],
    ['/net interface-detail leaf1 eth1\u0003', /control character/],
    ['/net ping leaf1 \uff11\uff10.0.0.1', /address/i],
    ['/net ping leaf1 10.0.0.1', /allowed|pingDestinations/i],
    ['/net ping leaf1 127.0.0.1', /127\.0\.0\.1/],
    ['/net ping leaf1 010.0.0.1', /address/i],
    ['/net ping leaf1 192.0.2.1 --count 100000', /count/],
    ['/net bgp-peer leaf1 192.0.2.1&&reload', /192/],
    [`/net interface-detail leaf1 ${'e'.repeat(10_000)}`, /\(10000 characters\)/],
    ['/mitigate interface-shutdwn leaf1 eth1', /interface-shutdown/],
    ['/mitigate interface-shutdown leaf1,leaf2 eth1', /one device/],
    ['/mitigate interface-shutdown', /needs a device: \/mitigate interface-shutdown/],
    ['/mitigate interface-shutdown leaf1', /needs the interface on leaf1: \/mitigate interface-shutdown leaf1/],
    ['/mitigate interface-shutdown leaf1 eth1\u200d', /invisible character/],
    ['/mitigate interface-shutdown leaf1 eth1 --force', /Unknown flag --force/],
    ['/mitigate interface-shutdown * eth1', /every device/],
    ['/mitigate approve', /plan hash/],
    ['/mitigate interface-shutdown role:leaf eth1', /one device/],
    ['/mitigate interface-shutdown leaf1 eth1;reload', /interface/],
    ['/mitigate bgp-peer-shutdown leaf1 0.0.0.0/0', /peer/],
    ['/playbook run interface-error leaf1', /interface-errors/],
    ['/playbook run interface-errors leaf1', /inputs/],
    ['/inc frobnicate', /Known: archive, correct, criteria, declare, export/],
    ['/inc timelne', /Did you mean: timeline/],
    ['/oncall acck', /Did you mean: ack/],
    ['/playbook shw', /Did you mean: show/],
    ['/inc status closed', /investigating/],
    ['/inc lead @an', /@ana/],
  ] as const)('%j', async ([line, expected]) => {
    const before = touched();
    expect(await answer(ana, line)).toMatch(expected);
    expect(touched()).toBe(before);
  });

  test.for([
    ['net bgp-summary leaf9', /Did you mean leaf1 or leaf2/],
    ['/net bgp-sumary leaf1', /bgp-summary/],
    ['net bgp-summary 192.0.2.11', /never an address/],
    ['net interface-detail leaf1 eth1\nreload', /control character/],
    ['net interface-detail leaf1 eth1|reload', /eth1\|reload/],
    ['net interface-detail leaf1 eth1`id`', /eth1/],
    ['net interface-detail leaf1 $(id)', /\$\(id\)/],
    ['net interface-detail leaf1 eth\u200b1', /invisible character/],
    ['net ping leaf1 203.0.113.9', /not an allowed destination/],
    [`net interface-detail leaf1 ${'e'.repeat(10_000)}`, /10000 characters/],
    ['nett version leaf1', /Did you mean: net/],
    ['hello there', /Known: inc, mitigate, net/],
    ['inc timelne', /Did you mean: timeline/],
    ['mitigate interface-shutdwn leaf1 eth1', /interface-shutdown/],
  ] as const)('in a thread, behind a mention: %j', async ([words, expected]) => {
    const before = touched();
    expect(await answerToMention(ana, words)).toMatch(expected);
    expect(touched()).toBe(before);
  });

  const typed = (args: string[]): Promise<{ code: number; err: string }> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [join(import.meta.dirname, '../../src/start.js'), ...args, '--config', world.files.config],
        (error, _out, err) => resolve({ code: error ? Number(error.code) : 0, err }),
      );
      child.stdin?.end();
    });

  test('in the terminal the same words end with 2 (4 for a missing right), and no device is touched', async () => {
    const before = touched();
    const lines: [args: string[], code: number, expected: RegExp][] = [
      [['net', 'bgp-summary', 'leaf9'], 2, /Did you mean leaf1 or leaf2/],
      [['net', 'bgp-sumary', 'leaf1'], 2, /bgp-summary/],
      [['net', 'bgp-summary', 'all'], 2, /every device/],
      [['net', 'bgp-summary', '192.0.2.11'], 2, /never an address/],
      [['net', 'interface-detail', 'leaf1', 'eth1\nreload'], 2, /control character/],
      [['net', 'interface-detail', 'leaf1', 'eth1|reload;$(id)`id`'], 2, /received "eth1\|reload;\$\(id\)`id`"/],
      [['net', 'ping', 'leaf1', '203.0.113.9'], 2, /not an allowed destination/],
      [['net', 'version', 'leaf1', '--frob'], 2, /--frob/],
      [['inc', 'timelne'], 2, /Did you mean: timeline/],
      [['mitigate', 'interface-shutdown', 'leaf1'], 2, /needs the interface on leaf1/],
      [['inc', 'note', '--incident', 'INC-7', 'hello'], 2, /There is no incident INC-7\. Known: INC-1/],
      [['inc', 'stop'], 4, /may not|right/],
    ];
    // Each is a process of its own: one after the other, a small machine needs a second for each.
    for (const [args, code, expected] of lines) {
      const answer = await typed(args);
      expect(answer.err, args.join(' ')).toMatch(expected);
      expect(answer.code, args.join(' ')).toBe(code);
    }
    expect(touched()).toBe(before);
  }, 120_000);

  test('a guest and a bot are refused although the config names them', async () => {
    const before = touched();
    for (const slackUser of [guest, otherBot])
      expect(await answer(slackUser, '/net version leaf1', 'C0NETOPS')).toMatch(/^:warning: Guests, bots/);
    expect(touched()).toBe(before);
  });

  test('a person of the config without the right is told so, by hand and by mention, and it is on the record', async () => {
    const before = touched();
    world.workspace.asUser(cy).join(channel);
    expect(await answer(cy, '/net version leaf1')).toMatch(/do not have the right/);
    expect(await answer(cy, '/mitigate interface-shutdown leaf1 eth1')).toMatch(/do not have the right/);
    expect(await answerToMention(cy, 'net version leaf1')).toMatch(/do not have the right/);
    expect(touched()).toBe(before);
    const refused = await readEvents(bot.deps.database.db, 'INC-1', { types: ['access.refused'] });
    expect(refused.filter(({ actor }) => actor.id === 'cy')).toHaveLength(3);
  });

  test('somebody whom the config does not know is refused, and nothing is declared', async () => {
    expect(await answer(eve, '/inc declare sev1 let me in', 'C0NETOPS')).toMatch(/does not know you/);
    expect(world.workspace.channels().filter(({ name }) => name.startsWith('inc-2'))).toEqual([]);
  });

  test('words that need an incident name the open ones when typed elsewhere', async () => {
    expect(await answer(ana, '/inc update all fine', 'C0NETOPS')).toMatch(/INC-1/);
  });

  test('the requester cannot approve; an old plan hash is refused; a right that holds elsewhere is refused here', async () => {
    await world.workspace.asUser(ana).command(channel, '/mitigate interface-shutdown leaf1 eth1 a test');
    const [proposed] = await poll(() => readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.proposed'] }));
    if (proposed?.type !== 'mitigation.proposed' || !proposed.body) throw new Error('nothing was proposed');
    const { mitigation: id, planHash } = proposed.body;
    world.workspace.asUser(bo).join(channel);
    expect(await answer(ana, `/mitigate approve ${id} ${planHash.slice(0, 12)}`)).toMatch(/your own/);
    expect(await answer(bo, `/mitigate approve ${id} ${'f'.repeat(12)}`)).toMatch(/not the plan you saw/);
    expect(await answer(bo, `/mitigate approve ${id}`)).toMatch(/plan/);
    expect(await answer(bo, `/mitigate approve ${id} ${planHash.slice(0, 12)}`, 'C0NETOPS')).toMatch(
      /not here|about one incident/,
    );
    expect(await readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.voted'] })).toEqual([]);
    const written = devices
      .flatMap((device) => world.network.transcript(device))
      .filter(({ account }) => account === 'ringdown-rw');
    expect(written).toEqual([]);
  });

  test('a button copied into another channel does nothing', async () => {
    const card = world.workspace.messages(channel).find(({ blocks }) => /Approve/.test(JSON.stringify(blocks)));
    const button = /"action_id":"(act:[^"]+)"[^}]*?"value"|"action_id":"(act:[^"]+)"/.exec(
      JSON.stringify(card?.blocks),
    );
    const actionId = button?.[1] ?? button?.[2];
    if (card === undefined || actionId === undefined) throw new Error('no card with a button');
    const posted = await fetch(`${world.workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-story', 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: 'C0NETOPS', text: 'a copy', blocks: card.blocks }),
    });
    expect(await posted.json()).toMatchObject({ ok: true });
    const before = world.workspace.ephemerals(bo).length;
    await pressIn(world.workspace, bo, /^Approve/);
    const said = await world.workspace.waitFor(() => world.workspace.ephemerals(bo)[before], 5_000);
    expect(said.text).toMatch(/belongs to INC-1/);
    expect(await readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.voted'] })).toEqual([]);
  });

  test('the same slash command delivered twice has one effect', async () => {
    const said: string[] = [];
    const responses = createServer((request, response) => {
      request.on('data', (chunk) => void said.push(String(chunk)));
      request.on('end', () => response.end('ok'));
    });
    await new Promise<void>((resolve) => responses.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void responses.close());
    const app = new InboxApp(
      {
        authorize: async () => ({ botToken: 'xoxb-story', botId: 'B0RINGDOWN', botUserId: 'U0RINGDOWN' }),
        receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
        clientOptions: { slackApiUrl: world.workspace.apiUrl },
      },
      inboxOf(bot.deps),
    );
    buildApp(app, {
      deps: bot.deps,
      commands: await loadCommands(),
      openView: async () => {},
      publishHome: async () => {},
    });
    const { port } = responses.address() as AddressInfo;
    const body = {
      command: '/inc',
      text: 'note said once',
      trigger_id: '1.2.same',
      user_id: ana,
      channel_id: channel,
      team_id: 'T0RINGDOWN',
      response_url: `http://127.0.0.1:${port}/`,
    };
    const acks: string[] = [];
    const deliver = () => app.processEvent({ body, ack: async () => void acks.push('acked') });
    await Promise.all([deliver(), deliver()]);
    await deliver();
    expect(acks).toHaveLength(3);
    const notes = await readEvents(bot.deps.database.db, 'INC-1', { types: ['note.added'] });
    expect(notes.map(({ body }) => body && 'text' in body && body.text)).toEqual(['said once']);
    expect(said.length).toBeLessThanOrEqual(1);
  });

  test('a right that is missing is on the record', async () => {
    const refused = await readEvents(bot.deps.database.db, null, { types: ['access.refused'] });
    const onIncident = await readEvents(bot.deps.database.db, 'INC-1', { types: ['access.refused'] });
    expect([...refused, ...onIncident].map(({ body }) => body && 'right' in body && body.right)).toContain('approve');
  });

  test('Slack refused nothing of all this', () => expect(world.workspace.rejected()).toEqual([]));
});

async function poll<T>(look: () => Promise<T[]>): Promise<T[]> {
  for (let i = 0; i < 100; i += 1) {
    const found = await look();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing came within 5 s');
}

const guest = 'U05GUEST05';
const otherBot = 'U06ROBOT06';

/** cy keeps no right but to be known; a guest and a bot get every right, so that only Slack's word refuses them. */
function narrowed(config: string): string {
  return [
    ['osUser: story', `osUser: ${userInfo().username}`],
    [
      'groups:',
      `  gil:\n    slack: ${guest}\n    timeZone: UTC\n  rob:\n    slack: ${otherBot}\n    timeZone: UTC\ngroups:`,
    ],
    ['    - bo\n    - cy\n', '    - bo\n    - gil\n    - rob\n'],
    ['      - stop\n', ''],
  ].reduce((text, [from = '', to = '']) => {
    if (!text.includes(from)) throw new Error(`nothing to change: ${from}`);
    return text.replace(from, to);
  }, config);
}

const asPerson = (id: string, name: string) => ({ id, name, realName: name, timeZone: 'UTC' });
