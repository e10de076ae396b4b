import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, need } from '../support/needs.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';
import { barriersInBoth } from './barriers.ts';
import { onPage, openBrowser } from './demo-page.ts';

describeWith([need.chromium()], 'an incident with buttons, forms, shortcuts and the Home tab alone', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let browser: Browser;
  let page: Page;
  let hands: ReturnType<typeof onPage>;
  const typed: string[] = [];

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { clock: createStoryClock() });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => {
      const body = request.postData() ?? '';
      if (body.includes('"kind":"command"')) typed.push(body);
    });
    await page.goto(world.workspace.url);
    hands = onPage(page);
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await world?.stop();
  });

  const home = () => page.locator('#home-blocks');
  /** Lets time pass until this is to be seen. */
  const until = async (place: Locator) => {
    for (let i = 0; i < 15 && !(await place.isVisible()); i += 1) await bot.forward('4s');
    await place.waitFor();
  };

  test('declared from the Home tab', async () => {
    await hands.be('Ana');
    await hands.openApp('home');
    await home().getByText('No open incident').waitFor();
    await home().getByRole('button', { name: 'Declare an incident' }).click();
    await hands.form.titled('Declare an incident');
    await hands.form.choose('Severity', 'sev2');
    await hands.form.submit();
    await hands.form.modal.locator('[data-error-for=title]').filter({ hasText: 'required' }).waitFor();
    await hands.form.shot('form-declare');
    await hands.form.fill('What is broken?', 'leaf1 loses its uplinks');
    expect(await barriersInBoth(page)).toEqual([]);
    await hands.form.submit();
    await hands.form.gone();
    await hands.open(/inc-1/);
    const card = hands.message('INC-1').filter({ has: page.getByRole('button', { name: 'Propose a change' }) });
    await card.waitFor();
    await hands.card('incident', card);
  });

  test('the devices are read by the form behind the card, and the answer has its thread', async () => {
    await hands.press('Read devices');
    await hands.form.titled('Read devices');
    await hands.form.choose('What?', 'interface-detail');
    await hands.form.tick('Devices', 'leaf1');
    await hands.form.field('Interface, peer, prefix …').fill('eth1');
    await hands.form.shot('form-read');
    await hands.form.submit();
    await hands.form.gone();
    const answer = hands.message('Shortcut: /net interface-detail leaf1 eth1');
    await answer.waitFor();
    await answer.locator('[data-open-thread]').click();
    await page.locator('#thread-messages .file').waitFor();
    expect(await barriersInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('#thread').waitFor({ state: 'hidden' });
  });

  test('a playbook is chosen, and its inputs are asked for in the same window', async () => {
    await hands.press('Run a playbook');
    await hands.form.choose('Playbook', 'interface-errors');
    await hands.form.submit();
    await hands.form.modal.locator('[data-block-id=device]').waitFor();
    await hands.form.shot('form-playbook');
    await hands.form.cancel();
    await hands.form.gone();
  });

  test('a change is proposed by a form, and approved by two other people', async () => {
    await hands.press('Propose a change');
    await hands.form.choose('Change', 'interface-shutdown');
    await hands.form.choose('Device', 'leaf1');
    await hands.form.fill('Interface or BGP peer', 'eth1');
    await hands.form.fill('Reason', '12 % loss, and another way is up');
    await hands.form.shot('form-change');
    await hands.form.submit();
    await hands.form.gone();
    await hands.message('The way back').waitFor();
    await hands.be('Bo');
    await hands.open(/inc-1/);
    await hands.press('Approve', 'Approve');
    await hands.message(/1 of 2 · @/).waitFor();
    await hands.be('Cy');
    await page.locator('[data-join]').click();
    await hands.press('Approve', 'Approve');
    await hands.message(/2 of 2 · @/).waitFor();
    await until(hands.message('the change holds'));
    await hands.card('change-done', hands.message('The way back').filter({ hasText: 'Verified' }));
    expect(world.network.state().links.find(({ id }) => id === 'leaf1-spine1')?.adminUp).toBe(false);
  });

  test('told to everybody, and a message is put on the timeline by its menu', async () => {
    await hands.be('Ana');
    await hands.press('Update');
    await hands.form.fill('Where do things stand on INC-1?', 'Traffic is on spine2.');
    await hands.form.shot('form-update');
    await hands.form.submit();
    await hands.message('Traffic is on spine2.').waitFor();
    await hands.type('The fan of leaf1 is loud');
    const said = hands.message('The fan of leaf1 is loud');
    await said.hover();
    await said.locator('[data-tool=more]').click();
    await page.locator('#menu').getByRole('menuitem', { name: 'Pin to the timeline' }).waitFor();
    await hands.shot('message-menu');
    await page.locator('#menu').getByRole('menuitem', { name: 'Pin to the timeline' }).click();
    await hands.press('Timeline');
    await page.locator('[data-ephemeral]').filter({ hasText: 'The fan of leaf1 is loud' }).waitFor();
  });

  test('the Home tab has the shift, the incident, a page that waits and what can be done', async () => {
    await hands.openApp('home');
    await home().getByText('leaf1 loses its uplinks').waitFor();
    expect(await barriersInBoth(page)).toEqual([]);
    await home().getByRole('button', { name: 'Page somebody' }).click();
    await hands.form.titled('Page somebody');
    await hands.form.choose('Whom?', 'network');
    await hands.form.fill('Why?', 'leaf1 eth1 stays shut overnight');
    await hands.form.shot('form-page');
    await hands.form.submit();
    await hands.form.gone();
    await hands.openApp('messages');
    await hands.message('leaf1 eth1 stays shut overnight').waitFor();
    await hands.openApp('home');
    await home().getByText('leaf1 eth1 stays shut overnight').waitFor();
    await hands.shot('home');
    expect(await barriersInBoth(page)).toEqual([]);
    await home().getByRole('button', { name: 'Acknowledge' }).click();
    await home().getByText('leaf1 eth1 stays shut overnight').waitFor({ state: 'detached' });
  });

  test('it is resolved and exported', async () => {
    await hands.open(/inc-1/);
    await hands.press('Resolve');
    await hands.message(/set the status to resolved/).waitFor();
    await hands.press('Export');
    await page.locator('.file').filter({ hasText: '.md' }).last().waitFor();
    expect(await barriersInBoth(page)).toEqual([]);
  });

  test('not one slash command was typed, and nothing was refused', () => {
    expect(typed).toEqual([]);
    expect(world.workspace.rejected()).toEqual([]);
  });
});
