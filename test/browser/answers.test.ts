import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, need } from '../support/needs.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';
import { onPage, openBrowser } from './demo-page.ts';

describeWith([need.chromium()], 'answers as a person reads them', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let browser: Browser;
  let page: Page;
  let hands: ReturnType<typeof onPage>;
  const clock = createStoryClock();

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { clock });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    await page.goto(world.workspace.url);
    hands = onPage(page);
    await hands.be('Ana');
    await hands.open('netops');
    await hands.type('/inc declare sev3 leaf1 looks odd');
    await hands.open('inc-1');
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await world?.stop();
  });

  /** Beyond the moment in which the same question is answered from what was just read. */
  const later = () => new Promise((resolve) => setTimeout(resolve, 5_200));

  test('what changed since the last good answer stands under the verdict', async () => {
    await hands.type('/net interfaces leaf1');
    await hands.message('Shortcut').getByText('3 of 3 interfaces up').waitFor();
    await later();
    world.network.cut('leaf1-spine1');
    await hands.type('/net interfaces leaf1');
    const changed = hands.message('Since ');
    await changed.getByText(/eth1: up → /).waitFor();
    await hands.card('changed', changed);
  }, 40_000);

  test('many answers begin with how many agree', async () => {
    await hands.type('/net bgp-summary leaf1,leaf2,spine1,spine2,edge1,edge2');
    const many = hands.message(/agree: every BGP session/);
    await many.waitFor({ timeout: 20_000 });
    await hands.card('agreement', many);
  }, 40_000);

  test('a watch is one message, and news stand for themselves', async () => {
    await hands.type('/net interfaces leaf1 --watch 10m');
    await hands.message('Watching').waitFor();
    await bot.forward('1s');
    world.network.heal('leaf1-spine1');
    await bot.forward('20s');
    await bot.forward('20s');
    await hands
      .message('Changed')
      .getByText(/eth1: .* → up/)
      .waitFor();
    const watch = hands.message('Watching').filter({ hasText: '→ up' });
    await watch.waitFor();
    await hands.card('watch', watch);
    expect(await hands.messages.locator('[data-message-ts]').filter({ hasText: 'Stop: /net watch stop' }).count()).toBe(
      1,
    );
    expect(world.workspace.rejected()).toEqual([]);
  }, 40_000);
});
