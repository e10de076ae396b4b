import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Where the pictures of the README go with RINGDOWN_SCREENS=write; else they are taken and kept nowhere. */
const screens = process.env['RINGDOWN_SCREENS'] === 'write' ? join(import.meta.dirname, '../../docs/screens') : null;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The page in the hands of its people: what they click and read, by what they see. */
export function onPage(page: Page) {
  const messages = page.locator('#messages');
  return {
    messages,
    /** The newest message that holds this text. */
    message: (text: string | RegExp): Locator => messages.locator('[data-message-ts]').filter({ hasText: text }).last(),
    async be(person: string) {
      const name = page.locator('.person-words > span').filter({ hasText: new RegExp(`^${person}`) });
      await page.locator('[data-person]').filter({ has: name }).click();
      await page.locator('[data-person][aria-pressed=true]').filter({ has: name }).waitFor();
    },
    async open(channel: string | RegExp) {
      await page.locator('[data-channel]').filter({ hasText: channel }).first().click();
    },
    /** A tab of the app. */
    async openApp(tab: 'home' | 'messages') {
      await page.locator(`[data-app-tab=${tab}]`).click();
    },
    form: formOf(page),
    /** Presses the newest button of that name; `yes` is the word of the dialog that asks back. */
    async press(label: string, yes?: string) {
      await messages.getByRole('button', { name: label, exact: true }).last().click();
      if (yes !== undefined) await page.locator('#confirm').getByRole('button', { name: yes, exact: true }).click();
    },
    async type(line: string) {
      await page.locator('#composer').fill(line);
      await page.locator('#composer').press('Enter');
    },
    shot: (name: string) => shoot(page, name),
    /** One thing alone. */
    async shotOf(name: string, place: Locator, margin = 4) {
      await place.evaluate((node) => node.scrollIntoView({ block: 'center' }));
      await shoot(page, name, await boxOf(place, margin));
    },
    /** One message without the column of faces beside it. */
    async card(name: string, message: Locator) {
      const body = message.locator('.body');
      const window = page.viewportSize() ?? { width: 0, height: 0 };
      const height = Math.ceil((await placeOf(body)).height) + 400;
      if (height > window.height) await page.setViewportSize({ ...window, height });
      const box = await placeOf(body);
      const clip = { x: box.x - 9, y: box.y - 6, width: box.width + 18, height: box.height + 12 };
      await shoot(page, name, clip);
      if (height > window.height) await page.setViewportSize(window);
    },
  };
}

/**
 * Brings it into the middle of the window and says where it stands then. A message that is edited in this moment is drawn
 * anew, and its old node stands nowhere: the new one is looked for.
 */
async function placeOf(place: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  for (let tries = 0; tries < 20; tries += 1) {
    const box = await place.evaluate((node) => {
      node.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = node.getBoundingClientRect();
      return { x, y, width, height };
    });
    if (box.height > 0) return box;
  }
  throw new Error(`${place} is not to be seen`);
}

/** The modal on the screen, by the words beside its fields. */
function formOf(page: Page) {
  const modal = page.locator('#modal');
  const field = (label: string) => modal.getByLabel(label, { exact: true });
  return {
    modal,
    field,
    titled: (title: string) => modal.locator('h2').filter({ hasText: title }).waitFor(),
    fill: (label: string, text: string) => field(label).fill(text),
    choose: (label: string, value: string) => field(label).selectOption(value),
    tick: (label: string, option: string) => field(label).getByLabel(option).check(),
    submit: () => modal.locator('[data-modal=submit]').click(),
    cancel: () => modal.locator('[data-modal=close]').click(),
    gone: () => modal.waitFor({ state: 'hidden' }),
    shot: async (name: string) => shoot(page, name, await boxOf(modal, 0)),
  };
}

async function boxOf(place: Locator, margin: number) {
  const box = await place.boundingBox();
  if (box === null) throw new Error('what shall be shown is not to be seen');
  const { x, y, width, height } = box;
  return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
}

/** The pointer rests on the page's edge meanwhile, so that no toolbar hangs over what is shown. */
async function shoot(page: Page, name: string, clip?: { x: number; y: number; width: number; height: number }) {
  await page.mouse.move(page.viewportSize()?.width ?? 0, 0);
  const path = screens === null ? {} : { path: join(screens, `${name}.png`) };
  await page.screenshot({ ...path, ...(clip ? { clip } : {}) });
}
