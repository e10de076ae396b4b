import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { loadConfig } from '../../src/config.ts';
import { openDevices } from '../../src/device/devices.ts';
import { loadInventory } from '../../src/device/inventory.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { parseDuration } from '../../src/lib/duration.ts';
import { redact } from '../../src/lib/redact.ts';
import { createLog } from '../../src/log.ts';
import type { Milestone } from '../../src/ops/deps.ts';
import { loadPlaybooks } from '../../src/ops/load-playbooks.ts';
import { platforms } from '../../src/platforms/index.ts';
import { writeDemoFiles } from '../../src/sandbox/demo/files.ts';
import { demoBot, demoPeople } from '../../src/sandbox/demo/people.ts';
import { generateKeyPair } from '../../src/sandbox/key-pair.ts';
import { networkInventory } from '../../src/sandbox/network/inventory.ts';
import { startNetwork } from '../../src/sandbox/network/network.ts';
import { startWorkspace } from '../../src/sandbox/workspace/workspace.ts';
import type { Person } from '../../src/sandbox/workspace/world.ts';
import { shortcuts } from '../../src/slack/manifest.ts';
import { type Bot, startBot } from '../../src/start-bot.ts';
import { openDatabase } from '../../src/store/database.ts';

/** Real time plus what the story has skipped: devices and sockets live in real time, due rows in the story's. */
export function createStoryClock() {
  let skippedMs = 0;
  return {
    nowMs: () => Date.now() + skippedMs,
    forward: (ms: number) => {
      skippedMs += ms;
    },
    skippedMs: () => skippedMs,
  };
}

const tokens = { botToken: 'xoxb-story', appToken: 'xapp-story', alertSecret: 'story-alert-secret' };

const keys = { read: generateKeyPair().private, write: generateKeyPair().private };

const publicKey = (privateKey: string): string => {
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  return `${key.type} ${key.getPublicSSH().toString('base64')}`;
};

export const fastTypists = {
  personPerMinute: 1_000,
  channelPerMinute: 1_000,
  allPerMinute: 10_000,
  changesPerHour: 1_000,
};

/** A Slack workspace and the bot's folder, on whatever devices the inventory names. It outlives the bots started in it. */
export async function startOffice(parts: {
  inventory: string;
  keys: { read: string; write: string };
  alsoPeople?: readonly Person[];
  /** How Slack reaches the bot. */
  mode?: 'socket' | 'http';
  /** The workspace's clock; in HTTP mode it signs with it, so that the bot must have the same one. */
  clock?: Clock;
  rateLimits?: boolean;
  /** When an event that was not acknowledged comes again; Slack's own minutes where it is left out. */
  retryDelaysMs?: readonly number[];
  /** What people may ask for in a minute; null for what the config has by itself. Stories type faster than people. */
  asks?: Record<string, number> | null;
}) {
  const signing = parts.mode === 'http' ? { signingSecret: 'story-signing-secret' } : {};
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-story-'));
  const workspace = await startWorkspace({
    people: [
      ...demoPeople.map(({ slack, key, name, timeZone }) => ({ id: slack, name: key, realName: name, timeZone })),
      { id: 'U09EVE0009', name: 'eve', realName: 'Eve Nobody', timeZone: 'UTC' },
      ...(parts.alsoPeople ?? []),
    ],
    botToken: tokens.botToken,
    appToken: tokens.appToken,
    bot: demoBot,
    commands: ['/inc', '/net', '/mitigate', '/oncall', '/playbook'],
    shortcuts,
    channels: [{ id: 'C0NETOPS', name: 'netops' }],
    rateLimits: parts.rateLimits ?? false,
    ...(parts.retryDelaysMs ? { retryDelaysMs: parts.retryDelaysMs } : {}),
    ...signing,
    ...(parts.clock ? { nowMs: parts.clock.nowMs } : {}),
  });
  const files = writeDemoFiles(dir, {
    secrets: { ...tokens, readKey: parts.keys.read, writeKey: parts.keys.write },
    apiUrl: workspace.apiUrl,
    announce: 'C0NETOPS',
    inventory: parts.inventory,
    osUser: 'story',
    updateEvery: '1h',
    ...(parts.asks === null ? {} : { asks: parts.asks ?? fastTypists }),
    ...signing,
  });
  return {
    dir,
    workspace,
    files,
    alertSecret: tokens.alertSecret,
    async stop() {
      await workspace.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The office with the six simulated devices. */
export async function startWorld(options: Omit<Parameters<typeof startOffice>[0], 'inventory' | 'keys'> = {}) {
  const network = await startNetwork({ keys: { ro: publicKey(keys.read), rw: publicKey(keys.write) } });
  const office = await startOffice({ inventory: networkInventory(network), keys, ...options });
  return {
    ...office,
    network,
    async stop() {
      await office.stop();
      await network.close();
    },
  };
}

export type StoryWorld = Awaited<ReturnType<typeof startWorld>>;

/** A bot in this process on the world's folder, moved by hand: `forward("15m")` skips time and does what is then due. */
export async function startStoryBot(
  world: Pick<StoryWorld, 'files'> & Partial<Pick<StoryWorld, 'workspace'>>,
  options: {
    clock?: ReturnType<typeof createStoryClock>;
    reached?: (point: Milestone) => void;
    logLines?: string[];
  } = {},
): Promise<Bot & { forward: (text: string) => Promise<void> }> {
  const clock = options.clock ?? createStoryClock();
  const log = createLog({ write: (line) => void options.logLines?.push(line), redact, clock });
  const config = loadConfig(world.files.config, {});
  const database = await openDatabase(config.store);
  const devices = openDevices({
    inventory: loadInventory(config.inventory),
    platforms,
    credentials: config.credentials,
    limits: config.limits,
    log,
    clock,
    besidePeople: true,
  });
  let next = 0;
  const stamp = Date.now().toString(16);
  // As different from each other in their first letters as real ones: people type no more than those.
  const ids = {
    next: () => {
      next += 1;
      return createHash('sha256').update(`${stamp} ${next}`).digest('hex').slice(0, 32);
    },
  };
  const bot = await startBot({
    config,
    clock,
    ids,
    log,
    database,
    devices,
    playbooks: loadPlaybooks(config.playbooks),
    metronome: 'by hand',
    ...(options.reached ? { reached: options.reached } : {}),
  });
  if (bot.slackPort !== null) await world.workspace?.setRequestUrl(`http://127.0.0.1:${bot.slackPort}/slack/events`);
  return {
    ...bot,
    async forward(text) {
      const ms = parseDuration(text);
      if (ms === null) throw new Error(`not a duration: ${text}`);
      clock.forward(ms);
      await bot.tick();
    },
  };
}
