import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, need } from '../support/needs.ts';
import { barriersInBoth } from './barriers.ts';
import { onPage, openBrowser } from './demo-page.ts';
import { processesBelow, ringdown, startDemo } from './demo-process.ts';

const long = 60_000;

/** The record's sentences: the bot reads the devices while the people are being paged, then the two go on together. */
const paging = ['Declared sev2', 'Paged ana', 'Escalated to step 2', 'bo acknowledged the page'];
const reading = [
  'Declared sev2',
  'Verdict: The link leaf1 eth1 – spine1 Ethernet1 loses packets',
  'Proposed interface-shutdown eth1 on leaf1',
];
const mending = [
  '(1 of 2 approvals)',
  'ringdown was restarted',
  '(2 of 2 approvals)',
  'Sent to leaf1 (3 of 4): shutdown',
  'Verified',
  'resolved',
];

describeWith([need.chromium()], 'the demo as a newcomer sees it', () => {
  let folder = '';
  let dir = '';
  const wrong: string[] = [];
  let demo: ChildProcess;
  let pid = 0;
  let url = '';
  let browser: Browser;
  let page: Page;
  let hands: ReturnType<typeof onPage>;
  let exported = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ringdown-browser-'));
    dir = join(folder, 'demo');
    ({ demo, url, pid } = await startDemo(dir));
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    watch(page);
    await page.goto(url);
    hands = onPage(page);
  });
  afterAll(async () => {
    await browser?.close();
    if (demo?.exitCode === null) {
      demo.kill('SIGINT');
      await once(demo, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Collects what the browser complains of, and every request to somebody else. */
  function watch(watched: Page) {
    watched.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    watched.on('pageerror', (error) => wrong.push(error.message));
    watched.on('request', (request) => {
      const isOwn = request.url().startsWith(url) || request.url().startsWith('data:');
      if (!isOwn) wrong.push(request.url());
    });
  }

  test('an incident opens by itself, and the person on call is paged', async () => {
    await hands.be('Ana');
    await hands.openApp('messages');
    await hands.message('loses packets').waitFor({ timeout: long });
    await hands.card('page', hands.message('loses packets'));
  });

  test('the channel has the card, the map shows the loss', async () => {
    await hands.open(/inc-1/);
    await hands.message('INC-1').waitFor();
    await page.locator('#map [data-link="leaf1-spine1"][data-state=lossy]').waitFor();
    await hands.message('BGP of the far end').waitFor();
    await hands.shot('demo');
    expect(await barriersInBoth(page)).toEqual([]);
  });

  test('nobody answers: Bo is paged and acknowledges', async () => {
    await hands.be('Bo');
    await hands.openApp('messages');
    await hands.message('loses packets').waitFor({ timeout: long });
    await hands.press('Acknowledge');
    await hands.message(/acknowledged/i).waitFor();
  });

  test('the verdict comes with its facts, the proposal with its exact lines', async () => {
    await hands.open(/inc-1/);
    const verdict = hands.message('pings to 198.51.100.0 came back');
    await hands.message('interface-shutdown eth1 on leaf1').waitFor({ timeout: long });
    await verdict.waitFor();
    await hands.card('verdict', verdict);
    await hands.card('mitigation', hands.message('The way back'));
  });

  test('killed between the two approvals, the bot comes back and the second one still counts', async () => {
    await hands.be('Ana');
    await hands.open(/inc-1/);
    await hands.press('Approve', 'Approve');
    await hands.message(/1 of 2 · @/).waitFor();
    const bots = processesBelow(pid).filter(({ command }) => command.includes(' serve'));
    expect(bots).toHaveLength(1);
    for (const bot of bots) process.kill(bot.pid, 'SIGKILL');
    await hands.message(/restarted/).waitFor({ timeout: long });
    await hands.be('Bo');
    await hands.open(/inc-1/);
    await hands.press('Approve', 'Approve');
    await hands.message(/it healed/i).waitFor({ timeout: long });
    await page.locator('#map [data-link="leaf1-spine1"][data-state=off]').waitFor();
    await hands.card('healed', hands.message(/it healed/i));
  });

  test('while it is open, the channel is reminded that an update is due', async () => {
    await hands.message(/needs an update/).waitFor({ timeout: long });
  });

  test('the timeline can be read, the incident resolved, and the record read as a file of the page', async () => {
    await hands.type('/inc timeline');
    const timeline = page.locator('[data-ephemeral]').filter({ hasText: 'Verified' }).last();
    await timeline.waitFor();
    await timeline.evaluate((row) => row.scrollIntoView({ block: 'start' }));
    await hands.shot('timeline');
    await hands.press('Resolve');
    await hands.message(/set the status to resolved/).waitFor();
    await hands.type('/inc export markdown');
    const file = page.locator('.file').filter({ hasText: '.md' }).last();
    await file.waitFor();
    await file.locator('summary').click();
    await hands.card('export', hands.message('.md'));
    const address = await file.getByRole('link', { name: 'Download' }).getAttribute('href');
    exported = await (await fetch(new URL(address ?? '', url))).text();
  });

  test('on a phone the newest message is in sight and nothing scrolls sideways', async () => {
    const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    watch(phone);
    await phone.goto(url);
    await phone.locator('#rail-toggle').tap();
    await phone.locator('[data-channel]').filter({ hasText: /inc-1/ }).first().tap();
    await phone.locator('.file').last().waitFor();
    await onPage(phone).shot('phone');
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await phone.close();
  });

  test('the page made no error and asked nobody but its own server', () => expect(wrong).toEqual([]));

  test('the exported file holds every step in order, with times, people, commands and results', () => {
    const record = exported.slice(exported.indexOf('## Timeline'));
    for (const strand of [paging, reading])
      expect(foundIn(record, [...strand, ...mending])).toEqual([...strand, ...mending]);
    for (const [step, person] of [
      ['Approved', 'ana'],
      ['(2 of 2 approvals)', 'bo'],
      ['resolved', 'bo'],
    ] as const) {
      const line = record.split('\n').find((each) => each.includes(step));
      expect(line).toMatch(new RegExp(`^\\| \\d+ \\| \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}.* \\| ${person} `));
    }
    for (const command of ['show interface eth1 json', 'show interfaces Ethernet1', 'ping 198.51.100.0'])
      expect(exported).toContain(command);
  });

  test('Ctrl-C leaves no process and no port, only the folder it names', async () => {
    const processes = processesBelow(pid);
    expect(processes).not.toEqual([]);
    demo.kill('SIGINT');
    const [code] = (await once(demo, 'exit')) as [number];
    expect(code).toBe(0);
    expect(processes.filter((each) => existsSync(`/proc/${each.pid}`))).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
    expect(existsSync(join(dir, 'ringdown.yaml'))).toBe(true);
  });

  test('verify accepts the store, and names the entry after one byte of it is changed', async () => {
    expect(await ringdown('verify', '--config', join(dir, 'ringdown.yaml'))).toMatchObject({ code: 0 });
    const copy = join(folder, 'copy');
    cpSync(dir, copy, { recursive: true });
    changeOneByte(join(copy, 'ringdown.db'), 4);
    const { code, out } = await ringdown('verify', '--config', join(copy, 'ringdown.yaml'));
    expect(code).toBe(1);
    expect(out).toMatch(/^INC-1 event 4: /);
  });
});

/** Those of the sentences that the text holds, each after the one before it. */
function foundIn(text: string, sentences: readonly string[]): string[] {
  let from = 0;
  return sentences.filter((sentence) => {
    const at = text.indexOf(sentence, from);
    if (at >= 0) from = at + sentence.length;
    return at >= 0;
  });
}

/** As somebody with the file in hand would do it: past the trigger, one letter of one entry's body. */
function changeOneByte(store: string, seq: number): void {
  const sqlite = new SQLite(store);
  try {
    sqlite.exec('drop trigger event_no_update');
    const body = sqlite.prepare("select body from event where chain = 'INC-1' and seq = ?").pluck().get(seq) as string;
    const changed = body.replace('leaf1', 'leaf2');
    expect(changed).not.toBe(body);
    sqlite.prepare("update event set body = ? where chain = 'INC-1' and seq = ?").run(changed, seq);
  } finally {
    sqlite.close();
  }
}
