import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import type { View } from '../../src/sandbox/workspace/world.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const eve = 'U09EVE0009';
const netops = 'C0NETOPS';

describe.each(['socket', 'http'] as const)('nobody has to remember a line, %s mode', (mode) => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    const clock = createStoryClock();
    world = await startWorld({ mode, clock });
    bot = await startStoryBot(world, { clock });
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const hands = (user = ana) => world.workspace.asUser(user);
  const modal = (user = ana): Promise<View> =>
    world.workspace.waitFor(
      () => world.workspace.views().find((view) => view.type === 'modal' && view.user === user),
      5_000,
    );
  const noModal = () =>
    world.workspace.waitFor(() => !world.workspace.views().some((view) => view.type === 'modal'), 5_000);
  const titleOf = (view: View) => (view.title as { text: string }).text;
  const events = (type: EventType) => readEvents(bot.deps.database.db, 'INC-1', { types: [type] });
  const recorded = async (type: EventType, count = 1) => {
    for (let i = 0; i < 200; i += 1) {
      const found = await events(type);
      if (found.length >= count) return found;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`no ${type} within 6 s`);
  };
  const heard = (words: RegExp, user = ana) =>
    world.workspace.waitFor(() => world.workspace.ephemerals(user).find(({ text }) => words.test(text)), 6_000);
  const buttonOf = (blocks: readonly unknown[], label: string): string => {
    const found = JSON.stringify(blocks).match(
      new RegExp(`"action_id":"(act:[^"]+)","text":\\{"type":"plain_text","text":"${label}`),
    );
    if (!found?.[1]) throw new Error(`no button "${label}"`);
    return found[1];
  };

  test('/inc declare alone opens a form; a title over two lines is refused beside its field; then it is declared', async () => {
    await hands().command(netops, '/inc declare');
    const form = await modal();
    expect(titleOf(form)).toBe('Declare an incident');
    expect(await hands().submit(form, { severity: 'sev2' })).toMatchObject({ ok: false, error: 'required' });
    expect(await hands().submit(form, { severity: 'sev2', title: 'leaf1\nis gone' })).toEqual({
      ok: false,
      error: 'errors',
      fields: { title: 'A title is one line.' },
    });
    expect(await hands().submit(form, { severity: 'sev2', title: 'leaf1 loses its uplinks' })).toEqual({ ok: true });
    await noModal();
    const declared = await recorded('incident.declared');
    expect(declared[0]).toMatchObject({ origin: 'form', body: { title: 'leaf1 loses its uplinks', severity: 'sev2' } });
    channel = await incidentChannel(world.workspace, ana);
    await heardAnywhere(/Shortcut: `\/inc declare sev2 leaf1 loses its uplinks`/);
  });

  /** As an ephemeral where the bot can speak, else as a direct message. */
  const heardAnywhere = (words: RegExp) =>
    world.workspace.waitFor(() => {
      const direct = world.workspace
        .channels()
        .filter(({ kind, members }) => kind === 'im' && members.includes(ana))
        .flatMap(({ id }) => world.workspace.messages(id));
      return [...direct, ...world.workspace.ephemerals(ana)].some(({ text }) => words.test(text));
    }, 6_000);

  test('the card opens the form for an update', async () => {
    const card = await world.workspace.waitFor(
      () => world.workspace.messages(channel).find(({ text }) => text.startsWith('INC-1 ·')),
      5_000,
    );
    await hands().click(channel, card.ts, buttonOf(card.blocks, 'Update'));
    const form = await modal();
    expect(titleOf(form)).toBe('Update');
    await hands().submit(form, { text: 'Traffic is on spine2.\nThe fibre is ordered.' });
    expect((await recorded('incident.update'))[0]).toMatchObject({
      origin: 'form',
      body: { text: 'Traffic is on spine2.\nThe fibre is ordered.' },
    });
  });

  test('a line that lacks an argument answers with a button for a form in which the rest is filled in', async () => {
    await hands().command(channel, '/net interface-detail leaf1');
    const said = await heard(/interface-detail needs/);
    await hands().click(channel, said.ts, buttonOf(said.blocks, 'Fill in a form'));
    const form = await modal();
    expect(JSON.stringify(form.blocks)).toMatch(/interface-detail needs an interface name/);
    const given = { diagnostic: 'interface-detail', devices: ['leaf1'] };
    const refused = await hands().submit(form, { ...given, argument: 'eth1;reload' });
    expect(refused).toMatchObject({ ok: false, fields: { argument: expect.stringContaining('eth1;reload') } });
    expect(await hands().submit(form, { ...given, argument: 'eth1' })).toEqual({ ok: true });
    expect((await recorded('diagnostic.answered'))[0]).toMatchObject({
      origin: 'form',
      body: { device: 'leaf1', diagnostic: 'interface-detail', arguments: 'eth1', outcome: 'ok' },
    });
  });

  test('a playbook is chosen first, and then asked for what it needs', async () => {
    await hands().command(channel, '/playbook run');
    const first = await modal();
    await hands().submit(first, { playbook: 'bgp-peer-down' });
    const second = await modal();
    expect(second.id).toBe(first.id);
    const fields = second.blocks.filter(({ type }) => type === 'input').map(({ block_id: id }) => id);
    expect(fields.length).toBeGreaterThan(0);
    expect(fields).not.toContain('playbook');
    await hands().closeView(second);
  });

  test('a message becomes the title of an incident, or an entry of the timeline', async () => {
    const message = hands().post(netops, 'customers in ams1 report timeouts\nsince about three');
    await hands().messageShortcut(netops, message.ts, 'declare_from_message');
    const form = await modal();
    expect(JSON.stringify(form.blocks)).toContain('"initial_value":"customers in ams1 report timeouts"');
    await hands().closeView(form);
    const seen = hands().post(channel, 'fan of leaf1 is loud');
    await hands().messageShortcut(channel, seen.ts, 'pin_message');
    const [pin] = await recorded('pin.added');
    expect(pin).toMatchObject({ body: { text: 'fan of leaf1 is loud' } });
    await heard(new RegExp(`^The message is entry ${pin?.seq} of INC-1 now, at the time it was written\\.$`));
    await hands().messageShortcut(channel, seen.ts, 'pin_message');
    await heard(new RegExp(`^The message is on the timeline of INC-1 already, as entry ${pin?.seq}\\.$`));
    await hands().messageShortcut(netops, message.ts, 'pin_message');
    await heard(/^Nothing was pinned: only messages in the channel of an incident/);
    expect(await recorded('pin.added')).toHaveLength(1);
  });

  test('outside its channel the bot asks which incident; the button does the whole line', async () => {
    await hands().command(netops, '/inc note seen from far away');
    const asked = await heard(/Which one\?/);
    await hands().click(netops, asked.ts, buttonOf(asked.blocks, 'INC-1'));
    const notes = await recorded('note.added');
    expect(notes.map(({ body }) => body && 'text' in body && body.text)).toContain('seen from far away');
    await hands().command(netops, '/inc severity sev3');
    const again = await heard(/severity is about one incident/);
    await hands().click(netops, again.ts, buttonOf(again.blocks, 'INC-1'));
    await heard(/^INC-1 is sev3/);
  });

  test('the Home tab has the shift, the open incident and buttons that open forms', async () => {
    hands().openHome();
    const home = await world.workspace.waitFor(
      () => world.workspace.views().find((view) => view.type === 'home' && view.user === ana),
      5_000,
    );
    const words = JSON.stringify(home.blocks);
    expect(words).toMatch(/INC-1/);
    expect(words).toMatch(/on call/);
    await hands().clickInView(home.id, buttonOf(home.blocks, 'Declare an incident'));
    expect(titleOf(await modal())).toBe('Declare an incident');
    await hands().closeView(await modal());
    await hands().clickInView(home.id, buttonOf(home.blocks, 'Export'));
    await recorded('export.made');
  });

  test('a page waits in the Home tab of whom it was sent to, and is acknowledged there', async () => {
    await hands().command(channel, '/oncall page @ana leaf1 is unreachable');
    await recorded('page.sent');
    hands().openHome();
    const home = await world.workspace.waitFor(
      () =>
        world.workspace
          .views()
          .find((view) => view.type === 'home' && JSON.stringify(view.blocks).includes('leaf1 is unreachable')),
      5_000,
    );
    await hands().clickInView(home.id, buttonOf(home.blocks, 'Acknowledge'));
    await recorded('page.acknowledged');
    await world.workspace.waitFor(
      () =>
        world.workspace
          .views()
          .some((view) => view.type === 'home' && !JSON.stringify(view.blocks).includes('leaf1 is unreachable')),
      5_000,
    );
  });

  test('whom the config does not know is told so in the Home tab, and gets no form', async () => {
    hands(eve).openHome();
    const home = await world.workspace.waitFor(
      () => world.workspace.views().find((view) => view.type === 'home' && view.user === eve),
      5_000,
    );
    expect(JSON.stringify(home.blocks)).toMatch(/does not know you/);
    await hands(eve).command(netops, '/inc declare');
    await heard(/does not know you/, eve);
    expect(world.workspace.views().filter((view) => view.type === 'modal' && view.user === eve)).toEqual([]);
  });

  test("nothing was refused by the workspace's strict checks", () => {
    expect(world.workspace.rejected()).toEqual([]);
  });
});
