import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import SQLite from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, need } from '../support/needs.ts';
import { onPage, openBrowser } from './demo-page.ts';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'src/main.ts');
const run = promisify(execFile);
const long = 60_000;

/** Runs a verb in a process of its own. */
async function ringdown(...args: string[]): Promise<{ code: number; out: string }> {
  try {
    const { stdout } = await run(process.execPath, [main, ...args], { cwd: root });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, out: stdout };
  }
}

/** Processes whose parent is `pid`, by /proc. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      const file = `/proc/${name}/stat`;
      if (!existsSync(file)) return false;
      const stat = readFileSync(file, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
    })
    .map(Number);
}

describeWith([need.chromium()], 'the demo as a newcomer sees it', () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'ringdown-browser-')), 'demo');
  const config = join(dir, 'ringdown.yaml');
  const wrong: string[] = [];
  let demo: ChildProcess;
  let url = '';
  let browser: Browser;
  let page: Page;
  let hands: ReturnType<typeof onPage>;

  beforeAll(async () => {
    demo = spawn(process.execPath, [main, 'demo', '--no-open', '--dir', dir], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!demo.stdout) throw new Error('the demo has no output');
    [url] = (await once(createInterface({ input: demo.stdout }), 'line')) as [string];
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on(
      'request',
      (request) => request.url().startsWith(url) || request.url().startsWith('data:') || wrong.push(request.url()),
    );
    await page.goto(url);
    hands = onPage(page);
  });
  afterAll(async () => {
    await browser?.close();
    if (demo?.exitCode === null) {
      demo.kill('SIGINT');
      await once(demo, 'exit');
    }
    rmSync(join(dir, '..'), { recursive: true, force: true });
  });

  test('an incident opens by itself, and the person on call is paged', async () => {
    await hands.be('Ana');
    await hands.open('ringdown');
    await hands.message('loses packets').waitFor({ timeout: long });
    await hands.shot('page', hands.message('loses packets'));
  });

  test('the channel has the card, the map shows the loss', async () => {
    await hands.open(/inc-1/);
    await hands.message('INC-1').waitFor();
    await page.locator('#map [data-link="leaf1-spine1"][data-state=lossy]').waitFor();
    await hands.message(/Playbook interface-errors|Interface errors/).waitFor();
    await hands.shot('demo');
  });

  test('nobody answers: Bo is paged and acknowledges', async () => {
    await hands.be('Bo');
    await hands.open('ringdown');
    await hands.message('loses packets').waitFor({ timeout: long });
    await hands.press('Acknowledge');
    await hands.message(/acknowledged/i).waitFor();
  });

  test('the verdict comes with its facts, the proposal with its exact lines', async () => {
    await hands.open(/inc-1/);
    const verdict = hands.message('loses packets: ');
    await hands.message('interface-shutdown eth1 on leaf1').waitFor({ timeout: long });
    await verdict.waitFor();
    await hands.shot(
      'verdict',
      hands.messages.locator('[data-message-ts]').filter({ hasText: 'pings to 198.51.100.0 came back' }).first(),
    );
    await hands.shot('mitigation', hands.message('The way back'));
  });

  test('the bot is killed; it is back and the incident goes on', async () => {
    const [bot] = childrenOf(demo.pid ?? 0);
    if (!bot) throw new Error('the demo has no bot');
    process.kill(bot, 'SIGKILL');
    await hands.message(/restarted/).waitFor({ timeout: long });
  });

  test('two people approve; it runs, is proved, and has healed', async () => {
    await hands.be('Ana');
    await hands.open(/inc-1/);
    await hands.press('Approve', true);
    await hands.message('1 of 2').waitFor();
    await hands.be('Bo');
    await hands.open(/inc-1/);
    await hands.press('Approve', true);
    await hands.message(/it healed/i).waitFor({ timeout: long });
    await page.locator('#map [data-link="leaf1-spine1"][data-state=off]').waitFor();
    await hands.shot('healed', hands.message(/it healed/i));
    await hands.message(/needs an update/).waitFor({ timeout: long });
  });

  test('the timeline can be read, the incident resolved, and the record exported from the page', async () => {
    await hands.type('/inc timeline');
    await page.locator('[data-ephemeral]').filter({ hasText: 'Verified' }).last().waitFor();
    await hands.shot('timeline');
    await hands.press('Resolve');
    await hands.message(/set the status to resolved/).waitFor();
    await hands.type('/inc export markdown');
    await hands.messages.locator('.file').filter({ hasText: 'INC-1' }).last().waitFor();
    await hands.shot('export');
  });

  test('on a phone the same page is usable', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(300);
    await hands.shot('phone');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  test('the page made no error and asked nobody but its own server', () => expect(wrong).toEqual([]));

  test('the export holds every step in order, with times, people, commands and results', async () => {
    const { code, out } = await ringdown('export', 'INC-1', '--config', config, '--zone', 'Europe/Berlin');
    expect(code).toBe(0);
    const steps = [
      'Declared sev2',
      'Paged ana',
      'Escalated to step 2',
      'bo acknowledged the page',
      'Verdict: The link leaf1 eth1 – spine1 Ethernet1 loses packets',
      'Proposed interface-shutdown eth1 on leaf1',
      'ringdown was restarted',
      '(1 of 2 approvals)',
      '(2 of 2 approvals)',
      'Sent to leaf1 (3 of 4): shutdown',
      'Verified',
      'resolved',
    ];
    const timeline = out.slice(out.indexOf('## Timeline'));
    const positions = steps.map((step) => timeline.indexOf(step));
    expect(positions, JSON.stringify(steps.filter((_, i) => (positions[i] ?? -1) < 0))).not.toContain(-1);
    expect([...positions].sort((a, b) => a - b)).toEqual(positions);
    expect(timeline).toMatch(/\| \d+ \| \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \| /);
    for (const command of ['show interface eth1 json', 'show interfaces Ethernet1', 'ping 198.51.100.0'])
      expect(out).toContain(command);
  });

  test('Ctrl-C leaves no process and no port, only the folder it names', async () => {
    const bots = childrenOf(demo.pid ?? 0);
    expect(bots).toHaveLength(1);
    demo.kill('SIGINT');
    const [code] = (await once(demo, 'exit')) as [number];
    expect(code).toBe(0);
    expect(bots.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
    expect(existsSync(config)).toBe(true);
  });

  test('verify accepts the store, and names the entry after one byte of it is changed', async () => {
    expect(await ringdown('verify', '--config', config)).toMatchObject({ code: 0 });
    const store = join(dir, 'ringdown.db');
    copyFileSync(store, `${store}.before`);
    const sqlite = new SQLite(store);
    sqlite.exec('drop trigger event_no_update');
    sqlite.prepare("update event set body = replace(body, 'leaf1', 'leaf2') where chain = 'INC-1' and seq = 4").run();
    sqlite.close();
    const { code, out } = await ringdown('verify', '--config', config);
    expect(code).toBe(1);
    expect(out).toMatch(/^INC-1 event 4: /);
  });
});
