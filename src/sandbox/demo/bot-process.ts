import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectDir } from './files.ts';

export interface BotProcess {
  /** Port of the alert webhook of the bot that runs now. */
  httpPort: () => number;
  pid: () => number | undefined;
  restarts: () => number;
  /** Asks it to end and waits; kills it when it does not within 10 s. */
  stop: () => Promise<void>;
}

/** A crash is restarted this often in a row; then the demo gives up and says so. */
const maxRestarts = 5;

/**
 * Runs `ringdown serve` as a child process, as a supervisor does: it is started again when it dies. Its log goes to
 * `bot.log` in the folder. Rejects when the first start fails, with the log's last lines.
 */
export async function startBotProcess(
  dir: string,
  configFile: string,
  say: (text: string) => void,
): Promise<BotProcess> {
  const log = createWriteStream(join(dir, 'bot.log'), { flags: 'a', mode: 0o600 });
  let child: ChildProcess | null = null;
  let port = 0;
  let restarts = 0;
  let stopping = false;
  let lastLines: string[] = [];

  async function start(): Promise<void> {
    const own = spawn(process.execPath, [join(projectDir, 'src', 'main.ts'), 'serve', '--config', configFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '' },
    });
    child = own;
    lastLines = [];
    own.stderr?.pipe(log, { end: false });
    own.stderr?.on('data', (chunk: Buffer) => {
      lastLines = [...lastLines, ...chunk.toString().split('\n').filter(Boolean)].slice(-5);
    });
    const ended = new Promise<number | null>((resolve) => own.once('exit', (code) => resolve(code)));
    void ended.then(() => restart(own));
    port = await readyPort(own, ended, () => lastLines);
  }

  function restart(own: ChildProcess): void {
    if (stopping || own !== child) return;
    restarts += 1;
    if (restarts > maxRestarts) {
      say(`The bot ended ${restarts} times; it is not started again. Its log: ${join(dir, 'bot.log')}`);
      return;
    }
    say('The bot ended; it is started again and goes on where its store says it was.');
    start().catch((error: unknown) => say(`The bot could not be started again: ${String(error)}`));
  }

  await start();
  return {
    httpPort: () => port,
    pid: () => child?.pid,
    restarts: () => restarts,
    async stop() {
      stopping = true;
      const own = child;
      if (own && own.exitCode === null && own.signalCode === null) {
        const ended = new Promise<void>((resolve) => own.once('exit', () => resolve()));
        own.kill('SIGTERM');
        const late = setTimeout(() => own.kill('SIGKILL'), 10_000);
        await ended;
        clearTimeout(late);
      }
      await new Promise<void>((resolve) => log.end(() => resolve()));
    },
  };
}

/** Reads the line that the bot prints when it is ready. */
async function readyPort(
  child: ChildProcess,
  ended: Promise<number | null>,
  lastLines: () => string[],
): Promise<number> {
  if (!child.stdout) throw new Error('the bot has no output');
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<number>((resolve) => {
    lines.on('line', (line) => {
      const port = /alerts on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  const failed = ended.then((code) => {
    throw new Error(`the bot ended with ${code} before it was ready:\n${lastLines().join('\n')}`);
  });
  return Promise.race([ready, failed]);
}
