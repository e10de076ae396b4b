import type { App, types } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { ana, bo, startBoltApp, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';
import { describeWith, need } from '../support/needs.ts';
import { barriersInBoth } from './barriers.ts';
import { onPage, openBrowser } from './demo-page.ts';

const general = 'C0GENERAL';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ value, text: plain(value) });
const options = [option('red'), option('green'), option('blue')];

const shortcuts = [
  { name: 'Everything', type: 'global', callback_id: 'everything', description: 'A form with every input' },
  { name: 'Take a note', type: 'message', callback_id: 'note', description: 'Tells you what it was' },
] as const;

const input = (id: string, label: string, element: types.InputBlock['element']): types.InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element,
});

/** Every input there is, and a button that adds one more. */
const inputs: types.InputBlock[] = [
  input('text', 'Text', { type: 'plain_text_input', action_id: 'v' }),
  input('long', 'Long text', { type: 'plain_text_input', action_id: 'v', multiline: true }),
  input('one', 'One', { type: 'static_select', action_id: 'v', options }),
  input('many', 'Many', { type: 'multi_static_select', action_id: 'v', options }),
  input('person', 'Person', { type: 'users_select', action_id: 'v' }),
  input('people', 'People', { type: 'multi_users_select', action_id: 'v' }),
  input('channel', 'Channel', { type: 'channels_select', action_id: 'v' }),
  input('conversations', 'Conversations', { type: 'multi_conversations_select', action_id: 'v' }),
  input('boxes', 'Boxes', { type: 'checkboxes', action_id: 'v', options }),
  input('radio', 'Radio', { type: 'radio_buttons', action_id: 'v', options }),
  input('date', 'Date', { type: 'datepicker', action_id: 'v' }),
  input('time', 'Time', { type: 'timepicker', action_id: 'v' }),
  input('moment', 'Moment', { type: 'datetimepicker', action_id: 'v' }),
  input('number', 'Number', { type: 'number_input', action_id: 'v', is_decimal_allowed: false }),
  input('mail', 'Mail', { type: 'email_text_input', action_id: 'v' }),
  input('address', 'Address', { type: 'url_text_input', action_id: 'v' }),
];
const add: types.ActionsBlock = {
  type: 'actions',
  block_id: 'add',
  elements: [{ type: 'button', action_id: 'add', text: plain('One more') }],
};
const more = input('more', 'One more text', { type: 'plain_text_input', action_id: 'v' });
const form = (blocks: types.KnownBlock[]): types.ModalView => ({
  type: 'modal',
  callback_id: 'everything',
  title: plain('Everything'),
  submit: plain('Send'),
  blocks,
});

function register(app: App, given: Record<string, unknown>[]): void {
  app.shortcut('everything', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form([...inputs, add]) });
  });
  app.action('add', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.view) return;
    const { id, hash } = body.view;
    await client.views.update({ view_id: id, hash, view: form([...inputs, more]) });
  });
  app.view('everything', async ({ ack, view }) => {
    const { values } = view.state;
    if (values['more']?.['v']?.value === 'wrong')
      return ack({ response_action: 'errors', errors: { more: 'Not that.' } });
    await ack();
    given.push(values);
  });
  app.shortcut({ type: 'message_action', callback_id: 'note' }, async ({ ack, shortcut, client }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const text = `Noted: ${shortcut.message.text}`;
    await client.chat.postEphemeral({ channel: shortcut.channel.id, user: shortcut.user.id, text });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    const row = {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, action_id: 'add', text: plain('Go') }],
    };
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [row] } });
  });
}

describeWith([need.chromium()], 'forms, menus and keys', () => {
  let workspace: Workspace;
  let browser: Browser;
  let page: Page;
  let hands: ReturnType<typeof onPage>;
  let bot: Awaited<ReturnType<typeof startBoltApp>>;
  const given: Record<string, unknown>[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    workspace = await startTestWorkspace({ shortcuts });
    bot = await startBoltApp(workspace, (app) => register(app, given));
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => void (line.type() === 'error' && complaints.push(line.text())));
    await page.goto(`${workspace.url}?as=${ana}`);
    hands = onPage(page);
    await hands.open('general');
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await workspace?.close();
  });

  const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');

  test('with the keyboard alone: the lightning bolt, its menu, the form, and back', async () => {
    await page.locator('#composer').focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('bolt');
    await page.keyboard.press('Enter');
    await page.locator('#menu').getByRole('menuitem', { name: 'Everything' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('bolt');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await hands.form.titled('Everything');
    expect(await focused()).toBe('input-text');
    await page.keyboard.type('typed');
    await page.keyboard.press('Escape');
    await hands.form.gone();
    expect(await focused()).toBe('bolt');
  });

  test('every input can be filled in, an update keeps it, an error stands beside its field and takes the focus', async () => {
    await page.locator('#bolt').click();
    await page.locator('#menu').getByRole('menuitem', { name: 'Everything' }).click();
    const { fill, choose, tick } = hands.form;
    await fill('Text', 'words');
    await fill('Long text', 'two\nlines');
    await choose('One', 'green');
    await tick('Many', 'red');
    await tick('Many', 'blue');
    await choose('Person', bo);
    await tick('People', 'Cy Okafor');
    await choose('Channel', general);
    await tick('Conversations', '#general');
    await tick('Boxes', 'green');
    await tick('Radio', 'blue');
    await fill('Date', '2026-11-24');
    await fill('Time', '03:02');
    await fill('Moment', '2026-11-24T03:02');
    await fill('Number', '7');
    await fill('Mail', 'ana@example.net');
    expect(await barriersInBoth(page)).toEqual([]);
    await hands.form.modal.getByRole('button', { name: 'One more' }).click();
    await fill('One more text', 'wrong');
    await hands.form.submit();
    const missing = hands.form.modal.locator('[data-error-for=address]');
    await missing.filter({ hasText: 'required' }).waitFor();
    expect(await focused()).toBe('input-address');
    await fill('Address', 'https://example.net/');
    await page.keyboard.press('Enter');
    await hands.form.modal.locator('[data-error-for=more]').filter({ hasText: 'Not that.' }).waitFor();
    expect(await focused()).toBe('input-more');
    expect(await hands.form.field('One more text').getAttribute('aria-invalid')).toBe('true');
    await fill('One more text', 'right');
    await hands.form.field('Long text').press('Control+Enter');
    await hands.form.gone();
    expect(given).toHaveLength(1);
    const values = given[0] as Record<string, { v: Record<string, unknown> }>;
    expect(Object.fromEntries(Object.entries(values).map(([id, { v }]) => [id, v]))).toMatchObject({
      text: { value: 'words' },
      long: { value: 'two\nlines' },
      one: { selected_option: { value: 'green' } },
      many: { selected_options: [{ value: 'red' }, { value: 'blue' }] },
      person: { selected_user: bo },
      people: { selected_users: ['U01CY00001'] },
      channel: { selected_channel: general },
      conversations: { selected_conversations: [general] },
      boxes: { selected_options: [{ value: 'green' }] },
      radio: { selected_option: { value: 'blue' } },
      date: { selected_date: '2026-11-24' },
      time: { selected_time: '03:02' },
      // The wall clock of Berlin.
      moment: { selected_date_time: Date.parse('2026-11-24T02:02:00Z') / 1000 },
      number: { value: '7' },
      mail: { value: 'ana@example.net' },
      address: { value: 'https://example.net/' },
      more: { value: 'right' },
    });
  });

  test("a message's menu by arrow keys; what the app answers is seen by that person alone", async () => {
    await hands.type('the fan is loud');
    const tools = hands.message('the fan is loud').getByRole('toolbar');
    await tools.locator('button').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const answer = page.locator('[data-ephemeral]').filter({ hasText: 'Noted: the fan is loud' });
    await answer.waitFor();
    expect(await focused()).toBe('⋯');
    await hands.be('Bo');
    await hands.message('the fan is loud').waitFor();
    expect(await answer.count()).toBe(0);
    await hands.be('Ana');
    await answer.waitFor();
  });

  test('whoever turns to somebody else finds everything where it was: the place, the thread, what was typed', async () => {
    const said = hands.messages
      .locator('[data-message-ts]:not([data-ephemeral])')
      .filter({ hasText: 'the fan is loud' });
    await said.hover();
    await said.locator('[data-tool=thread]').click();
    await page.locator('#thread-composer').fill('half a reply');
    await page.locator('#composer').fill('half a thought');
    await hands.be('Bo');
    expect(await page.locator('#composer').inputValue()).toBe('');
    await hands.openApp('home');
    await page.locator('#home-blocks').getByRole('button', { name: 'Go' }).waitFor();
    await hands.be('Ana');
    await page.locator('#thread').waitFor();
    expect(await page.locator('#composer').inputValue()).toBe('half a thought');
    expect(await page.locator('#thread-composer').inputValue()).toBe('half a reply');
    await hands.be('Bo');
    await page.locator('#home-blocks').getByRole('button', { name: 'Go' }).waitFor();
    await hands.be('Ana');
    await page.locator('#composer').fill('');
    await page.keyboard.press('Escape');
    await page.locator('#thread').waitFor({ state: 'hidden' });
  });

  test('two people in two windows see each other write', async () => {
    const [beside] = await Promise.all([
      page.waitForEvent('popup'),
      page.locator('.person').filter({ hasText: 'Bo Lind' }).locator('a').click(),
    ]);
    await beside.locator(`[data-person="${bo}"][aria-pressed=true]`).waitFor();
    await onPage(beside).open('general');
    await onPage(beside).type('hello from the other window');
    await hands.message('hello from the other window').waitFor();
    await beside.close();
    expect(await page.locator(`[data-person="${ana}"]`).getAttribute('aria-pressed')).toBe('true');
  });

  test('the fault switches say what will happen', async () => {
    await page.locator('#trouble summary').click();
    await page.locator('[data-trouble="500"]').click();
    await page.locator('#trouble-state').filter({ hasText: "The app's next call fails." }).waitFor();
    await hands.openApp('home');
    await page.locator('#trouble-state').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    await page.locator('[data-trouble=outage]').click();
    await page.locator('#trouble-state').filter({ hasText: 'Nothing is answered.' }).waitFor();
    expect(await barriersInBoth(page)).toEqual([]);
    await page.locator('[data-trouble=calm]').click();
    await workspace.waitFor(() => workspace.socketCount() > 0, 8_000);
  });

  test('at 390 pixels the Home tab, a form and a menu fit and nothing scrolls sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    await page.locator('#rail-toggle').click();
    await hands.openApp('home');
    await page.locator('#home-blocks').getByRole('button', { name: 'Go' }).waitFor();
    expect(await width()).toBe(390);
    await page.locator('#rail-toggle').click();
    await hands.open('general');
    await page.locator('#bolt').click();
    await page.locator('#menu').getByRole('menuitem', { name: 'Everything' }).click();
    await hands.form.titled('Everything');
    expect(await width()).toBe(390);
    expect(await barriersInBoth(page)).toEqual([]);
    await hands.form.cancel();
    await hands.form.gone();
  });

  test('nothing failed in the browser, and nothing was refused', () => {
    expect(complaints).toEqual([]);
    expect(workspace.rejected()).toEqual([]);
  });
});
