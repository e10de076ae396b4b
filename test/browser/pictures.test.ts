import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, need } from '../support/needs.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';
import { barriersInBoth } from './barriers.ts';
import { onPage, openBrowser } from './demo-page.ts';

describeWith([need.chromium()], 'pictures as a person sees them', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let browser: Browser;
  let page: Page;
  let hands: ReturnType<typeof onPage>;

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { clock: createStoryClock() });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(20_000);
    await page.goto(world.workspace.url);
    hands = onPage(page);
    await hands.be('Ana');
    await hands.open('netops');
    await hands.type('/inc declare sev2 leaf1 loses its uplinks');
    await hands.open(/inc-1/);
    await hands.message('INC-1').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await world?.stop();
  });

  /** The newest picture whose file is called so, drawn. */
  const pictureOf = async (name: string) => {
    const file = page.locator('.file').filter({ hasText: name }).last();
    await file.locator('img').waitFor();
    await file.locator('img').evaluate((image: { decode: () => Promise<void> }) => image.decode());
    return file;
  };

  test('the map in the thread of the answer has what is down in red, and its words', async () => {
    await hands.type('/net lldp-neighbors spine1,spine2');
    const answer = hands.message('Shortcut: /net lldp-neighbors spine1,spine2');
    await answer.locator('[data-open-thread]').waitFor();
    world.network.cut('leaf1-spine1');
    await hands.type('/net interfaces leaf1,spine1');
    await hands.message('Shortcut: /net interfaces leaf1,spine1').waitFor();
    await hands.type('/net lldp-neighbors spine1');
    await hands
      .message(/Shortcut: .net lldp-neighbors spine1(?!,)/)
      .locator('[data-open-thread]')
      .click();
    const map = await pictureOf('map');
    expect(await map.locator('img').getAttribute('alt')).toContain('Down: leaf1 eth1 to spine1 Ethernet1.');
    world.network.heal('leaf1-spine1');
  });

  test('pressed, it is shown large with its words; Escape gives the focus back', async () => {
    const picture = page.locator('[data-picture]').first();
    await picture.focus();
    await page.keyboard.press('Enter');
    await page.locator('#picture').getByText('Down: leaf1 eth1').waitFor();
    await hands.shotOf('picture-map', page.locator('#picture'), 0);
    expect(await barriersInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('#picture').waitFor({ state: 'hidden' });
    expect(await picture.evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('#thread').waitFor({ state: 'hidden' });
  });

  test('figures come as a picture with their numbers', async () => {
    await hands.type('/inc stats by:severity');
    await hands.shotOf('picture-figures', await pictureOf('incidents-by-severity'));
  });

  test('the timeline is drawn when somebody asks', async () => {
    await hands.type('/net bgp-summary leaf1');
    await hands.message('Shortcut: /net bgp-summary leaf1').waitFor();
    await hands.type('/inc note The fan of leaf1 is loud');
    await hands.type('/inc status identified bad optic');
    await bot.forward('9m');
    await hands.type('/inc update Traffic is on spine2.');
    await hands.message('Traffic is on spine2.').waitFor();
    await bot.forward('5m');
    await hands.type('/inc timeline as:picture');
    await hands.shotOf('picture-timeline', await pictureOf('timeline'));
  });

  test('a watch in which something moved ends with its plot', async () => {
    await hands.type('/net interface-detail spine1 Ethernet1 --watch 10m');
    await hands.message('Watching').waitFor();
    world.network.setLoss('leaf1-spine1', 12);
    for (let i = 0; i < 4; i += 1) await bot.forward('20s');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    for (let i = 0; i < 3; i += 1) await bot.forward('20s');
    await bot.forward('10m');
    const watched = hands.message('Watched');
    await watched.locator('[data-open-thread]').click();
    await (await pictureOf('watch')).locator('[data-picture]').click();
    await hands.shotOf('picture-plot', page.locator('#picture'), 0);
    expect(world.workspace.rejected()).toEqual([]);
  });
});
