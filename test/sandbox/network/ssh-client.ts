import { createHash } from 'node:crypto';
import ssh2, { type ClientChannel, type ConnectConfig } from 'ssh2';
import { generateKeyPair } from '../../../src/sandbox/key-pair.ts';
import { type Network, type NetworkOptions, startNetwork } from '../../../src/sandbox/network/network.ts';

const pairs = { ro: generateKeyPair(), rw: generateKeyPair(), stranger: generateKeyPair() };

export interface World {
  network: Network;
  /** Moves the devices' clock. */
  forward(ms: number): void;
  exec(device: string, command: string, login?: Login): Promise<string>;
  /** The exit status of one exec channel and what it printed. */
  execResult(device: string, command: string, login?: Login): Promise<{ output: string; status: number | null }>;
  shell(device: string, login?: Login): Promise<Shell>;
  connect(device: string, login?: Login): Promise<ssh2.Client>;
  json(device: string, command: string): Promise<Json>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: the tests walk through whatever the device printed.
export type Json = any;

export interface Login {
  user?: string;
  key?: keyof typeof pairs;
  config?: Partial<ConnectConfig>;
}

export const rw: Login = { user: 'ringdown-rw', key: 'rw' };

/** A network whose clock stands still until `forward`, with real ssh2 clients in front. */
export async function startWorld(options: Partial<NetworkOptions> = {}): Promise<World> {
  let nowMs = Date.UTC(2026, 10, 23, 3, 0, 0);
  const network = await startNetwork({
    keys: { ro: pairs.ro.public, rw: pairs.rw.public },
    seed: 7,
    nowMs: () => nowMs,
    ...options,
  });
  const clients = new Set<ssh2.Client>();

  async function connect(name: string, login: Login = {}): Promise<ssh2.Client> {
    const device = network.devices.find((candidate) => candidate.name === name);
    if (!device) throw new Error(`no device ${name}`);
    const client = new ssh2.Client();
    clients.add(client);
    await new Promise<void>((resolve, reject) => {
      client.once('ready', resolve);
      // Also for the rest of its life: a fault may drop the connection, which the test sees on the channel.
      client.on('error', reject);
      client.connect({
        host: device.address,
        port: device.port,
        username: login.user ?? 'ringdown-ro',
        privateKey: pairs[login.key ?? 'ro'].private,
        hostVerifier: (key: Buffer) => fingerprint(key) === device.hostKeySha256,
        ...login.config,
      });
    });
    client.setNoDelay(true);
    return client;
  }

  async function execResult(name: string, command: string, login?: Login) {
    const client = await connect(name, login);
    const channel = await new Promise<ClientChannel>((resolve, reject) =>
      client.exec(command, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    let output = '';
    let status: number | null = null;
    channel.on('data', (data: Buffer) => {
      output += data.toString();
    });
    channel.on('exit', (code: number | null) => {
      status = code;
    });
    await new Promise((resolve) => channel.once('close', resolve));
    client.end();
    return { output, status };
  }

  const world: World = {
    network,
    connect,
    execResult,
    forward: (ms) => {
      nowMs += ms;
    },
    exec: async (name, command, login) => (await execResult(name, command, login)).output,
    json: async (name, command) => JSON.parse((await execResult(name, command)).output),
    async shell(name, login) {
      const client = await connect(name, login);
      const channel = await new Promise<ClientChannel>((resolve, reject) =>
        client.shell({ term: 'vt100', cols: 511, rows: 1000 }, (error, opened) =>
          error ? reject(error) : resolve(opened),
        ),
      );
      return openShell(client, channel);
    },
    async close() {
      for (const client of clients) client.end();
      await network.close();
    },
  };
  return world;
}

export interface Shell {
  /** Sends a line and resolves with everything up to the next prompt. */
  run(line: string, until?: RegExp): Promise<string>;
  /** Waits for output that matches, and returns all that came before it and with it. */
  expect(pattern: RegExp): Promise<string>;
  send(bytes: string): void;
  close(): void;
}

const anyPrompt = /(?:^|\n)[\w.@-]+(?:\([\w.-]+\))?[>#] ?$/;

async function openShell(client: ssh2.Client, channel: ClientChannel): Promise<Shell> {
  let seen = '';
  let wake: () => void = () => undefined;
  channel.on('data', (data: Buffer) => {
    seen += data.toString().replaceAll('\r\n', '\n');
    wake();
  });
  channel.on('close', () => wake());
  async function expectOutput(pattern: RegExp): Promise<string> {
    const deadline = Date.now() + 15_000;
    while (!pattern.test(seen)) {
      if (Date.now() > deadline) throw new Error(`waited for ${pattern}, saw ${JSON.stringify(seen.slice(-400))}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const output = seen;
    seen = '';
    return output;
  }
  await expectOutput(anyPrompt);
  return {
    run(line, until = anyPrompt) {
      channel.write(`${line}\n`);
      return expectOutput(until);
    },
    expect: expectOutput,
    send: (bytes) => channel.write(bytes),
    close: () => client.end(),
  };
}

function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
