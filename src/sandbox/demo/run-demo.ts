import { randomBytes } from 'node:crypto';
import ssh2 from 'ssh2';
import { shortcuts } from '../../slack/manifest.ts';
import { generateKeyPair } from '../key-pair.ts';
import { networkInventory } from '../network/inventory.ts';
import { type Network, startNetwork } from '../network/network.ts';
import { startWorkspace, type Workspace } from '../workspace/workspace.ts';
import { autoPeople } from './auto-people.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { type DemoFiles, type DemoSecrets, writeDemoFiles } from './files.ts';
import { demoBot, demoPeople } from './people.ts';
import type { Scenario } from './scenario.ts';
import { sendAlert } from './send-alert.ts';

export interface DemoOptions {
  dir: string;
  port: number;
  scenario: Scenario;
  auto: boolean;
  osUser: string;
  say: (text: string) => void;
}

export interface Demo {
  url: string;
  files: DemoFiles;
  workspace: Workspace;
  network: Network;
  bot: BotProcess;
  /** Resolves with true when the incident of the scenario is resolved. */
  isResolved: () => boolean;
  stop: () => Promise<void>;
}

const announceChannel = { id: 'C0NETOPS', name: 'netops' };

/** Starts the workspace, the network and the bot between them, and lets the scenario happen. */
export async function runDemo(options: DemoOptions): Promise<Demo> {
  const secrets = makeSecrets();
  const readPublic = publicKeyOf(secrets.readKey);
  const network = await startNetwork({ keys: { ro: readPublic, rw: publicKeyOf(secrets.writeKey) } });
  const workspace = await startWorkspace({
    port: options.port,
    people: demoPeople.map(({ slack, key, name, timeZone }) => ({ id: slack, name: key, realName: name, timeZone })),
    teamName: 'Example Networks',
    botToken: secrets.botToken,
    appToken: secrets.appToken,
    bot: demoBot,
    commands: ['/inc', '/net', '/mitigate', '/oncall', '/playbook'],
    shortcuts,
    channels: [announceChannel],
    sidePanel: { title: 'Network', json: () => network.state() },
  }).catch(async (error: unknown) => {
    await network.close();
    throw error;
  });
  const ending = new AbortController();
  const files = writeDemoFiles(options.dir, {
    secrets,
    apiUrl: workspace.apiUrl,
    announce: announceChannel.id,
    inventory: networkInventory(network),
    osUser: options.osUser,
    // Soon enough to be seen, and with people who press quickly before the story is over.
    updateEvery: options.auto ? '20s' : '45s',
  });
  const bot = await startBotProcess(options.dir, files.config, options.say).catch(async (error: unknown) => {
    await workspace.close();
    await network.close();
    throw error;
  });
  const story = tellStory(options, { network, bot, secrets, signal: ending.signal });
  const people = options.auto ? autoPeople(workspace, options.say, ending.signal) : Promise.resolve();
  for (const part of [story, people])
    part.catch((error: unknown) =>
      options.say(`The story stopped: ${error instanceof Error ? error.message : String(error)}`),
    );
  return {
    url: workspace.url,
    files,
    workspace,
    network,
    bot,
    isResolved: () => hasResolvedCard(workspace),
    async stop() {
      ending.abort();
      await Promise.allSettled([story, people]);
      await bot.stop();
      await workspace.close();
      await network.close();
    },
  };
}

function makeSecrets(): DemoSecrets {
  const word = () => randomBytes(16).toString('hex');
  return {
    botToken: `xoxb-${word()}`,
    appToken: `xapp-${word()}`,
    alertSecret: word(),
    readKey: generateKeyPair().private,
    writeKey: generateKeyPair().private,
  };
}

function publicKeyOf(privateKey: string): string {
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  return `${key.type} ${key.getPublicSSH().toString('base64')}`;
}

/** The world outside: the fault, and the monitoring that notices it and notices its end. */
async function tellStory(
  { scenario, say }: DemoOptions,
  parts: { network: Network; bot: BotProcess; secrets: DemoSecrets; signal: AbortSignal },
): Promise<void> {
  await wait(scenario.startsAfterSeconds * 1000, parts.signal);
  if (parts.signal.aborted) return;
  scenario.breakIt(parts.network);
  say(`Now ${scenario.what}.`);
  await wait(3_000, parts.signal);
  if (parts.signal.aborted) return;
  const { incident } = await sendAlert(parts.bot.httpPort(), parts.secrets.alertSecret, scenario.alert, 'firing');
  say(`The monitoring sends an alert; the bot declares ${incident}.`);
}

/** The incident's header card says so in the workspace: what the people see is what counts. */
function hasResolvedCard(workspace: Workspace): boolean {
  return workspace
    .channels()
    .filter(({ name }) => name.startsWith('inc-1'))
    .some(({ id }) =>
      workspace.messages(id).some(({ text, botId }) => botId !== null && /^INC-1\b.*\bresolved\b/i.test(text)),
    );
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
