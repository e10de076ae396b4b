import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, need } from '../support/needs.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';
import { onPage, openBrowser } from './demo-page.ts';

describeWith([need.chromium()], 'an incident with one typed line for each step', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let browser: Browser;
  let page: Page;
  let hands: ReturnType<typeof onPage>;
  const pressed: string[] = [];

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { clock: createStoryClock() });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => {
      const kind = /"kind":"(click|select|submit|viewClick|\w+Shortcut)"/.exec(request.postData() ?? '')?.[1];
      if (kind !== undefined) pressed.push(kind);
    });
    await page.goto(world.workspace.url);
    hands = onPage(page);
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await world?.stop();
  });

  /** Lets time pass until this is to be seen. */
  const until = async (place: Locator) => {
    for (let i = 0; i < 15 && !(await place.isVisible()); i += 1) await bot.forward('4s');
    await place.waitFor();
  };

  test('declared and diagnosed', async () => {
    await hands.be('Ana');
    await hands.open('netops');
    await hands.type('/inc declare sev2 leaf1 loses its uplinks');
    await hands.open(/inc-1/);
    await hands.message('INC-1').waitFor();
    await hands.type('/net interface-detail leaf1 eth1');
    await hands.message('Shortcut: /net interface-detail leaf1 eth1').waitFor();
  });

  test('proposed, and approved by two others with the beginning of its plan hash', async () => {
    await hands.type('/mitigate interface-shutdown leaf1 eth1 reason 12 % loss, and another way is up');
    const card = hands.message('The way back');
    await card.waitFor();
    const [, id = '', hash = ''] = /approve (\S+) ([0-9a-f]{12})/.exec(await card.innerText()) ?? [];
    await hands.be('Bo');
    await page.locator('[data-join]').click();
    await hands.type(`/mitigate approve ${id} ${hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))}`);
    await page.locator('[data-ephemeral]').filter({ hasText: 'That is not the plan you saw' }).waitFor();
    await hands.type(`/mitigate approve ${id} ${hash}`);
    await hands.message(/1 of 2 · @/).waitFor();
    await hands.be('Cy');
    await page.locator('[data-join]').click();
    await hands.type(`/mitigate approve ${id} ${hash}`);
    await hands.message(/2 of 2 · @/).waitFor();
    await until(hands.message('the change holds'));
    expect(world.network.state().links.find(({ id: link }) => link === 'leaf1-spine1')?.adminUp).toBe(false);
  });

  test('told to everybody, resolved and exported', async () => {
    await hands.be('Ana');
    await hands.type('/inc update Traffic is on spine2.');
    await hands.message('Traffic is on spine2.').waitFor();
    await hands.type('/inc status resolved');
    await hands.message(/set the status to resolved/).waitFor();
    await hands.type('/inc export markdown');
    await page.locator('.file').filter({ hasText: '.md' }).last().waitFor();
  });

  test('nothing was pressed, and nothing was refused', () => {
    expect(pressed).toEqual([]);
    expect(world.workspace.rejected()).toEqual([]);
  });
});
