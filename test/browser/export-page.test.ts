import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { htmlExport } from '../../src/exports/html.ts';
import { hostileNight, hostileTexts } from '../exports/hostile.ts';
import { artifacts, night } from '../exports/night.ts';
import { contextOf, sourceOf } from '../exports/source.ts';
import { textOf } from '../support/export-text.ts';
import { describeWith, need } from '../support/needs.ts';
import { barriers } from './barriers.ts';
import { openBrowser } from './demo-page.ts';

const written = (events: typeof night, texts = artifacts) =>
  textOf(htmlExport(sourceOf(events, texts), contextOf('html', 'Europe/Berlin')));

describeWith([need.chromium()], 'an exported page in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** The page with everything that it asked the network for and everything that ran in it. */
  async function shown(html: string, colorScheme: 'light' | 'dark', width = 1100) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('dialog', (dialog) => void dialog.dismiss());
    await page.setContent(html);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    return { page, asked, close: () => context.close() };
  }

  test.for(['light', 'dark'] as const)('axe finds nothing wrong with it in %s', async (colorScheme) => {
    const { page, close } = await shown(await written(night), colorScheme);
    expect(await barriers(page)).toEqual([]);
    await close();
  });

  test('nor on a phone, where it does not scroll sideways', async () => {
    const { page, close } = await shown(await written(night), 'light', 390);
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await close();
  });

  test('what is folded on the screen stands open on paper, every raw output of it', async () => {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
    const page = await context.newPage();
    await page.setContent(await written(night));
    const seen = () =>
      page.evaluate(
        '[...document.querySelectorAll("details pre")].map((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0)',
      ) as Promise<boolean[]>;
    const onScreen = await seen();
    expect(onScreen.length).toBeGreaterThan(2);
    expect(onScreen).not.toContain(true);
    await page.emulateMedia({ media: 'print' });
    expect(await seen()).toEqual(onScreen.map(() => true));
    await context.close();
  });

  test('hostile text asks for nothing, runs nothing and keeps the page as it is', async () => {
    for (const text of hostileTexts) {
      const { events, artifacts: texts } = hostileNight(text);
      const { page, asked, close } = await shown(await written(events, texts), 'light');
      expect(asked, text).toEqual([]);
      expect(await page.locator('script, img, iframe, a, form').count(), text).toBe(0);
      expect(await page.locator('main > section > h2').count(), text).toBe(11);
      expect(await barriers(page), text).toEqual([]);
      await close();
    }
  });
});
