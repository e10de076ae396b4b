import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { demoPeople } from './people.ts';

export interface DemoSecrets {
  botToken: string;
  appToken: string;
  alertSecret: string;
  /** OpenSSH private keys. */
  readKey: string;
  writeKey: string;
}

export interface DemoParts {
  secrets: DemoSecrets;
  apiUrl: string;
  announce: string;
  inventory: string;
  osUser: string;
  /** Signed requests on a free port instead of sockets. */
  signingSecret?: string;
  /** How often a status update is asked for on the demo's sev2. */
  updateEvery: string;
  /** What people may ask for in a minute, where it is not what the config has by itself. */
  asks?: Record<string, number>;
}

export interface DemoFiles {
  config: string;
  inventory: string;
  store: string;
}

/**
 * Writes everything the bot reads into the demo's folder: config, inventory and one file per secret (0600), so that
 * every other verb works with `--config DIR/ringdown.yaml` and no environment variable.
 */
export function writeDemoFiles(dir: string, parts: DemoParts): DemoFiles {
  const secretsDir = join(dir, 'secrets');
  mkdirSync(secretsDir, { recursive: true, mode: 0o700 });
  const secretFiles = {
    'bot-token': parts.secrets.botToken,
    'app-token': parts.secrets.appToken,
    'alert-secret': parts.secrets.alertSecret,
    ...(parts.signingSecret === undefined ? {} : { 'signing-secret': parts.signingSecret }),
    'read-key': parts.secrets.readKey,
    'write-key': parts.secrets.writeKey,
  };
  for (const [name, text] of Object.entries(secretFiles)) writeFileSync(join(secretsDir, name), text, { mode: 0o600 });
  const files = {
    config: join(dir, 'ringdown.yaml'),
    inventory: join(dir, 'inventory.yaml'),
    store: join(dir, 'ringdown.db'),
  };
  writeFileSync(files.inventory, parts.inventory, { mode: 0o600 });
  writeFileSync(files.config, stringify(demoConfig(parts)), { mode: 0o600 });
  return files;
}

function demoConfig(parts: DemoParts) {
  const playbooks = fileURLToPath(new URL('../../../playbooks', import.meta.url));
  return {
    slack: {
      ...(parts.signingSecret === undefined
        ? { mode: 'socket', appToken: 'file:secrets/app-token' }
        : { mode: 'http', signingSecret: 'file:secrets/signing-secret', listen: '127.0.0.1:0' }),
      botToken: 'file:secrets/bot-token',
      apiUrl: parts.apiUrl,
      commands: { inc: '/inc', net: '/net', mitigate: '/mitigate', oncall: '/oncall', playbook: '/playbook' },
      announce: parts.announce,
    },
    incidents: { prefix: 'inc', private: false },
    store: './ringdown.db',
    http: { listen: '127.0.0.1:0' },
    alerts: { generic: { secret: 'file:secrets/alert-secret' } },
    inventory: './inventory.yaml',
    playbooks,
    people: Object.fromEntries(
      demoPeople.map(({ key, slack, timeZone, email }, index) => [
        key,
        { slack, timeZone, email, ...(index === 0 ? { osUser: parts.osUser } : {}) },
      ]),
    ),
    groups: { netops: ['ana', 'bo', 'cy'] },
    access: [
      {
        who: 'netops',
        may: ['read', 'declare', 'update', 'note', 'page', 'propose', 'stop', 'export', 'admin'],
        where: 'any',
      },
      { who: 'netops', may: ['approve'], where: 'incident-channels' },
      { who: 'netops', may: ['approve'], where: 'terminal' },
    ],
    approvals: { low: 1, high: 2, expireMinutes: 15 },
    updates: { sev1: '30m', sev2: parts.updateEvery, sev3: '4h' },
    // The first link has the /31 that begins the block.
    pingDestinations: ['192.0.2.0/24', '198.51.100.0/24', '198.51.100.0/31'],
    oncall: {
      rotations: {
        'net-primary': { timeZone: 'Europe/Berlin', start: '2026-01-05T09:00', every: '1w', people: ['ana'] },
      },
      policies: {
        network: {
          steps: [
            { after: '0m', notify: ['net-primary'] },
            { after: '8s', notify: ['bo'] },
          ],
          repeat: 2,
        },
      },
    },
    credentials: {
      default: {
        read: { username: 'ringdown-ro', privateKey: 'file:secrets/read-key' },
        write: { username: 'ringdown-rw', privateKey: 'file:secrets/write-key' },
      },
    },
    ...(parts.asks === undefined ? {} : { asks: parts.asks }),
    limits: {
      devicesAtOnce: 32,
      shellsPerDevice: 1,
      execChannelsPerDevice: 2,
      commandSeconds: 30,
      tracerouteSeconds: 60,
    },
  };
}

/** The folder in which the sources lie, for starting the bot as a child process. */
export const projectDir = dirname(fileURLToPath(new URL('../../../package.json', import.meta.url)));
