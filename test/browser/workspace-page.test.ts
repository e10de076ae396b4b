import type { App } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { ana, bo, startBoltApp, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';
import { describeWith, need } from '../support/needs.ts';
import { openBrowser } from './demo-page.ts';

const general = 'C0GENERAL';
const plain = (text: string) => ({ type: 'plain_text' as const, text });

const link = {
  id: 'leaf1-spine1',
  a: { device: 'leaf1', interface: 'eth1' },
  b: { device: 'spine1', interface: 'Ethernet1' },
  adminUp: true,
  operUp: true,
  lossPercent: 0,
};
const network = {
  devices: [
    { name: 'leaf1', platform: 'frr', role: 'leaf', x: 0, y: 0, reachable: true },
    { name: 'spine1', platform: 'arista_eos', role: 'spine', x: 1, y: 1, reachable: true },
  ],
  links: [link],
  peers: [{ a: 'leaf1', b: 'spine1', state: 'established' }],
};

/** A little incident bot: a form, a card with a confirmed button, a thread. */
function register(app: App): void {
  app.command('/inc', async ({ ack, command, client }) => {
    await ack();
    const element = { type: 'plain_text_input' as const, action_id: 'text' };
    const blocks = [{ type: 'input' as const, block_id: 'title', label: plain('Title'), element }];
    const view = {
      type: 'modal' as const,
      callback_id: 'declare',
      title: plain('Declare'),
      submit: plain('Declare'),
      blocks,
    };
    await client.views.open({ trigger_id: command.trigger_id, view });
  });
  app.view('declare', async ({ ack, view, client }) => {
    const title = String(view.state.values.title?.text?.value);
    if (title.length < 5) return ack({ response_action: 'errors', errors: { title: 'At least five letters.' } });
    await ack();
    const confirm = {
      title: plain('Resolve?'),
      text: plain('Reminders stop.'),
      confirm: plain('Resolve'),
      deny: plain('No'),
    };
    const button = { type: 'button' as const, action_id: 'resolve', text: plain('Resolve'), confirm };
    await client.chat.postMessage({
      channel: general,
      text: title,
      blocks: [
        { type: 'header', text: plain(title) },
        { type: 'actions', elements: [button] },
      ],
    });
  });
  app.action('resolve', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const ts = String(body.message?.ts);
    await client.chat.update({
      channel: general,
      ts,
      text: 'Resolved',
      blocks: [{ type: 'header', text: plain('Resolved') }],
    });
    await client.chat.postMessage({ channel: general, thread_ts: ts, text: `done by <@${body.user.id}>` });
  });
}

describeWith([need.chromium()], 'the page in Chromium', () => {
  let workspace: Workspace;
  let browser: Browser;
  let page: Page;
  let bot: Awaited<ReturnType<typeof startBoltApp>>;
  const complaints: string[] = [];

  beforeAll(async () => {
    workspace = await startTestWorkspace({ sidePanel: { title: 'Network', json: () => network } });
    bot = await startBoltApp(workspace, register);
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => void (line.type() === 'error' && complaints.push(line.text())));
    page.on('request', (call) => void (call.url().startsWith(workspace.url) || complaints.push(call.url())));
    await page.goto(workspace.url);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await workspace.close();
  });

  test('declare, a refused form, a confirmed button, the thread and another person, all by hand', async () => {
    await page.fill('#composer', '/in');
    await page.locator('[data-suggestion="/inc"]').waitFor();
    await page.fill('#composer', '/inc declare');
    await page.press('#composer', 'Enter');
    await page.fill('#modal [data-action-id="text"]', 'oops');
    await page.click('#modal [data-modal="submit"]');
    await page.locator('#modal .error', { hasText: 'At least five letters.' }).waitFor();
    await page.fill('#modal [data-action-id="text"]', 'Link <b>loses</b> packets');
    await page.click('#modal [data-modal="submit"]');
    await page.locator('#messages h2', { hasText: 'Link <b>loses</b> packets' }).waitFor();
    await page.locator('#modal').waitFor({ state: 'hidden' });
    await page.click(`[data-person="${bo}"]`);
    await page.click('#messages [data-action-id="resolve"]');
    await page.click('#confirm [data-confirm="yes"]');
    await page.locator('#messages h2', { hasText: 'Resolved' }).waitFor();
    await page.locator('#messages [data-open-thread]', { hasText: '1 reply' }).click();
    await page.locator('#thread-messages', { hasText: 'done by @bo' }).waitFor();
    await page.fill('#thread-composer', 'thanks');
    await page.press('#thread-composer', 'Enter');
    await page.locator('#thread-messages', { hasText: 'thanks' }).waitFor();
    expect(workspace.messages(general).at(-1)).toMatchObject({ user: bo, text: 'thanks' });
    expect(workspace.rejected()).toEqual([]);
  });

  test('whoever turns to another person while the page waits for an older answer is not taken back', async () => {
    await page.click(`[data-person="${bo}"]`);
    await page.locator(`[data-person="${bo}"][aria-pressed=true]`).waitFor();
    await page.route('**/page/state?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    const asked = page.waitForRequest('**/page/state?*');
    await page.fill('#composer', 'half a second late');
    await page.press('#composer', 'Enter');
    await asked;
    await page.click(`[data-person="${ana}"]`);
    await page.locator('#messages', { hasText: 'half a second late' }).waitFor();
    await page.locator(`[data-person="${ana}"][aria-pressed=true]`).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('the map follows the network: loss in amber with its figure, down in red', async () => {
    const drawn = page.locator('#map [data-link="leaf1-spine1"]');
    expect(await drawn.getAttribute('data-state')).toBe('fine');
    link.lossPercent = 30;
    await page.locator('#map [data-state="lossy"]', { hasText: '30 % loss' }).waitFor();
    link.operUp = false;
    await page.locator('#map [data-state="down"]').waitFor();
  });

  test('at 390 pixels the rail and the map open by their buttons and nothing scrolls sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press('Escape');
    expect(await page.locator('#rail').isVisible()).toBe(false);
    await page.click('#rail-toggle');
    await page.click(`#rail [data-person="${ana}"]`);
    await page.click(`#rail [data-channel="${general}"]`);
    await page.locator('#rail').waitFor({ state: 'hidden' });
    await page.click('#map-toggle');
    expect(await page.locator('#map').isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  test('nothing failed in the browser and nothing was fetched from elsewhere', () => {
    expect(complaints).toEqual([]);
  });
});
