import cron from 'node-cron';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { Devices } from './device/devices.ts';
import type { Playbook } from './domain/playbook.ts';
import { startHttp } from './http.ts';
import type { Clock } from './lib/clock.ts';
import { UserError } from './lib/errors.ts';
import type { Ids } from './lib/ids.ts';
import { loadCommands } from './load-commands.ts';
import type { Log } from './log.ts';
import { createChainCheck } from './ops/chain-check.ts';
import { createDelivery } from './ops/deliver-outbox.ts';
import type { Deps, Milestone } from './ops/deps.ts';
import { health } from './ops/health.ts';
import { inboxOf } from './ops/inbox.ts';
import { receiveAlert } from './ops/receive-alert.ts';
import { resumeAfterRestart } from './ops/resume.ts';
import { armShiftChanges } from './ops/shift-change.ts';
import { tellAlarm } from './ops/tell-alarm.ts';
import { createEngine } from './ops/tick.ts';
import { witnessAtStop } from './ops/witness-head.ts';
import { openDrawing } from './pictures/draw.ts';
import { connectSlack, type SlackWay } from './slack/connect.ts';
import { createDirectory } from './slack/directory.ts';
import { type Doubles, removeDoubles } from './slack/remove-doubles.ts';
import { findSent, send } from './slack/send.ts';
import { closedToOthers } from './slack/shared-channels.ts';
import { bulkClient, interactiveClient } from './slack/web-clients.ts';
import type { Database } from './store/database.ts';
import { seenBefore } from './store/webhooks.ts';

export interface BotParts {
  config: Config;
  clock: Clock;
  ids: Ids;
  log: Log;
  database: Database;
  devices: Devices;
  playbooks: ReadonlyMap<string, Playbook>;
  /** Called at each milestone; the crash tests die here. */
  reached?: (point: Milestone) => void;
  /** "cron": a tick every second. "by hand": only `tick()` and what pokes, for tests that fast-forward. */
  metronome: 'cron' | 'by hand';
}

export interface Bot {
  deps: Deps;
  /** Starts what is due and delivers what can be delivered, until nothing is left to do now. */
  tick: () => Promise<void>;
  httpPort: number;
  /** Where Slack's requests arrive in HTTP mode; null in Socket Mode. */
  slackPort: number | null;
  stop: () => Promise<void>;
}

/** Puts the bot together and starts it: reconcile first, Slack last (security rule R99). */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { config, log } = parts;
  const { slack } = config;
  if (!slack) throw new UserError('usage', 'The config has no slack: section; the bot needs one.');
  let wake = () => {};
  const drawing = openDrawing();
  const botToken = slack.botToken().reveal();
  const bulk = bulkClient(botToken, slack.apiUrl);
  const interactive = interactiveClient(botToken, slack.apiUrl);
  const directory = createDirectory(interactive, parts.clock);
  const deps: Deps = { ...parts, drawing, directory, poke: () => wake(), reached: parts.reached ?? (() => {}) };
  const engine = createEngine(deps);
  const short = parts.database.growLog();
  if (short !== null)
    log.warn('the log of the store stays short, so that commits may wait for it to grow', { error: short });
  const commands = await loadCommands();
  const resumed = await resumeAfterRestart(deps);
  await armShiftChanges(deps);

  const inbox = inboxOf(deps);
  const connection = await connectSlack({
    botToken,
    way: slackWay(slack),
    apiUrl: slack.apiUrl,
    log,
    clock: parts.clock,
    inbox,
    alarm: (alarm) => void tellAlarm(deps, alarm),
    buildListeners: (app) =>
      buildApp(app, {
        deps,
        commands,
        openView: async (trigger, view) => void (await interactive.views.open({ trigger_id: trigger, view })),
        publishHome: async (user, view) => void (await interactive.views.publish({ user_id: user, view })),
      }),
  });
  const outgoing = {
    send: closedToOthers(directory, (call) => send(bulk, call)),
    findSent: (call: Parameters<typeof send>[1]) => findSent(bulk, call, { botUserId: connection.botUserId }),
    removeDoubles: (doubles: Omit<Doubles, 'botUserId'>) =>
      removeDoubles(bulk, { ...doubles, botUserId: connection.botUserId }),
  };
  const delivery = createDelivery(deps, outgoing);
  const chainCheck = createChainCheck(deps);
  const loop = createLoop(deps, async () => {
    chainCheck.look();
    return (await engine.tick()) + (await delivery.pump());
  });
  wake = loop.poke;
  const http = await startHttp({
    listen: config.http.listen,
    alerts: config.alerts,
    clock: parts.clock,
    log,
    seen: (signature) => seenBefore(parts.database.db, signature, parts.clock.nowMs()),
    onAlert: (alert) => receiveAlert(deps, alert),
    health: () =>
      health(deps, {
        lastTickMs: loop.lastTickMs(),
        slack: connection.state(),
        degraded: delivery.degraded(),
        found: chainCheck.found(),
      }),
  });
  const metronome =
    parts.metronome === 'cron' ? cron.schedule('* * * * * *', () => loop.poke(), { noOverlap: true }) : null;
  log.info('ringdown is ready', { http: http.port, resumed: resumed.resumed.length, unknown: resumed.unknown.length });
  loop.poke();
  return {
    deps,
    httpPort: http.port,
    slackPort: connection.port,
    async tick() {
      let started: number;
      do {
        started = await loop.round();
        await engine.settled();
        await delivery.settled();
      } while (started > 0);
    },
    async stop() {
      await metronome?.stop();
      await http.close();
      await connection.stop();
      loop.end();
      await chainCheck.stop();
      await engine.settled();
      await delivery.settled();
      await loop.idle();
      await inbox.settled();
      await witnessAtStop(deps);
      await drawing.close();
      await parts.devices.close();
      await parts.database.close();
    },
  };
}

function slackWay(slack: NonNullable<Config['slack']>): SlackWay {
  if (slack.mode === 'http' && slack.signingSecret)
    return { mode: 'http', signingSecret: slack.signingSecret().reveal(), listen: slack.listen };
  if (slack.mode === 'socket' && slack.appToken) return { mode: 'socket', appToken: slack.appToken().reveal() };
  throw new UserError(
    'usage',
    `slack.mode: ${slack.mode} needs ${slack.mode === 'http' ? 'signingSecret' : 'appToken'}.`,
  );
}

/** Runs rounds one after the other: a poke during a round makes one more round follow, never two side by side. */
function createLoop(deps: Deps, startWork: () => Promise<number>) {
  let running: Promise<number> | null = null;
  let again = false;
  let ended = false;
  let lastTickMs = deps.clock.nowMs();
  const run = async (): Promise<number> => {
    let started = 0;
    do {
      again = false;
      try {
        started += await startWork();
        lastTickMs = deps.clock.nowMs();
      } catch (error) {
        deps.log.error('a tick failed; the next one tries again', { error });
      }
    } while (again && !ended);
    return started;
  };
  const poke = (): Promise<number> => {
    if (ended) return Promise.resolve(0);
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    poke: () => void poke(),
    lastTickMs: () => lastTickMs,
    round: poke,
    idle: async () => void (await running),
    end: () => {
      ended = true;
    },
  };
}
