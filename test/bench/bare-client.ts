import ssh2, { type ClientChannel } from 'ssh2';
import type { Fleet } from './fleet.ts';

/** ssh2 as it is shipped: it connects, runs both commands on exec channels, collects the bytes and leaves. */
export async function bareFanOut({ ports, privateKey, commands }: Fleet, atOnce: number): Promise<void> {
  const waiting = [...ports];
  const worker = async () => {
    for (let port = waiting.pop(); port !== undefined; port = waiting.pop())
      await bareDevice(port, privateKey, commands);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function bareDevice(port: number, privateKey: string, commands: readonly string[]): Promise<void> {
  const client = await bareLogin(port, privateKey);
  for (const command of commands) {
    const text = await new Promise<string>((resolve, reject) => {
      client.exec(command, (error, channel) => {
        if (error) return reject(error);
        let received = '';
        channel.on('data', (chunk: Buffer) => {
          received += chunk.toString('utf8');
        });
        channel.on('close', () => resolve(received));
      });
    });
    if (text === '') throw new Error(`no answer to ${command}`);
  }
  client.end();
}

export function bareLogin(port: number, privateKey: string): Promise<ssh2.Client> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on('error', reject);
    client.on('ready', () => resolve(client));
    client.connect({ host: '127.0.0.1', port, username: 'bench', privateKey, hostVerifier: () => true });
  });
}

/** A bare terminal: `ask` writes a line and resolves at the next prompt. */
export async function bareShell(
  port: number,
  privateKey: string,
): Promise<{ ask(line: string): Promise<string>; close(): void }> {
  const client = await bareLogin(port, privateKey);
  client.setNoDelay(true);
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.shell({ term: 'vt100', cols: 511, rows: 1000 }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  let received = '';
  let done: (text: string) => void = () => undefined;
  channel.on('data', (chunk: Buffer) => {
    received += chunk.toString('utf8');
    if (received.endsWith('> ')) done(received);
  });
  const shell = {
    ask: (line: string) =>
      new Promise<string>((resolve) => {
        received = '';
        done = resolve;
        channel.write(`${line}\n`);
      }),
    close: () => client.end(),
  };
  await shell.ask('');
  return shell;
}
