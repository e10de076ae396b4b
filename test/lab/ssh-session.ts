import ssh2, { type Client } from 'ssh2';
import { fingerprint } from './keys.ts';
import type { SshTarget } from './lab.ts';

interface Answer {
  /** Exactly what came; `stdout` is the same as text. */
  bytes: Buffer;
  stdout: string;
  stderr: string;
  exitCode: number | null;
}

export interface SshSession {
  /** One exec channel. `interruptAfterMs` asks for a terminal and sends Ctrl-C after that time. */
  exec(command: string, options?: { interruptAfterMs?: number }): Promise<Answer>;
  /** A terminal: types the lines, then end of file; everything it printed. */
  shell(lines: readonly string[]): Promise<string>;
  close(): void;
}

/** A client of the tests' own, past ringdown. Refuses another host key than the expected one. */
export async function openSession(target: SshTarget): Promise<SshSession> {
  const client = new ssh2.Client();
  const { host, port, username, privateKey } = target;
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', reject);
    const hostVerifier = (key: Buffer) => fingerprint(key) === target.hostKey;
    client.connect({ host, port, username, privateKey, hostVerifier, readyTimeout: 10_000 });
  });
  return {
    exec: (command, options = {}) => exec(client, command, options.interruptAfterMs),
    shell: (lines) => shell(client, lines),
    close: () => void client.end(),
  };
}

function exec(client: Client, command: string, interruptAfterMs: number | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    client.exec(command, interruptAfterMs === undefined ? {} : { pty: true }, (error, channel) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      let stderr = '';
      if (interruptAfterMs !== undefined) setTimeout(() => channel.write('\x03'), interruptAfterMs);
      channel.on('data', (chunk: Buffer) => void chunks.push(chunk));
      channel.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk;
      });
      channel.on('close', (exitCode?: number) => {
        const bytes = Buffer.concat(chunks);
        resolve({ bytes, stdout: bytes.toString('utf8'), stderr, exitCode: exitCode ?? null });
      });
    });
  });
}

function shell(client: Client, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    client.shell({}, (error, channel) => {
      if (error) return reject(error);
      let printed = '';
      channel.on('data', (chunk: Buffer) => {
        printed += chunk;
      });
      channel.on('close', () => resolve(printed));
      channel.end(`${[...lines, 'exit', ''].join('\n')}`);
    });
  });
}
